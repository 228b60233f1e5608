import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';

interface ProxyAgentModule {
  resetCaches(): void;
  getOrLoadAdditionalCertificates(params: {
    loadAdditionalCertificates(): Promise<string[]>;
    loadSystemCertificatesFromNode(): boolean;
  }): Promise<string[]>;
}

/** What all test files have put there: each is a bundle of its own. */
const SHARED = Symbol.for('clusterdeck.test.trusted');

/**
 * Lets the host find these certificates where it looks for the machine's own: in what its network stack keeps of
 * the system's store. Nothing on the machine changes.
 * @param certificates in PEM
 * @returns a function that takes them out again; with the last ones the host reads the system's store again
 */
export async function trustInHost(certificates: readonly string[]): Promise<() => Promise<void>> {
  const shared = (Reflect.get(globalThis, SHARED) as Set<string> | undefined) ?? new Set();
  Reflect.set(globalThis, SHARED, shared);
  for (const certificate of certificates) shared.add(certificate);
  await show([...shared]);
  return async () => {
    for (const certificate of certificates) shared.delete(certificate);
    await show([...shared]);
  };
}

async function show(certificates: readonly string[]): Promise<void> {
  const load = createRequire(path.join(vscode.env.appRoot, 'package.json'));
  const stack = load('@vscode/proxy-agent') as ProxyAgentModule;
  stack.resetCaches();
  if (certificates.length === 0) return;
  // Newer hosts keep one list for each of the two ways to read the store.
  for (const fromNode of [true, false])
    await stack.getOrLoadAdditionalCertificates({
      loadAdditionalCertificates: () => Promise.resolve([...certificates]),
      loadSystemCertificatesFromNode: () => fromNode,
    });
}

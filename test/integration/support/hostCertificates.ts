import fs from 'node:fs';
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
 * Lets the host find these certificates among the machine's own: in the copy of the system's store that it runs with
 * (test/host/ownStore.mjs) or, where there is none, in what its network stack keeps of the store. Nothing on the
 * machine changes.
 * @param certificates in PEM
 * @returns a function that takes them out again; the copy, which goes with its host, keeps them
 */
export async function trustInHost(certificates: readonly string[]): Promise<() => Promise<void>> {
  const shared = (Reflect.get(globalThis, SHARED) as Set<string> | undefined) ?? new Set();
  Reflect.set(globalThis, SHARED, shared);
  for (const certificate of certificates) shared.add(certificate);
  await show(certificates, [...shared]);
  return async () => {
    for (const certificate of certificates) shared.delete(certificate);
    await show([], [...shared]);
  };
}

async function show(added: readonly string[], all: readonly string[]): Promise<void> {
  const load = createRequire(path.join(vscode.env.appRoot, 'package.json'));
  const stack = load('@vscode/proxy-agent') as ProxyAgentModule;
  stack.resetCaches();
  const store = process.env.CLUSTERDECK_TEST_STORE;
  if (store) {
    fs.appendFileSync(store, added.map((certificate) => `\n${certificate}`).join(''));
    return;
  }
  if (all.length === 0) return;
  // Newer hosts keep one list for each of the two ways to read the store.
  for (const fromNode of [true, false])
    await stack.getOrLoadAdditionalCertificates({
      loadAdditionalCertificates: () => Promise.resolve([...all]),
      loadSystemCertificatesFromNode: () => fromNode,
    });
}

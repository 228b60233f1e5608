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

/**
 * Lets the host find these certificates where it looks for the machine's own: in what its network stack keeps of
 * the system's store. Nothing on the machine changes. The host hands them to the dispatcher that all direct reads
 * share when the first of them is made, so this comes before any other test.
 * @param certificates in PEM
 * @returns a function that makes the host read the system's store again
 */
export async function trustInHost(certificates: readonly string[]): Promise<() => void> {
  const load = createRequire(path.join(vscode.env.appRoot, 'package.json'));
  const stack = load('@vscode/proxy-agent') as ProxyAgentModule;
  stack.resetCaches();
  // Newer hosts keep one list for each of the two ways to read the store.
  for (const fromNode of [true, false])
    await stack.getOrLoadAdditionalCertificates({
      loadAdditionalCertificates: () => Promise.resolve([...certificates]),
      loadSystemCertificatesFromNode: () => fromNode,
    });
  return () => stack.resetCaches();
}

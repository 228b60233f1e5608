import os from 'node:os';
import path from 'node:path';

/**
 * The VS Code versions the tests run on, each as npm packages: code-server's tarball holds VS Code's
 * server and workbench, and the Node it is built for is a package too. Integrities are the registry's.
 */
export const VERSIONS = {
  newest: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    codeServerIntegrity:
      'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    node: '24.21.0',
    nodeIntegrity: {
      x64: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      arm64:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
  },
  // engines.vscode in package.json
  oldest: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    codeServerIntegrity:
      'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    node: '20.20.2',
    nodeIntegrity: {
      x64: 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
      arm64:
        'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
    },
  },
};

/** Raise it when the installed tree changes for the same versions, so that old installs are left alone. */
const RECIPE = 1;

/** Where VS Code hosts are kept for the next time. */
export const cacheDir = path.resolve(
  process.env.CLUSTERDECK_HOST_DIR || path.join(os.homedir(), '.cache/clusterdeck'),
);

/** @param {'newest' | 'oldest'} name */
export function hostPaths(name) {
  const dir = path.join(cacheDir, `vscode-host-${VERSIONS[name].vscode}-r${RECIPE}`);
  return { dir, node: path.join(dir, 'node/bin/node'), server: path.join(dir, 'vscode/out/server-main.js') };
}

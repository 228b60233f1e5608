import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Where VS Code looks first for the system's certificates on Linux. */
const STORE = '/etc/ssl/certs/ca-certificates.crt';

/**
 * A program that runs `script` with a copy of the machine's certificate store in place of it, which tests may add to:
 * nobody else sees it, and the machine's own stays as it is. Variables that name other certificates are taken away.
 * It needs a mount namespace, so root on Linux; undefined elsewhere.
 * @param {string} script
 * @param {string} folder where to keep program and copy
 * @returns {{ program: string, copy: string } | undefined}
 */
export function inOwnStore(script, folder) {
  const may = process.platform === 'linux' && process.getuid() === 0 && fs.existsSync(STORE);
  if (!may || spawnSync('unshare', ['--mount', 'true']).status !== 0) return undefined;
  fs.mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, 'ca-certificates.crt');
  fs.copyFileSync(STORE, copy);
  const program = path.join(folder, 'in-own-store');
  const inside = `mount --bind "$0" ${STORE} && exec "$@"`;
  fs.writeFileSync(
    program,
    `#!/bin/sh
unset NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR
exec unshare --mount sh -c '${inside}' '${copy}' '${process.execPath}' '${script}' "$@"
`,
    { mode: 0o755 },
  );
  return { program, copy };
}

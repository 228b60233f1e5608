import fs from 'node:fs';
import path from 'node:path';
import { findOnPath } from './apt.mjs';
import { run } from './steps.mjs';

const OLDEST_MINOR = 100; // engines.vscode

/**
 * The desktop VS Code on PATH that can open an extension under development, or undefined. The `code` of a
 * remote terminal and the wrappers that forward to another machine take no --extensionDevelopmentPath.
 */
export async function findDesktopCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const names = ['code', 'code-insiders'];
  const file = findOnPath(process.platform === 'win32' ? names.map((name) => `${name}.cmd`) : names);
  if (!file || fs.realpathSync(file).includes(`${path.sep}remote-cli${path.sep}`)) return undefined;
  const said = await runCode(file, ['--version']).catch(() => '');
  // Version, commit and architecture, a line each; a wrapper says less, code-server says more on one line.
  const [version, commit, architecture] = said.trim().split(/\r?\n/);
  const minor = /^1\.(\d+)\.\d+/.exec(version ?? '');
  const real =
    minor && /^[0-9a-f]{40}$/.test(commit ?? '') && /^(x64|arm64|ia32|armhf)/.test(architecture ?? '');
  return real && Number(minor[1]) >= OLDEST_MINOR ? file : undefined;
}

/** Runs `code` to its end; on Windows it is a command file, which only a shell starts. */
export function runCode(file, args, env = {}) {
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((argument) => `"${argument}"`) : args;
  return run(shell ? `"${file}"` : file, quoted, { shell, env: { ...process.env, ...env } });
}

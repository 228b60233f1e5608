import { createRequire } from 'node:module';
import path from 'node:path';
import type { KeychainProblem } from './keychainAnswer';

/** What is used of keytar's native module. */
export interface NativeKeychain {
  /** The entry's content, decoded as UTF-8; null where there is none. Rejects with what the system says. */
  getPassword(service: string, account: string): Promise<string | null>;
}

export interface System {
  readonly platform: string;
  readonly arch: string;
  /** Whether it runs on musl instead of glibc. */
  readonly isMusl: boolean;
}

/** The system this process runs on. */
export function thisSystem(): System {
  const { platform, arch } = process;
  return { platform, arch, isMusl: platform === 'linux' && !hasGlibc() };
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

/** The folder of keytar's binary for a system. Its loader looks for none on musl and for a mislabelled one on 32-bit ARM. */
export const buildFor = ({ platform, arch, isMusl }: System): string =>
  `${platform}${isMusl ? 'musl' : ''}-${arch === 'arm' ? 'armv7l' : arch}`;

/**
 * Loads keytar's native module without keytar's own loader, which hides why it failed. Throws Node's error.
 * `folder`: where the folders of the binaries are.
 */
export const loadNative = (folder: string, system: System): NativeKeychain =>
  createRequire(__filename)(path.join(folder, buildFor(system), 'keytar.node')) as NativeKeychain;

export function loadProblem(error: unknown): KeychainProblem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND') return 'noBuild';
  return message.includes('libsecret') ? 'noLibsecret' : 'notLoaded';
}

/** In the words that libsecret and GLib have in the locale C; other systems' are not told apart. */
export function readProblem(message: string): KeychainProblem {
  if (/not provided by any \.service|ServiceUnknown|has no owner/i.test(message)) return 'noService';
  if (/autolaunch|could not connect|dbus-launch|given address/i.test(message)) return 'noBus';
  return /timeout was reached/i.test(message) ? 'timedOut' : 'refused';
}

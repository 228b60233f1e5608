import fs from 'node:fs';
import { text, type Text } from '../../clouds/text';
import type { KeyMachine } from './keyMachine';

/** Bytes. Real files of keys have a few hundred. */
export const MOST_BYTES = 1024 * 1024;

export type KeyFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** Why, and what to do. */
  | { readonly kind: 'unreadable'; readonly problem: Text };

// Opening a named pipe would wait for a writer otherwise.
const FLAGS = fs.constants.O_RDONLY | (process.platform === 'win32' ? 0 : fs.constants.O_NONBLOCK);

/**
 * Reads a file of keys, following symbolic links, and never more than MOST_BYTES. Never rejects; what the operating
 * system says is told by its code alone.
 */
export async function readKeyFile(files: KeyMachine['files'], path: string): Promise<KeyFile> {
  try {
    const file = await files.open(path, FLAGS);
    try {
      if (!(await file.stat()).isFile()) return unreadable(NOT_A_FILE);
      const bytes = Buffer.alloc(MOST_BYTES + 1);
      let length = 0;
      for (let more = -1; more !== 0 && length < bytes.length; length += more)
        more = (await file.read(bytes, length, bytes.length - length, null)).bytesRead;
      return decodedKeyFile(bytes.subarray(0, length));
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed((error as NodeJS.ErrnoException).code);
  }
}

/** The same of a file that was read already. */
export function decodedKeyFile(bytes: Uint8Array): KeyFile {
  return bytes.length > MOST_BYTES ? unreadable(TOO_BIG) : { kind: 'text', text: decoded(bytes) };
}

export const TOO_BIG: Text = text('It is larger than 1 MB, so it was not read. Is it the right file?');
const NOT_A_FILE = text('It is not a file, so it was not read. Is something else in its place?');
const NO_PERMISSION = text('You may not read it. Give yourself the right to read it, then try again.');
const LOCKED = text('Another program has it locked. Try again once that is done.');
const LOOP = text('Its symbolic links lead in a circle. Put the file where they should lead.');

const PROBLEMS: Readonly<Record<string, Text>> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EBUSY: LOCKED,
  ELOOP: LOOP,
  EISDIR: NOT_A_FILE,
  ENXIO: NOT_A_FILE,
};

function failed(code = 'unknown'): KeyFile {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  return unreadable(
    (Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined) ??
      text('It cannot be read ({code}). Check the file, then try again.', { code }),
  );
}

const unreadable = (problem: Text): KeyFile => ({ kind: 'unreadable', problem });

/** Editors and shells of Windows write marks and UTF-16. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const buffer = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  // Without a mark: these files begin with an ASCII character, whose other byte is zero.
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined);
  const whole = little
    ? buffer.toString('utf16le')
    : big
      ? buffer.swap16().toString('utf16le')
      : Buffer.from(bytes).toString('utf8');
  return whole.replace(/^\ufeff/, '');
}

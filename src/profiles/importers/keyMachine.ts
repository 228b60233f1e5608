import type fs from 'node:fs';
import path from 'node:path';
import type { TimeZone } from '../../operations/localTime';

/** The machine that keys are looked for on, as far as importers see it: they only read. */
export interface KeyMachine {
  readonly files: Pick<typeof fs.promises, 'open'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the person. */
  readonly home: string;
  readonly now: () => number;
  readonly zone: TimeZone;
}

/** A file below the home folder: the path to open and what to call it. */
export interface HomeFile {
  readonly path: string;
  readonly shown: string;
}

export const homeFile = ({ home }: Pick<KeyMachine, 'home'>, ...parts: readonly string[]): HomeFile => ({
  path: path.join(home, ...parts),
  shown: ['~', ...parts].join('/'),
});

/** The file that a variable names instead, with `~` for the home folder; the usual one where it names none. */
export function namedFile({ env, home }: KeyMachine, variable: string, usual: HomeFile): HomeFile {
  const named = env[variable]?.trim() ?? '';
  if (named === '') return usual;
  return { path: named.replace(/^~(?=[\\/]|$)/, () => home), shown: named };
}

import path from 'node:path';

/** The names of the files in the journal's folder; see Journal. */

/** @param storage the extension's own folder for all windows */
export const journalFolder = (storage: string): string => path.join(storage, 'runs');

/** Of which run this is a file, and of which term; undefined for any other file. */
export function runOfFile(name: string): { readonly id: string; readonly term: number } | undefined {
  const [, id, term = '0'] = /^([^.]+)(?:\.(\d+))?\.json$/.exec(name) ?? [];
  return id === undefined ? undefined : { id, term: Number(term) };
}

export const runFile = (id: string, term: number): string =>
  term === 0 ? `${id}.json` : `${id}.${term}.json`;

/** The empty file that says that a run is over, so that nobody need read it to know. */
export const overMark = (id: string): string => `${id}.over`;

/** Of which run this is the mark; undefined for any other file. */
export const markedRun = (name: string): string | undefined => /^([^.]+)\.over$/.exec(name)?.[1];

/** The files of each run, by term. */
export type Entries = ReadonlyMap<string, readonly { readonly file: string; readonly term: number }[]>;

export function entriesOf(names: readonly string[]): Entries {
  const found = new Map<string, { file: string; term: number }[]>();
  for (const file of names) {
    const run = runOfFile(file);
    if (!run) continue;
    const files = found.get(run.id);
    if (files) files.push({ file, term: run.term });
    else found.set(run.id, [{ file, term: run.term }]);
  }
  for (const files of found.values()) files.sort((a, b) => a.term - b.term);
  return found;
}

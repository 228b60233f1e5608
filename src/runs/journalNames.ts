/** The names of the files in the journal's folder; see Journal. */

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

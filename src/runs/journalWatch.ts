import fs from 'node:fs';
import path from 'node:path';
import { runOfFile } from './journalNames';

/** Several files change for one write, and several windows write at a time; they are told together. */
const DEBOUNCE_MS = 100;

export interface JournalWatch {
  dispose(): void;
}

/**
 * Tells which runs in the journal's folder were written, by whichever window, and which of them lost a file: those
 * were deleted, or taken over. Where the system cannot watch the
 * folder, that is reported once and nothing is told: readers that need certainty read again when a lease ends.
 */
export function watchJournal(
  folder: string,
  changed: (ids: readonly string[], lost: readonly string[]) => void,
  report: (problem: string) => void,
): JournalWatch {
  const files = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let watcher: fs.FSWatcher | undefined;
  const tell = () => {
    timer = undefined;
    const told = [...files];
    files.clear();
    const lost = told.filter(([file]) => !fs.existsSync(path.join(folder, file)));
    const ids = (named: readonly (readonly [string, string])[]) => [...new Set(named.map(([, id]) => id))];
    changed(ids(told), ids(lost));
  };
  const failed = (error: unknown) => {
    watcher?.close();
    report(`Runs of other windows are followed late, the journal cannot be watched: ${String(error)}`);
  };
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    watcher = fs.watch(folder, { persistent: false }, (_, name) => {
      const run = name === null ? undefined : runOfFile(name);
      if (name === null || !run) return;
      files.set(name, run.id);
      timer ??= setTimeout(tell, DEBOUNCE_MS);
    });
    watcher.on('error', failed);
  } catch (error) {
    failed(error);
  }
  return {
    dispose: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

import fs from 'node:fs';

/** Several files change for one write, and several windows write at a time; they are told together. */
const DEBOUNCE_MS = 100;

export interface JournalWatch {
  dispose(): void;
}

/**
 * Tells which runs in the journal's folder were written, by whichever window. Where the system cannot watch the
 * folder, that is reported once and nothing is told: readers that need certainty read again when a lease ends.
 */
export function watchJournal(
  folder: string,
  changed: (ids: readonly string[]) => void,
  report: (problem: string) => void,
): JournalWatch {
  const ids = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let watcher: fs.FSWatcher | undefined;
  const tell = () => {
    timer = undefined;
    const told = [...ids];
    ids.clear();
    changed(told);
  };
  const failed = (error: unknown) => {
    watcher?.close();
    report(`Runs of other windows are followed late, the journal cannot be watched: ${String(error)}`);
  };
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    watcher = fs.watch(folder, { persistent: false }, (_, name) => {
      const id = /^([^.]+)\.(?:\d+\.)?json$/.exec(name ?? '')?.[1];
      if (id === undefined) return;
      ids.add(id);
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

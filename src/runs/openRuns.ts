import fs from 'node:fs';
import { overMark, runOfFile } from './journalNames';

/**
 * Calls `found` once, when the journal's folder has a run that is not over, or when a window writes one. Costs one
 * reading of the folder, no file is opened. Where the folder cannot be read or watched, `found` is called at once: who
 * reads the journal then says why.
 */
export function whenRunsAreOpen(folder: string, found: () => void): { dispose(): void } {
  let watcher: fs.FSWatcher | undefined;
  let done = false;
  const end = () => {
    done = true;
    watcher?.close();
  };
  const tell = () => {
    if (done) return;
    end();
    found();
  };
  const look = async () => {
    await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
    if (done) return;
    // Before it is read, so that a run that starts meanwhile is not missed.
    watcher = fs.watch(folder, { persistent: false }, (_, name) => {
      if (name === null || runOfFile(name)) tell();
    });
    watcher.on('error', tell);
    if (hasOpen(await fs.promises.readdir(folder))) tell();
  };
  look().catch(tell);
  return { dispose: end };
}

function hasOpen(names: readonly string[]): boolean {
  const all = new Set(names);
  return names.some((name) => {
    const run = runOfFile(name);
    return run !== undefined && !all.has(overMark(run.id));
  });
}

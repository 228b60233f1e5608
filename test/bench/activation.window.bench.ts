import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWorkbench } from '../e2e/support/openWorkbench';
import type { Workbench } from '../e2e/support/workbench';
import { waitUntil } from '../e2e/support/waitUntil';
import { projectRoot } from '../host/server.mjs';
import { installVsix } from '../host/vsix.mjs';
import type { Bench } from './row';

const WINDOWS = 15;
const OURS = 'clusterdeck.clusterdeck';
/** One that is started before ours and one after: the first of all pays for what VS Code makes once. */
const EMPTY = ['aaa.empty', 'zzz.empty'];

/** Milliseconds that VS Code itself counts for the start of an extension: loading its code, calling it, until it says so. */
interface Start {
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** Starts the packaged extension beside two that do nothing, in the same windows, all on `onStartupFinished`. */
export const bench: Bench = async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-bench-'));
  const extensions = path.join(root, 'extensions');
  await installVsix(extensions);
  for (const id of EMPTY) await installVsix(extensions, 'newest', emptyExtension(root, id));
  const opened = await openWorkbench({ extensions });
  const { workbench } = opened;
  try {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const starts: Record<string, Start>[] = [];
    // The first window finds nothing in the caches of the machine.
    for (let window = 0; window <= WINDOWS; window += 1) {
      if (window > 0) await workbench.reload();
      const found = await startsOf(workbench);
      if (window > 0) starts.push(found);
    }
    const sum = (ids: readonly string[], of: (start: Start) => number) =>
      starts.reduce((all, each) => all + ids.reduce((ms, id) => ms + of(each[id]!), 0), 0) /
      (starts.length * ids.length);
    const row = (what: string, of: (start: Start) => number) => ({
      what: `${what}, mean of ${WINDOWS} windows`,
      unit: 'ms',
      ours: sum([OURS], of),
      against: { what: 'an empty extension', value: sum(EMPTY, of) },
    });
    const atOnce = ({ load, call }: Start) => load + call;
    return [
      { ...row('Start of the extension', (start) => atOnce(start) + start.finish), goal: { atMost: 1.5 } },
      { ...row('Of that its code loaded and called', atOnce), goal: undefined },
    ];
  } finally {
    await opened.close();
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
};

/** Packages an extension that does nothing. */
function emptyExtension(root: string, id: string): string {
  const [publisher, name] = id.split('.');
  const folder = path.join(root, id);
  fs.mkdirSync(folder);
  const manifest = {
    publisher,
    name,
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
  };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'main.js'), 'exports.activate = () => {};\n');
  fs.writeFileSync(path.join(folder, 'README.md'), 'Does nothing.\n');
  const vsix = path.join(root, `${id}.vsix`);
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  const flags = [
    'package',
    '--allow-missing-repository',
    '--skip-license',
    '--no-dependencies',
    '--out',
    vsix,
  ];
  execFileSync(process.execPath, [vsce, ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return vsix;
}

/** As "Developer: Startup Performance" tells them. */
async function startsOf(workbench: Workbench): Promise<Record<string, Start>> {
  const { page } = workbench;
  return waitUntil('the starts of the extensions', async () => {
    await workbench.command('Developer: Startup Performance');
    const editor = page.locator('.monaco-editor[data-uri^="perf:"]').first();
    await editor.waitFor();
    await page.evaluate('navigator.clipboard.writeText("")');
    await editor.locator('.view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const told = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.keyboard.press('Control+F4');
    const rows = told.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const starts = Object.fromEntries(
      rows.flatMap(([, id, , load, call, finish]) =>
        id !== undefined && [OURS, ...EMPTY].includes(id)
          ? [[id, { load: Number(load), call: Number(call), finish: Number(finish) }]]
          : [],
      ),
    );
    return Object.keys(starts).length === 1 + EMPTY.length ? starts : undefined;
  });
}

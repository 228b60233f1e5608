import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openWorkbench } from '../e2e/support/openWorkbench';
import { startSampleCloud } from '../e2e/support/sampleCloud';
import type { TreeRow } from '../e2e/support/tree';
import type { Workbench } from '../e2e/support/workbench';
import { installVsix } from '../host/vsix.mjs';
import { median, type Bench } from './row';

const SMALL = 500;
const BIG = 50_000;
const ROUNDS = 7;
const LOAD_MS = 300_000;
const PRODUCT = 'PolarDB';

/** Milliseconds until the window shows it. */
interface Shown {
  /** From opening the branch, whose resources are known, to its first row. */
  readonly paint: number;
  /** From a key in Filter Resources to the branch that says how many there are with it. */
  readonly search: number;
}

/** The tree in a window of its own, as a person sees it, with many resources beside few. */
export const bench: Bench = async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-bench-'));
  const extensions = path.join(root, 'extensions');
  try {
    await installVsix(extensions);
    const few = await shown(extensions, SMALL);
    const many = await shown(extensions, BIG);
    const against = `${SMALL} resources`;
    const of = `with ${BIG.toLocaleString('en-US')} resources, in the window`;
    return [
      {
        what: `First paint ${of}`,
        unit: 'ms',
        ours: many.paint,
        against: { what: against, value: few.paint },
        goal: undefined,
      },
      {
        what: `A key of a search ${of}`,
        unit: 'ms',
        ours: many.search,
        against: { what: against, value: few.search },
        goal: undefined,
      },
    ];
  } finally {
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
};

async function shown(extensions: string, resources: number): Promise<Shown> {
  const cloud = await startSampleCloud({ estate: resources });
  const opened = await openWorkbench({ extensions, env: cloud.env });
  const { workbench } = opened;
  try {
    await workbench.openSideBar('ClusterDeck');
    await workbench.sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    const tree = workbench.tree('Resources');
    const whole = async () => {
      const saysAll = ({ label, description }: TreeRow) =>
        label === PRODUCT && description === `${resources} clusters`;
      await tree.until('the whole estate', (rows) => rows.some(saysAll), LOAD_MS);
    };
    await whole();
    const paints: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      await tree.collapse(PRODUCT);
      paints.push(await paint(workbench));
    }
    const searches: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) searches.push(await search(workbench, whole));
    // The first of each compiles.
    return { paint: median(paints.slice(1)), search: median(searches.slice(1)) };
  } finally {
    await opened.close();
    await cloud.stop();
  }
}

/** Measured in the page, from the event to the frame that shows what is wanted. */
const until = (event: string, wanted: string): string => `new Promise((resolve) => {
  let began;
  addEventListener('${event}', () => (began = performance.now()), { capture: true, once: true });
  const look = () =>
    began !== undefined && (${wanted}) ? resolve(performance.now() - began) : requestAnimationFrame(look);
  look();
})`;
const rowSays = (part: string, pattern: string): string =>
  `[...document.querySelectorAll('.part.sidebar .monaco-list-row ${part}')].some((each) => ${pattern}.test(each.textContent))`;

/** Begins to measure; resolves when the page listens, with what gives the milliseconds. */
async function measuring(page: Page, promise: string): Promise<() => Promise<number>> {
  await page.evaluate(`void (globalThis.benchMeasured = ${promise})`);
  return () => page.evaluate<number>('globalThis.benchMeasured');
}

async function paint(workbench: Workbench): Promise<number> {
  const { page } = workbench;
  const row = workbench.tree('Resources').row(PRODUCT);
  const measured = await measuring(page, until('mousedown', rowSays('.label-name', '/^cluster-\\d/')));
  await row.locator('.monaco-tl-twistie').click();
  return await measured();
}

/** `whole` resolves when the tree shows all of it again. */
async function search(workbench: Workbench, whole: () => Promise<void>): Promise<number> {
  const { page } = workbench;
  await workbench.command('ClusterDeck: Filter Resources…');
  // The palette's box, which closes at that moment, is another one.
  await page.getByPlaceholder('Name, id, tag, zone, engine or status').waitFor();
  const measured = await measuring(page, until('keydown', rowSays('.label-description', '/\\d of \\d/')));
  await page.keyboard.press('7');
  const ms = await measured();
  await page.keyboard.press('Backspace');
  await workbench.quickInput.cancel();
  await whole();
  return ms;
}

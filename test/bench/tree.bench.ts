import { plain } from '../../src/clouds/text';
import { ResourceSource } from '../../src/flow/resourceSource';
import { polardbReader } from '../../src/inventory/polardbReader';
import type { Cluster } from '../../src/inventory/polardbCluster';
import { BenchTree } from './benchTree';
import { startCloud } from './cloudProcess';
import { heapUsed } from './collectGarbage';
import { median, sideBySide, timed, type Bench, type Row } from './row';

const LARGE = 50_000;
const SMALL = 500;
const REGIONS = 30;
const ROUNDS = 3;
const CHANGES = 5;
/** So many milliseconds a person does not notice. */
const UNNOTICED_MS = 50;
const BURST = 1000;
const PINNED = 50;
/** Typed one letter after the other, with a slip of the finger that is taken back. */
const TYPED = ['orders-1234', 'production running', 'ordersx'];

/** A tree of 50,000 resources of one profile, at first with the rows that it shows at first, then with all of them, beside one of 500. */
export const bench: Bench = async () => {
  const [large, small] = [await treeOf(LARGE), await treeOf(SMALL)];
  try {
    const rows: Row[] = [memory(large), ...search(large.tree), await listed(large.tree)];
    if (large.tree.drawAll().length !== LARGE) throw new Error('not all are drawn');
    rows.push(...(await besideSmall(large.tree, small.tree)), ...(await burst(large.tree)));
    return rows;
  } finally {
    large.tree.dispose();
    small.tree.dispose();
  }
};

interface Built {
  readonly tree: BenchTree;
  /** Bytes a resource. */
  readonly heap: number;
  readonly sent: number;
}

async function treeOf(clusters: number): Promise<Built> {
  const cloud = await startCloud({ regions: REGIONS, clusters });
  try {
    const client = cloud.client();
    const before = heapUsed();
    const tree = new BenchTree(client, cloud.regions);
    await tree.loaded();
    tree.draw();
    await pause(300);
    tree.redrawn();
    if (tree.estate.regions().flatMap(({ resources }) => resources).length !== clusters)
      throw new Error('not all are there');
    const heap = (heapUsed() - before) / clusters;
    const page = await fetch(`${cloud.origin}/?RegionId=region-0&PageNumber=1&PageSize=16`);
    return { tree, heap, sent: Buffer.byteLength(await page.text()) / 16 };
  } finally {
    cloud.stop();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ms = (what: string, ours: number, against: Row['against'], goal?: Row['goal']): Row => ({
  what,
  unit: 'ms',
  ours,
  against,
  goal,
});
const unnoticed = { what: 'not noticed', value: UNNOTICED_MS };

const memory = ({ heap, sent }: Built): Row => ({
  what: 'Memory for a resource in a tree of 50,000',
  unit: 'bytes',
  ours: heap,
  against: { what: 'the JSON it came in', value: sent },
  goal: { atMost: 1 },
});

/** From a keystroke in Filter Resources to the rows that VS Code gets for it, and what stands above the tree. */
function search(tree: BenchTree): readonly Row[] {
  const took: number[] = [];
  const type = (filter: string) => {
    const began = performance.now();
    tree.model.filterBy(filter);
    tree.model.hidesAll();
    tree.row(tree.product);
    tree.model.children(tree.product);
    took.push(performance.now() - began);
  };
  for (const words of TYPED) {
    for (let end = 1; end <= words.length; end += 1) type(words.slice(0, end));
    for (let end = words.length - 1; end >= 0; end -= 1) type(words.slice(0, end));
  }
  const [, ...later] = took;
  return [
    ms('Search of 50,000, a keystroke', median(later), unnoticed, { atMost: 1 }),
    ms('Search of 50,000, the slowest keystroke', Math.max(...took), unnoticed, { atMost: 1 }),
  ];
}

/** Find Cluster: the list that VS Code is given, which then searches by itself. */
async function listed({ estate, profile }: BenchTree): Promise<Row> {
  const source = new ResourceSource(
    [{ profile, reader: polardbReader, estate, tryAgain: () => undefined }],
    plain,
    { recent: [], showsTags: true, now: Date.now },
  );
  const found = await sideBySide(ROUNDS, { list: () => timed(() => source.entries()) });
  return ms('List of 50,000 for Find Cluster', found.list, unnoticed);
}

async function besideSmall(large: BenchTree, small: BenchTree): Promise<readonly Row[]> {
  const both = async (measure: (tree: BenchTree) => Promise<number>) =>
    await sideBySide(ROUNDS, { large: () => measure(large), small: () => measure(small) });
  const perRow = (tree: BenchTree) => 1000 / tree.model.children(tree.product).length;
  const whole = await both(async (tree) => (await timed(() => tree.draw())) * perRow(tree));
  const same = await both(async (tree) => {
    const ms = await timed(() => void tree.redrawnIfOutdated());
    return ms * perRow(tree);
  });
  const one = await both(async (tree) => {
    await pause(300);
    tree.redrawn();
    const times: number[] = [];
    for (let n = 0; n < CHANGES; n += 1) {
      tree.toldMs = 0;
      const ms = await timed(() => change(tree, n));
      await pause(300);
      times.push(ms + tree.toldMs + (await timed(() => tree.redrawn(1))));
    }
    return median(times);
  });
  for (const tree of [large, small])
    for (const node of tree.model.children(tree.product).slice(-PINNED)) await tree.pins.set(node.id, true);
  const pinned = await both((tree) => timed(() => tree.model.children(tree.product)));
  await pause(300);
  large.redrawn();
  const beside = (
    what: string,
    unit: string,
    found: { large: number; small: number },
    goal?: Row['goal'],
  ) => ({
    what,
    unit,
    ours: found.large,
    against: { what: 'in a tree of 500', value: found.small },
    goal,
  });
  return [
    beside('One row of 50,000 changes', 'ms', one, { atMost: 1.5 }),
    beside('Drawing 50,000 rows, for each', 'µs', whole),
    beside('A reading of 50,000 that says nothing new, for each', 'µs', same),
    beside('Children of 50,000 with 50 pinned', 'ms', pinned),
  ];
}

/** A watched run has read one resource. */
function change({ estate }: BenchTree, n: number): void {
  const region = `region-${n % REGIONS}`;
  const { resources = [] } = estate.regions().find((each) => each.region === region) ?? {};
  const known = resources[Math.floor(n / REGIONS) % resources.length] as Cluster;
  const status = known.status === 'Running' ? 'Stopped' : 'Running';
  estate.put({ ...known, status }, Date.now());
}

async function burst(tree: BenchTree): Promise<readonly Row[]> {
  await pause(300);
  tree.redrawn();
  const ms = await timed(() => {
    for (let n = 0; n < BURST; n += 1) change(tree, n);
  });
  await pause(300);
  const events = tree.told.length;
  const rows = tree.redrawn();
  return [
    {
      what: 'Events for a burst of 1,000 changes',
      unit: '',
      ours: events,
      against: { what: 'one', value: 1 },
      goal: { atMost: 1 },
    },
    {
      what: 'Rows drawn again for them',
      unit: '',
      ours: rows,
      against: { what: 'rows changed', value: BURST },
      goal: undefined,
    },
    { what: 'A burst of 1,000 changes', unit: 'ms', ours: ms, against: unnoticed, goal: undefined },
  ];
}

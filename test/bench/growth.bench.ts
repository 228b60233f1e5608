import v8 from 'node:v8';
import vm from 'node:vm';
import { ResourceModel } from '../../src/explorer/resourceModel';
import type { Estate } from '../../src/inventory/estate';
import { polardbReader } from '../../src/inventory/polardbReader';
import { createProductEstate } from '../../src/inventory/productEstate';
import { Listeners } from '../../src/profiles/listeners';
import type { Profile } from '../../src/profiles/profile';
import { startCloud } from './cloudProcess';
import { timed, type Bench } from './row';

const SIZES = [1_000, 10_000, 50_000];
const REGIONS = 10;
const ROUNDS = 3;

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

/** What a cluster costs as the estate grows, with the tree open: time from the first request to the last, and memory. */
export const bench: Bench = async () => {
  await measured(SIZES[0]!); // warms up
  const found: { readonly size: number; readonly us: number; readonly bytes: number }[] = [];
  for (const size of SIZES) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measured(size));
    rounds.sort((a, b) => a.us - b.us);
    found.push({ size, ...rounds[1]! });
  }
  return found.slice(1).flatMap(({ size, us, bytes }, index) => {
    const smaller = found[index]!;
    const row = (what: string, unit: string, ours: number, value: number) => ({
      what: `${what} of ${size.toLocaleString('en-US')}`,
      unit,
      ours,
      against: { what: `of ${smaller.size.toLocaleString('en-US')}`, value },
      goal: { atMost: 1.1 },
    });
    return [
      row('Time for a cluster', 'µs', us, smaller.us),
      row('Memory for a cluster', 'bytes', bytes, smaller.bytes),
    ];
  });
};

/** Microseconds and bytes a cluster. */
async function measured(clusters: number): Promise<{ us: number; bytes: number }> {
  const cloud = await startCloud({ regions: REGIONS, clusters });
  try {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const client = cloud.client();
    const estate = createProductEstate({
      client,
      reader: polardbReader,
      regions: () => cloud.regions,
      now: Date.now,
    });
    const { model, product } = treeOf(estate, { ...PROFILE, regions: [...cloud.regions] });
    const ms = await timed(() => allShown(model, product, clusters));
    collectGarbage();
    const bytes = (process.memoryUsage().heapUsed - before) / clusters;
    if (model.matching(product) !== clusters) throw new Error('not all are there');
    model.dispose();
    estate.dispose();
    return { us: (ms * 1000) / clusters, bytes };
  } finally {
    cloud.stop();
  }
}

/** As VS Code does: asks for the children of what is to be drawn again. */
const allShown = (model: ResourceModel, product: ReturnType<typeof treeOf>['product'], clusters: number) =>
  new Promise<void>((resolve) => {
    const subscription = model.onDidChange(() => {
      model.children(product);
      if (model.matching(product) < clusters) return;
      subscription.dispose();
      resolve();
    });
    model.children(product);
  });

const PROFILE: Profile = {
  id: 'bench',
  name: 'Bench',
  cloud: 'alibaba',
  safety: 'read-only',
  sample: false,
  regions: [],
} as unknown as Profile;

function treeOf(estate: Estate, profile: Profile) {
  const never = new Listeners<never>().event;
  const model = new ResourceModel({
    profiles: { list: () => [profile], get: () => profile, onDidChange: never },
    connections: {
      client: () => ({}) as never,
      estate: () => estate,
      onDidDrop: never,
      tryAgain: () => undefined,
    },
    pins: { has: () => false, isEmpty: true, onDidChange: never },
    onDidChangeRun: never,
  });
  const [root] = model.children();
  const [product] = model.children(root);
  if (product?.kind !== 'product') throw new Error('there is no branch');
  return { model, product };
}

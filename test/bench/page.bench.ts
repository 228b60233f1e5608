import { listClusters } from '../../src/inventory/polardb';
import { startCloud, type BenchCloud } from './cloudProcess';
import { cpuOf, sideBySide, type Bench } from './row';

const CLUSTERS = 100;
const CALLS = 50;
const ROUNDS = 15;

/** CPU of this process for a page of 100 clusters: signed, parsed and validated, beside bare fetch and JSON.parse. */
export const bench: Bench = async () => {
  const cloud = await startCloud({ regions: 1, clusters: CLUSTERS });
  try {
    const client = cloud.client();
    const times = (call: () => Promise<number>) => async () => {
      const ms = await cpuOf(async () => {
        for (let n = 0; n < CALLS; n += 1)
          if ((await call()) !== CLUSTERS) throw new Error('not the whole page');
      });
      return ms / CALLS;
    };
    const found = await sideBySide(ROUNDS, {
      ours: times(async () => {
        let count = 0;
        for await (const { resources } of listClusters(client, 'region-0')) count += resources.length;
        return count;
      }),
      bare: times(() => bare(cloud)),
    });
    return [
      {
        what: 'CPU for a page of 100 clusters',
        unit: 'ms',
        ours: found.ours,
        against: { what: 'fetch and JSON.parse', value: found.bare },
        goal: { atMost: 1.05 },
      },
    ];
  } finally {
    cloud.stop();
  }
};

async function bare({ origin }: BenchCloud): Promise<number> {
  const response = await fetch(`${origin}/?RegionId=region-0&PageNumber=1&PageSize=100`, { method: 'POST' });
  const answer = (await response.json()) as { Items: { DBCluster: unknown[] } };
  return answer.Items.DBCluster.length;
}

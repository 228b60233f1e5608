import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import { createProductEstate } from '../../src/inventory/productEstate';
import { polardbReader } from '../../src/inventory/polardbReader';
import { BENCH_KEYS, startCloud, type BenchCloud } from './cloudProcess';
import { sideBySide, type Bench } from './row';

const LATENCY_MS = 50;
const REGIONS = 30;
const SILENT = 1;
const CLUSTERS = 10_000;
const ROUNDS = 3;

/**
 * An estate of 10,000 clusters over 30 regions, one of which never answers, at 50 ms an answer: to the first and to the
 * last cluster. The bound is what the latency alone takes: every region has a host of its own, whose pages come one after
 * another. Beside it the same pages by bare fetch, all regions at once: what the machine itself takes.
 */
export const bench: Bench = async () => {
  const cloud = await startCloud({
    regions: REGIONS,
    clusters: CLUSTERS,
    latencyMs: LATENCY_MS,
    silent: SILENT,
  });
  try {
    const firsts: number[] = [];
    const found = await sideBySide(ROUNDS, {
      ours: async () => {
        const { first, last } = await ours(cloud);
        firsts.push(first);
        return last;
      },
      bare: () => bare(cloud),
      core: () => officialCore(cloud),
    });
    const answering = REGIONS - SILENT;
    const bound = Math.ceil(CLUSTERS / answering / 100) * LATENCY_MS;
    const [, ...later] = firsts;
    return [
      row('To the first of 10,000 clusters', Math.min(...later), 'one answer', LATENCY_MS, { atMost: 1.15 }),
      row('To the last of 10,000 clusters', found.ours, 'latency of the pages of a region', bound, {
        atMost: 1.15,
      }),
      row(
        'To the last of 10,000 clusters',
        found.ours,
        'fetch and JSON.parse, all regions at once',
        found.bare,
      ),
      row(
        'To the last of 10,000 clusters',
        found.ours,
        '@alicloud/openapi-core, region by region',
        found.core,
      ),
    ];
  } finally {
    cloud.stop();
  }
};

const row = (what: string, ours: number, against: string, value: number, goal?: { atMost: number }) => ({
  what,
  unit: 'ms',
  ours,
  against: { what: against, value },
  goal,
});

function ours(cloud: BenchCloud): Promise<{ first: number; last: number }> {
  const estate = createProductEstate({
    client: cloud.client(),
    reader: polardbReader,
    regions: () => cloud.regions,
    now: Date.now,
  });
  const began = performance.now();
  let first = NaN;
  return new Promise((resolve) => {
    estate.onDidChange(() => {
      const count = estate.regions().reduce((sum, { resources }) => sum + resources.length, 0);
      if (count > 0 && Number.isNaN(first)) first = performance.now() - began;
      if (count < CLUSTERS) return;
      const last = performance.now() - began;
      estate.dispose();
      resolve({ first, last });
    });
    estate.load();
  });
}

async function bare({ origin, regions }: BenchCloud): Promise<number> {
  const began = performance.now();
  const counts = await Promise.all(
    regions.slice(0, REGIONS - SILENT).map(async (region) => {
      for (let [page, count] = [1, 0]; ; page += 1) {
        const url = `${origin}/?RegionId=${region}&PageNumber=${page}&PageSize=100`;
        const { Items, TotalRecordCount } = (await (await fetch(url, { method: 'POST' })).json()) as Page;
        count += Items.DBCluster.length;
        if (count >= TotalRecordCount) return count;
      }
    }),
  );
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count !== CLUSTERS) throw new Error(`fetch found ${count}`);
  return performance.now() - began;
}

/** As its documentation has it: one client a region, page after page. The silent region is left out for its sake. */
async function officialCore({ origin, regions }: BenchCloud): Promise<number> {
  const began = performance.now();
  let count = 0;
  for (const region of regions.slice(0, REGIONS - SILENT)) {
    const core = new OpenApi(
      new $OpenApiUtil.Config({ ...BENCH_KEYS, endpoint: new URL(origin).host, protocol: 'http' }),
    );
    for (let page = 1; ; page += 1) {
      const answer = await core.callApi(
        new $OpenApiUtil.Params({
          action: 'DescribeDBClusters',
          version: '2017-08-01',
          protocol: 'HTTP',
          pathname: '/',
          method: 'POST',
          authType: 'AK',
          style: 'RPC',
          reqBodyType: 'formData',
          bodyType: 'json',
        }),
        new $OpenApiUtil.OpenApiRequest({
          query: { RegionId: region, PageNumber: String(page), PageSize: '100' },
        }),
        {} as never,
      );
      const { Items, TotalRecordCount } = answer['body'] as Page;
      count += Items.DBCluster.length;
      if (page * 100 >= TotalRecordCount) break;
    }
  }
  if (count !== CLUSTERS) throw new Error(`the core found ${count}`);
  return performance.now() - began;
}

interface Page {
  readonly Items: { readonly DBCluster: readonly unknown[] };
  readonly TotalRecordCount: number;
}

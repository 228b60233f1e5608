import { startCloud } from './cloudProcess';
import type { Bench, Row } from './row';
import { runBurst } from './runBurst';
import { watch } from './watchedRuns';

const MANY = 500;
const FEW = 50;
/** The longest pause between two readings of a run, at its shortest. */
const OFTENEST_S = 20;
/** A lease of 45 s is renewed when a third of it has gone. */
const RENEWED_S = 15;

/** 500 runs of one host that are watched and never settle, beside one. */
export const bench: Bench = async () => {
  const cloud = await startCloud({ regions: 1, clusters: 1 });
  try {
    const client = cloud.client();
    const one = await watch(1, client);
    const many = await watch(MANY, client);
    await runBurst(FEW); // warms up
    const [few, burst] = [await runBurst(FEW), await runBurst(MANY)];
    const followed = await watch(MANY, client, 1);
    // The first run brings with it what all have in common.
    const marginal = (many.heap * MANY - one.heap) / (MANY - 1);
    const row = (
      what: string,
      unit: string,
      ours: number,
      beside: string,
      value: number,
      goal?: number,
    ): Row => ({
      what,
      unit,
      ours,
      against: { what: beside, value },
      goal: goal === undefined ? undefined : { atMost: goal },
    });
    return [
      row('Requests a second, 500 runs watched', '', many.requests, 'each every 20 s', MANY / OFTENEST_S, 1),
      row(
        'Writes to the journal a second, 500 runs watched',
        '',
        many.writes,
        'each every 15 s',
        MANY / RENEWED_S,
        1.05,
      ),
      row(
        'Listings of its folder a second, 500 runs watched',
        '',
        many.folderReads,
        'one run',
        one.folderReads,
      ),
      row('Memory for a watched run', 'bytes', marginal, 'its file', many.file),
      row(
        'CPU while nothing changes, 500 runs watched',
        '% of a core',
        many.core * 100,
        'one run',
        one.core * 100,
      ),
      row(
        'The same with a second window',
        '% of a core',
        followed.core * 100,
        'one window',
        many.core * 100,
        2,
      ),
      row('500 runs move on in one moment, for each', 'µs', burst.us, '50 runs', few.us, 1.5),
      row('Events of the tree for that', '', burst.events, 'one', 1, 1),
    ];
  } finally {
    cloud.stop();
  }
};

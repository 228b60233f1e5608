import { buildDdm } from './buildDdm';
import { buildDds } from './buildDds';
import { buildGaussdb, buildTaurusdb } from './buildGaussdb';
import { buildRds } from './buildRds';
import type { HuaweiInstance } from './huaweiInstance';
import { BEIJING } from './projects';

const ENGINES = ['MySQL', 'PostgreSQL', 'SQLServer'] as const;

/** That many plain instances in one region, of the five services in turn; the same every time. */
export const generatedHuaweiEstate = (count: number): HuaweiInstance[] =>
  Array.from({ length: count }, (_, index) => {
    const turn = Math.floor(index / 5);
    const name = `shard-${turn + 1}`;
    switch (index % 5) {
      case 0:
        return buildRds(BEIJING, name, { engine: ENGINES[turn % ENGINES.length] ?? 'MySQL' });
      case 1:
        return buildTaurusdb(BEIJING, name);
      case 2:
        return buildGaussdb(BEIJING, name);
      case 3:
        return buildDds(BEIJING, name);
      default:
        return buildDdm(BEIJING, name);
    }
  });

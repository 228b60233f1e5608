import { buildCluster } from './clusterBuilder';
import { REGIONS } from './hosts';
import { apiTime, type SampleCluster } from './sampleCluster';

const FIRST = Date.UTC(2024, 0, 1);
const ENGINES = [
  { engine: 'MySQL', version: '8.0', class: 'polar.mysql.x4.large' },
  { engine: 'MySQL', version: '5.7', class: 'polar.mysql.x4.medium' },
  { engine: 'PostgreSQL', version: '14', class: 'polar.pg.x4.medium' },
] as const;

/** That many plain clusters, half of them in the first region, the rest in turn; the same every time. */
export function generatedEstate(count: number): SampleCluster[] {
  return Array.from({ length: count }, (_, index) => {
    const region = REGIONS[index % 2 === 0 ? 0 : ((index - 1) / 2) % REGIONS.length] ?? REGIONS[0];
    const kind = ENGINES[index % ENGINES.length] ?? ENGINES[0];
    const number = String(index + 1).padStart(4, '0');
    return buildCluster({
      key: `g${number}`,
      region: region?.id ?? '',
      description: `cluster-${number}`,
      engine: kind.engine,
      version: kind.version,
      createdAt: apiTime(FIRST + index * 3_600_000),
      tags: { env: index % 5 === 0 ? 'prod' : 'dev' },
      nodes: [{ class: kind.class, priority: 5 }, { class: kind.class, priority: 5 }, { class: kind.class }],
    });
  });
}

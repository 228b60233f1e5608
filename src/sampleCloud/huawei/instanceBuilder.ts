import { createHash } from 'node:crypto';
import type { HuaweiInstance } from './huaweiInstance';
import { type HuaweiProject, regionOf } from './projects';
import type { DatabaseService } from './servedOperation';

const DAY_MS = 24 * 3_600_000;
const FIRST = Date.UTC(2024, 2, 4, 6, 33, 49);

/** What the builders make up for an instance; the same every time. */
export interface Made {
  readonly fields: Pick<HuaweiInstance, 'service' | 'projectId' | 'id' | 'name'>;
  readonly region: string;
  /** When it was created, milliseconds since the epoch. */
  readonly at: number;
  nodeId(index: number): string;
  groupId(index: number): string;
  ip(index: number): string;
  zone(index: number): string;
}

/** Ids end with the number of the engine: 32 characters and `in01`. */
export function make(
  service: DatabaseService,
  project: HuaweiProject,
  name: string,
  engineNumber: string,
): Made {
  const hash = createHash('sha256').update(`${service}/${project.id}/${name}`).digest();
  const hex = hash.toString('hex').slice(0, 32);
  const [first = 0, second = 0, third = 0] = hash;
  const region = regionOf(project);
  return {
    fields: { service, projectId: project.id, id: `${hex}in${engineNumber}`, name },
    region,
    at: FIRST + ((first << 8) | second) * (DAY_MS / 100),
    nodeId: (index) => `${hex.slice(0, 30)}${index.toString(16).padStart(2, '0')}no${engineNumber}`,
    groupId: (index) => `${hex.slice(0, 30)}${index.toString(16).padStart(2, '0')}gr${engineNumber}`,
    ip: (index) => `192.168.${third}.${10 + (second % 200) + index}`,
    zone: (index) => `${region}${'abc'[index % 3] ?? 'a'}`,
  };
}

const NETWORK = {
  vpc_id: '490a4a08-ef4b-44c5-94be-3051ef9e4fce',
  subnet_id: '0e2eda62-1d42-4d64-a9d1-4e9aa9cd994f',
  security_group_id: '2a1f7fc8-3307-42a7-aa6f-42c8b9b8f8c5',
};

/** What RDS, TaurusDB, GaussDB and DDS have alike. */
export const common = ({ fields, region }: Made) => ({
  ...fields,
  ...NETWORK,
  region,
  backup_strategy: { start_time: '19:00-20:00', keep_days: 7 },
  maintenance_window: '02:00-06:00',
  time_zone: 'UTC+08:00',
  tags: [],
});

/** DDM tells no region. */
export const networked = ({ fields }: Made) => ({ ...fields, ...NETWORK });

/** `yyyy-mm-ddThh:mm:ss` and the zone as it stands behind it. */
export function dated(at: number, zone: '' | '+0000' | '+0800' | '_0800'): string {
  const hours = zone.endsWith('0800') ? 8 : 0;
  return `${new Date(at + hours * 3_600_000).toISOString().slice(0, 19)}${zone}`;
}

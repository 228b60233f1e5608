import type { HuaweiInstance } from './huaweiInstance';
import { common, dated, type Made, make } from './instanceBuilder';
import type { HuaweiProject } from './projects';
import type { Fields } from './servedOperation';

const COPIES = ['Primary', 'Secondary', 'Hidden'];

/** The groups of each mode: their type, the roles in them, and whether their nodes tell an address. */
const GROUPS = {
  Single: [{ type: 'single', roles: ['Primary'], open: true }],
  ReplicaSet: [{ type: 'replica', roles: COPIES, open: true }],
  Sharding: [
    { type: 'mongos', roles: ['master', 'master'], open: true },
    { type: 'config', roles: COPIES, open: false },
    { type: 'shard', roles: COPIES, open: false },
    { type: 'shard', roles: COPIES, open: false },
  ],
} as const;

export interface DdsPlan {
  readonly mode?: keyof typeof GROUPS;
  /** As the example of the documents has it where there is one group: the group itself instead of a list. */
  readonly bareGroup?: boolean;
  readonly fields?: Fields;
}

function groupsOf(made: Made, name: string, mode: keyof typeof GROUPS) {
  let count = 0;
  return GROUPS[mode].map(({ type, roles, open }, group) => ({
    type,
    // Known of shards and configuration servers only.
    id: open ? '' : made.groupId(group),
    name: open ? '' : `${type}_${group}`,
    status: open ? '' : 'normal',
    ...(type === 'mongos' ? {} : { volume: { size: '10', used: '0.33' } }),
    nodes: roles.map((role, index) => ({
      id: made.nodeId(count),
      name: `${name}_${type}_node_${index + 1}`,
      status: 'normal',
      role,
      private_ip: open ? made.ip(count) : '',
      public_ip: '',
      spec_code: `dds.mongodb.s6.medium.4.${type}`,
      availability_zone: made.zone(count++),
    })),
  }));
}

/** An instance of DDS as its list answers it. */
export function buildDds(
  project: HuaweiProject,
  name: string,
  { mode = 'ReplicaSet', bareGroup = false, fields = {} }: DdsPlan = {},
): HuaweiInstance {
  const made = make('dds', project, name, '02');
  const groups = groupsOf(made, name, mode);
  return {
    ...common(made),
    status: 'normal',
    remark: '',
    port: '8635',
    mode,
    datastore: { type: 'DDS-Community', version: '4.4', whole_version: '4.4.13.9', patch_available: false },
    engine: 'wiredTiger',
    // Without a zone.
    created: dated(made.at, ''),
    updated: dated(made.at, ''),
    db_user_name: 'rwuser',
    ssl: 1,
    pay_mode: '0',
    groups: bareGroup ? groups[0] : groups,
    disk_encryption_id: '',
    enterprise_project_id: '0',
    time_zone: '',
    actions: [],
    ...fields,
  };
}

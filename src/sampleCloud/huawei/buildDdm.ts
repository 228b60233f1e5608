import type { HuaweiInstance } from './huaweiInstance';
import { dated, make, networked } from './instanceBuilder';
import type { HuaweiProject } from './projects';
import type { Fields } from './servedOperation';

/** An instance of DDM as v1 lists it; the nodes are a list of their own. */
export function buildDdm(
  project: HuaweiProject,
  name: string,
  { count = 2, fields = {} }: { readonly count?: number; readonly fields?: Fields } = {},
): HuaweiInstance {
  const made = make('ddm', project, name, '09');
  const nodes = Array.from({ length: count }, (_, index) => ({
    node_id: made.nodeId(index),
    ip: made.ip(index),
    port: '5066',
    status: 'normal',
    group_id: made.groupId(0),
  }));
  return {
    ...networked(made),
    status: 'RUNNING',
    created: dated(made.at, '+0000'),
    updated: dated(made.at, '+0000'),
    available_zone: made.zone(0),
    // One text for all nodes, here and for their states.
    access_ip: nodes.map(({ ip }) => ip).join(','),
    access_port: '5066',
    node_status: nodes.map(() => 'RUNNING').join(','),
    nodes,
    core_count: '4',
    ram_capacity: '8',
    engine_version: '3.0.8',
    flavor_ref: 'ddm.c6.large.x',
    enterprise_project_id: '0',
    enable_ssl: false,
    ...fields,
  };
}

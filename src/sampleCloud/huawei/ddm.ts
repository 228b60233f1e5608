import { nodesOf } from './huaweiInstance';
import { HuaweiRefusal } from './refusal';
import { answers, INSTANCE, page, paging, PROJECT } from './requestFields';
import type { HuaweiContext, ServedOperations } from './servedOperation';

/** How long a list is where nothing says so. */
const NORMAL = { instances: 10, nodes: 128 };

/** Its v1 counts pages and records, each in several fields, and has no filters. */
function listInstances({ state, ids, fields }: HuaweiContext) {
  const all = state.instances(ids['project_id'] ?? '', 'ddm');
  const [offset, limit] = [Number(fields['offset'] ?? 0), Number(fields['limit'] ?? NORMAL.instances)];
  const instances = page(all, fields, NORMAL.instances).map((each) => ({
    ...each,
    project_id: each.projectId,
    node_count: nodesOf(each).length,
  }));
  return {
    instance_num: all.length,
    instances,
    // The documents leave open whether an offset between two pages belongs to the one or to the other.
    page_no: Math.floor(offset / limit) + 1,
    page_size: instances.length,
    total_record: all.length,
    total_page: Math.ceil(all.length / limit),
  };
}

function listNodes({ state, ids, fields }: HuaweiContext) {
  const found = state.instance(ids['project_id'] ?? '', ids['instance_id'] ?? '', 'ddm');
  // No code is documented for an instance that does not exist; this is the one for any wrong parameter.
  if (!found) throw new HuaweiRefusal(400, 'DBS.280001', 'Parameter error.');
  const nodes = nodesOf(found);
  const limit = Number(fields['limit'] ?? NORMAL.nodes);
  return {
    nodes: page(nodes, fields, NORMAL.nodes),
    offset: Number(fields['offset'] ?? 0),
    limit,
    total: nodes.length,
  };
}

/** Distributed Database Middleware. */
export const DDM: ServedOperations = {
  ListInstances: {
    method: 'GET',
    path: new RegExp(`^/v1/${PROJECT}/instances$`),
    fields: paging(128),
    response: {
      instance_num: 'int32',
      instances: [
        'object[]',
        answers(
          `id status name created updated available_zone vpc_id subnet_id security_group_id node_count access_ip
           access_port core_count ram_capacity error_msg node_status enterprise_project_id project_id engine_version
           flavor_ref enable_ssl order_id`,
        ),
      ],
      page_no: 'int32',
      page_size: 'int32',
      total_record: 'int32',
      total_page: 'int32',
    },
    run: listInstances,
  },
  ListNodes: {
    method: 'GET',
    path: new RegExp(`^/v1/${PROJECT}/instances/${INSTANCE}/nodes$`),
    fields: paging(128),
    response: {
      nodes: ['object[]', answers('port status node_id ip group_id')],
      offset: 'int32',
      limit: 'int32',
      total: 'int32',
    },
    run: listNodes,
  },
};

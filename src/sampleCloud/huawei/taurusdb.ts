import { listInstances } from './listInstances';
import { HuaweiRefusal } from './refusal';
import { answers, INSTANCE, matches, oneOf, paging, PROJECT, text } from './requestFields';
import type { HuaweiContext, ServedOperations } from './servedOperation';
import { nodesOf } from './huaweiInstance';

/** The detail names addresses otherwise than the list does, and public ones are one text there. */
function showInstance({ state, ids }: HuaweiContext) {
  const found = state.instance(ids['project_id'] ?? '', ids['instance_id'] ?? '', 'taurusdb');
  if (!found) throw new HuaweiRefusal(404, 'DBS.200002', 'The instance does not exist.');
  const publicIps = Array.isArray(found['public_ips']) ? found['public_ips'].join(',') : '';
  return {
    instance: {
      ...found,
      project_id: found.projectId,
      private_write_ips: found['private_ips'],
      public_ips: publicIps,
      node_count: nodesOf(found).length,
    },
  };
}

const addressed = (
  instance: { readonly [field: string]: unknown },
  field: string,
  wanted: unknown,
): boolean => {
  const addresses = instance[field];
  return wanted === undefined || (Array.isArray(addresses) && addresses.includes(wanted));
};

/** What the list tells of an instance. */
export const LISTED_TAURUSDB = answers(
  `id name status private_ips readonly_private_ips proxy_ips public_ips port type region datastore created
           updated db_user_name vpc_id subnet_id security_group_id flavor_ref flavor_info volume backup_strategy
           enterprise_project_id charge_info time_zone tags dedicated_resource_id`,
);

/** TaurusDB, which was GaussDB(for MySQL). Its list has no nodes; the detail of each instance has. */
export const TAURUSDB = {
  ListGaussMySqlInstances: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances$`),
    fields: {
      id: text,
      name: text,
      type: oneOf('Cluster'),
      datastore_type: oneOf('gaussdb-mysql'),
      vpc_id: text,
      subnet_id: text,
      private_ip: text,
      readonly_private_ip: text,
      proxy_ip: text,
      tags: text,
      ...paging(100),
    },
    response: {
      instances: ['object[]', LISTED_TAURUSDB],
      total_count: 'int32',
    },
    run: listInstances(
      ['taurusdb'],
      (each, { fields }) =>
        matches(fields['type'], each['type']) &&
        addressed(each, 'private_ips', fields['private_ip']) &&
        addressed(each, 'readonly_private_ips', fields['readonly_private_ip']) &&
        addressed(each, 'proxy_ips', fields['proxy_ip']),
    ),
  },
  ShowGaussMySqlInstanceInfo: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances/${INSTANCE}$`),
    fields: {},
    response: {
      instance: [
        'object',
        answers(
          `id name project_id status port alias type created updated db_user_name vpc_id subnet_id security_group_id
           configuration_id backup_strategy enterprise_project_id node_count nodes datastore backup_used_space
           time_zone az_mode master_az_code maintenance_window tags private_write_ips private_dns_names public_ips
           charge_info proxies`,
        ),
      ],
    },
    run: showInstance,
  },
} satisfies ServedOperations;

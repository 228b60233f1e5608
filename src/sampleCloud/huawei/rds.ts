import { listInstances } from './listInstances';
import { answers, matches, oneOf, paging, PROJECT, text } from './requestFields';
import type { ServedOperations } from './servedOperation';

/** Relational Database Service. */
export const RDS: ServedOperations = {
  ListInstances: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances$`),
    fields: {
      id: text,
      name: text,
      type: oneOf('Single', 'Ha', 'Replica'),
      datastore_type: oneOf('MySQL', 'PostgreSQL', 'SQLServer', 'MariaDB'),
      vpc_id: text,
      subnet_id: text,
      tags: text,
      group_type: text,
      ...paging(100),
    },
    response: {
      instances: [
        'object[]',
        answers(
          `id status enable_ssl private_ips private_dns_names public_ips type created updated db_user_name
           switch_strategy read_only_by_user maintenance_window name port enterprise_project_id disk_encryption_id
           flavor_ref cpu mem region vpc_id subnet_id security_group_id time_zone alias nodes related_instance
           datastore ha backup_strategy volume charge_info tags`,
        ),
      ],
      total_count: 'int32',
    },
    run: listInstances(['rds'], (each, { fields }) => matches(fields['type'], each['type'])),
  },
};

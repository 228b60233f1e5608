import { listInstances } from './listInstances';
import { answers, matches, oneOf, paging, PROJECT, text } from './requestFields';
import type { ServedOperations } from './servedOperation';

/** Document Database Service. */
export const DDS: ServedOperations = {
  ListInstances: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances$`),
    fields: {
      id: text,
      name: text,
      mode: oneOf('Sharding', 'ReplicaSet', 'Single'),
      datastore_type: oneOf('DDS-Community', 'DDS-Enhanced'),
      vpc_id: text,
      subnet_id: text,
      tags: text,
      ...paging(100),
    },
    response: {
      instances: [
        'object[]',
        answers(
          `id name remark status port mode region datastore engine created updated db_user_name ssl vpc_id subnet_id
           security_group_id backup_strategy pay_mode maintenance_window groups disk_encryption_id
           enterprise_project_id time_zone actions tags`,
        ),
      ],
      total_count: 'int32',
    },
    run: listInstances(['dds'], (each, { fields }) => matches(fields['mode'], each['mode'])),
  },
};

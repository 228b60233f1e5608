import { listInstances } from './listInstances';
import { answers, oneOf, paging, PROJECT, string, text } from './requestFields';
import type { HuaweiContext, ServedOperations } from './servedOperation';
import type { HuaweiInstance } from './huaweiInstance';

/** The filter is written `Enterprise`, the field `enterprise`. */
const ofType = (each: HuaweiInstance, { fields }: HuaweiContext): boolean =>
  fields['type'] === undefined || string(each['type']).toLowerCase() === string(fields['type']).toLowerCase();

/** What the list tells of an instance. */
export const LISTED_GAUSSDB = answers(
  `id name status private_ips public_ips port type ha region datastore created updated db_user_name vpc_id
         subnet_id security_group_id flavor_ref flavor_info volume switch_strategy backup_strategy
         maintenance_window nodes enterprise_project_id instance_mode disk_encryption_id charge_info time_zone tags
         replica_num backup_used_space`,
);

/** GaussDB with the kernel of openGauss. */
export const GAUSSDB: ServedOperations = {
  ListInstances: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances$`),
    fields: {
      id: text,
      name: text,
      type: oneOf('Enterprise', 'Ha'),
      datastore_type: oneOf('GaussDB(for openGauss)', 'GaussDB'),
      vpc_id: text,
      subnet_id: text,
      tags: text,
      charge_mode: oneOf('postPaid', 'prePaid'),
      ...paging(100),
    },
    response: {
      instances: ['object[]', LISTED_GAUSSDB],
      total_count: 'int32',
    },
    run: listInstances(['gaussdb'], ofType),
  },
};

import { ACTIVE } from './bindingTasks';
import { GatewayError } from './gatewayError';
import { type Operation, ownInstance, pageOf } from './operationContext';
import type { SampleInstance } from './sampleInstance';

/** DescribeDBInstances: one region's instances, the newest first, 30, 50 or 100 a page, without their backends. */
export const describeInstances: Operation = ({ parameters, host, estate, identity }) => {
  const region = parameters.get('RegionId') ?? '';
  if (!host.regions.includes(region))
    throw new GatewayError(
      404,
      'InvalidRegionId.NotFound',
      'The RegionId provided does not exist in our records.',
    );
  const ids = parameters.get('DBInstanceIds')?.split(',');
  const tags = tagsOf(parameters.get('Tag'));
  const found = estate
    .instances()
    .filter(
      (instance) =>
        instance.accountId === identity.accountId &&
        instance.RegionId === region &&
        (ids?.includes(instance.DBInstanceId) ?? true) &&
        instance.Status === (parameters.get('DBInstanceStatus') ?? instance.Status) &&
        instance.ResourceGroupId === (parameters.get('ResourceGroupId') ?? instance.ResourceGroupId) &&
        instance.Description.includes(parameters.get('DBInstanceDescription') ?? '') &&
        tags.every(({ Key, Value }) =>
          instance.Tags.some((tag) => tag.TagKey === Key && (Value === undefined || tag.TagValue === Value)),
        ),
    )
    .sort((a, b) => b.CreateTime.localeCompare(a.CreateTime));
  const number = Number(parameters.get('PageNumber') ?? 1);
  const size = Number(parameters.get('PageSize') ?? 30);
  return {
    Items: pageOf(found, number, size).map(listItem),
    PageNumber: number,
    PageSize: size,
    TotalRecordCount: found.length,
  };
};

/** Unlike PolarDB's, the tags come as one text of JSON. */
function tagsOf(value: string | undefined): readonly { Key?: string; Value?: string }[] {
  if (value === undefined) return [];
  try {
    const tags: unknown = JSON.parse(value);
    if (Array.isArray(tags)) return tags as { Key?: string; Value?: string }[];
  } catch {
    // Falls through to the refusal.
  }
  throw new GatewayError(404, 'InvalidParam', 'Invalid parameter, please check.');
}

const listItem = (instance: SampleInstance): Record<string, unknown> => ({
  ...instance,
  Category: 'basic',
  ClusterCount: instance.DBClusterList.length,
  GmtCreated: instance.CreateTime,
  GmtModified: instance.CreateTime,
  InstanceUsedType: 'normal',
  IsDeleted: false,
  Serverless: false,
  StorageType: 'cloud',
  VswitchId: instance.VSwitchId,
  connectionString: `${instance.DBInstanceId}-fe.selectdbfe.rds.aliyuncs.com`,
});

/** DescribeDBInstanceAttribute: with all clusters and their bindings; an instance that runs is ACTIVE here. */
export const describeInstanceAttribute: Operation = (context) => {
  const instance = ownInstance(context);
  return {
    ...instance,
    Status: instance.Status === ACTIVE ? 'ACTIVE' : instance.Status,
    GmtModified: instance.CreateTime,
    SubDomain: instance.RegionId,
    MCPServerServiceStatus: 'OFF',
    OTelGrafanaServiceStatus: 'ON',
    Serverless: false,
  };
};

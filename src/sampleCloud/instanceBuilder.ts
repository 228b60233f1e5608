import { createHash } from 'node:crypto';
import { MAIN_ACCOUNT } from './accessKeys';
import { ACTIVE } from './bindingTasks';
import { sampleId } from './clusterBuilder';
import { REGIONS, type SampleRegion } from './hosts';
import type { SampleBackend, SampleInstance } from './sampleInstance';

/** What sets a sample instance apart; the rest follows from it. */
export interface InstancePlan {
  /** Seeds the ids, so that they are the same on every machine. */
  readonly key: string;
  readonly region: string;
  readonly description: string;
  readonly createdAt: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly backends: readonly BackendPlan[];
  /** Active and standby backend of a virtual cluster, by their names. */
  readonly virtual?: readonly [name: string, active: string, standby: string];
  readonly fields?: Partial<SampleInstance>;
}

export interface BackendPlan {
  readonly name: string;
  readonly zone?: number;
  /** The name of the backend it is bound to. */
  readonly boundTo?: string;
  readonly fields?: Partial<SampleBackend>;
}

const tail = (seed: string): string => {
  const digest = createHash('sha256').update(seed).digest();
  return [...digest.subarray(0, 10)].map((byte) => (byte % 36).toString(36)).join('');
};

/** Builds an instance from its plan: multi-zone, active, one frontend cluster. */
export function buildInstance(plan: InstancePlan): SampleInstance {
  const region = REGIONS.find(({ id }) => id === plan.region);
  if (!region) throw new Error(`The sample has no region ${plan.region}.`);
  const id = `selectdb-cn-${tail(`selectdb ${plan.region} ${plan.key}`)}`;
  const backendId = (name: string | undefined) =>
    name === undefined ? '' : `selectdb-cn-${tail(`${id} ${name}`)}-be`;
  const [virtual, active, standby] = plan.virtual ?? [];
  return {
    DBInstanceId: id,
    RegionId: region.id,
    Description: plan.description,
    Status: ACTIVE,
    Engine: 'selectdb',
    EngineVersion: '4.0',
    EngineMinorVersion: '4.0.8',
    ChargeType: 'Postpaid',
    DeployScheme: 'multi_az',
    ZoneId: region.zones[0],
    MultiZone: region.zones.map((zone, index) => ({
      ZoneId: zone,
      VSwitchIds: [sampleId('vsw', region, zone)],
      AvailableIpCount: 240,
      Cidr: `172.17.${index}.0/24`,
    })),
    VpcId: sampleId('vpc', region, 'main'),
    VSwitchId: sampleId('vsw', region, region.zones[0]),
    LockMode: 0,
    LockReason: 'nolock',
    CreateTime: plan.createdAt,
    ExpireTime: '',
    ResourceGroupId: 'rg-acfmsample0001',
    Tags: Object.entries(plan.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    DBClusterList: plan.backends.map((backend) => ({
      ...buildBackend(plan, region, backend),
      DbClusterId: backendId(backend.name),
      DbInstanceName: id,
      ClusterBinding: backendId(backend.boundTo),
      ...backend.fields,
    })),
    FEClusterList: [{ DbClusterId: `${id}-fe`, NodeCount: 3, Status: ACTIVE }],
    VirtualClusterList:
      virtual === undefined
        ? []
        : [
            {
              DbClusterId: `selectdb-vcg-${tail(`${id} ${virtual}`)}-be`,
              DbClusterName: virtual,
              ActiveClusterId: backendId(active),
              StandbyClusterId: backendId(standby),
              Status: ACTIVE,
              CreatedTime: plan.createdAt,
            },
          ],
    OTelBearerToken: `sample-otel-bearer-${plan.key}-9f31c0`,
    TenantToken: `sample-tenant-secret-${plan.key}-77aa12`,
    accountId: MAIN_ACCOUNT,
    number: String(6000 + plan.key.length * 37),
    forbiddenTo: [],
    broken: false,
    bindings: [],
    ...plan.fields,
  };
}

function buildBackend(
  plan: InstancePlan,
  region: SampleRegion,
  { name, zone = 0 }: BackendPlan,
): Omit<SampleBackend, 'DbClusterId' | 'DbInstanceName' | 'ClusterBinding'> {
  const zoneId = region.zones[zone] ?? region.zones[0];
  return {
    DbClusterName: name,
    Status: ACTIVE,
    ChargeType: 'Postpaid',
    ZoneId: zoneId,
    DbClusterClass: 'selectdb.4xlarge',
    CpuCores: 16,
    Memory: 128,
    ClusterNodeCount: 2,
    CreatedTime: plan.createdAt,
    VSwitchId: sampleId('vsw', region, zoneId),
  };
}

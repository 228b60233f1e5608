import type { AccessKey } from '../clouds/accessKey';
import { listRegions } from '../inventory/polardb';
import { callerIdentity } from '../inventory/sts';
import type { Connections } from './connections';
import type { Profile } from './profile';
import type { ProfileStore } from './profileStore';
import type { SampleCloudProcess } from './sampleCloudProcess';

export interface SampleProfileDeps {
  readonly profiles: Pick<ProfileStore, 'list' | 'save'>;
  readonly connections: Pick<Connections, 'probe'>;
  readonly sampleCloud: Pick<SampleCloudProcess, 'running'>;
  readonly now: () => number;
  readonly newId: () => string;
}

const NAME = 'Sample Cloud';

/**
 * Returns what "Explore the Sample Cloud" does: the sample profile, made where there is none, with the sample cloud
 * running. Two calls at once make one. Rejects with CloudError.
 */
export function createSampleProfile(deps: SampleProfileDeps): () => Promise<Profile> {
  let making: Promise<Profile> | undefined;
  return () => (making ??= make(deps).finally(() => (making = undefined)));
}

async function make({ profiles, connections, sampleCloud, now, newId }: SampleProfileDeps): Promise<Profile> {
  const { accessKeys } = await sampleCloud.running();
  const known = profiles.list().find(({ sample }) => sample);
  if (known) return known;
  const [key] = accessKeys;
  if (!key) throw new Error('The sample cloud has no access key.');
  const { accessKeyId, accessKeySecret, securityToken } = key;
  const credentials: AccessKey = {
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
  const name = freeName(profiles.list().map((profile) => profile.name.toLowerCase()));
  const client = connections.probe({ name, sample: true, cloud: 'alibaba' }, credentials);
  const [identity, regions] = await Promise.all([callerIdentity(client), listRegions(client)]);
  const profile: Profile = {
    id: newId(),
    name,
    cloud: 'alibaba',
    regions: regions.map(({ id }) => id),
    safety: 'normal',
    sample: true,
    identity: { ...identity, verifiedAt: now() },
  };
  await profiles.save(profile, credentials);
  return profile;
}

function freeName(taken: readonly string[]): string {
  let name = NAME;
  for (let number = 2; taken.includes(name.toLowerCase()); number += 1) name = `${NAME} ${number}`;
  return name;
}

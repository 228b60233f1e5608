import type { AccessKey } from '../clouds/accessKey';
import { text, type Text } from '../clouds/text';
import type { CloudId } from '../inventory/target';
import type { Connections } from './connections';
import { freeName } from './freeName';
import type { Profile } from './profile';
import type { Site } from './profileCloud';
import { profileCloudOf } from './profileClouds';
import type { ProfileStore } from './profileStore';
import type { Say } from './say';
import type { SampleCloudInfo, SampleCloudProcess } from './sampleCloudProcess';

export interface SampleProfileDeps {
  readonly profiles: Pick<ProfileStore, 'list' | 'save'>;
  readonly connections: Pick<Connections, 'probe'>;
  readonly sampleCloud: Pick<SampleCloudProcess, 'running'>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly say: Say;
}

interface Sample {
  readonly cloud: CloudId;
  readonly name: Text;
  readonly site?: Site;
  keys(info: SampleCloudInfo): SampleCloudInfo['accessKeys'];
}

const ALIBABA: Sample = {
  cloud: 'alibaba',
  name: text('Sample Cloud'),
  keys: ({ accessKeys }) => accessKeys,
};
const HUAWEI: Sample = {
  cloud: 'huawei',
  name: text('Sample Cloud (Huawei)'),
  site: 'china',
  keys: ({ huaweiAccessKeys }) => huaweiAccessKeys,
};

/**
 * Returns what "Explore the Sample Cloud" does: a sample profile of each cloud, made where there is none, with the
 * sample cloud running. Gives Alibaba Cloud's. Two calls at once make one each. Rejects with CloudError.
 */
export function createSampleProfiles(deps: SampleProfileDeps): () => Promise<Profile> {
  let making: Promise<Profile> | undefined;
  const make = async () => {
    const info = await deps.sampleCloud.running();
    const first = await knownOrMade(deps, ALIBABA, info);
    await knownOrMade(deps, HUAWEI, info);
    return first;
  };
  return () => (making ??= make().finally(() => (making = undefined)));
}

async function knownOrMade(
  { profiles, connections, now, newId, say }: SampleProfileDeps,
  sample: Sample,
  info: SampleCloudInfo,
): Promise<Profile> {
  const known = profiles.list().find((profile) => profile.sample && profile.cloud === sample.cloud);
  if (known) return known;
  const [key] = sample.keys(info);
  if (!key) throw new Error('The sample cloud has no access key.');
  const { accessKeyId, accessKeySecret, securityToken } = key;
  const credentials: AccessKey = {
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
  const name = freeName(
    say(sample.name),
    profiles.list().map((profile) => profile.name),
  );
  const { cloud, site } = sample;
  const client = connections.probe({ name, sample: true, cloud }, credentials);
  const { verify, listRegions } = profileCloudOf(cloud);
  const { identity, offer } = await verify(client, site);
  const { regions } = offer ?? (await listRegions(client, site));
  const profile: Profile = {
    id: newId(),
    name,
    cloud,
    ...(site ? { site } : {}),
    regions: regions.map(({ id }) => id),
    safety: 'normal',
    sample: true,
    ...(identity ? { identity: { ...identity, verifiedAt: now() } } : {}),
  };
  await profiles.save(profile, credentials);
  return profile;
}

import { createHash } from 'node:crypto';
import type { Clock } from '../clouds/clock';
import { LastTrees } from '../inventory/lastTrees';
import type { Profile } from './profile';
import type { ProfileStore } from './profileStore';

/** The last trees of the profiles, in this folder. `report` is told of a disk that does not do as it should. */
export const profileLastTrees = (
  folder: string,
  profiles: Pick<ProfileStore, 'get'>,
  clock: Clock,
  report: (problem: string) => void,
): LastTrees => new LastTrees({ folder, clock, report, owner: (id) => ownerOf(profiles.get(id)) });

/** Changes with whatever may lead to another account: the keys, and where they are sent. */
function ownerOf(profile: Profile | undefined): string | undefined {
  if (!profile) return undefined;
  const { cloud, site, sample, keysVersion, network, identity } = profile;
  const owner = JSON.stringify([cloud, site, sample, keysVersion, network, identity?.accountId]);
  return createHash('sha256').update(owner).digest('hex');
}

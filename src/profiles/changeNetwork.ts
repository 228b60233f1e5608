import { text } from '../clouds/text';
import { NetworkDraft } from './networkDraft';
import { NetworkSteps, type NetworkStepsDeps } from './networkSteps';
import type { Profile } from './profile';
import { profileCloudOf } from './profileClouds';
import type { ProfileStore } from './profileStore';

export interface ChangeNetworkDeps extends NetworkStepsDeps {
  readonly profiles: Pick<ProfileStore, 'get' | 'save' | 'proxyPassword'>;
}

/** Asks how a stored profile is to reach its cloud, and stores it. Rejects where VS Code cannot store. */
export async function changeNetwork(
  deps: ChangeNetworkDeps,
  { id, name, cloud, network }: Profile,
): Promise<void> {
  const { profiles, say } = deps;
  // One that is lost is asked for again.
  const stored = await profiles.proxyPassword(id).catch(() => undefined);
  const draft = new NetworkDraft(network, stored);
  const steps = new NetworkSteps(deps, draft, name, profileCloudOf(cloud));
  const frame = { title: say(text('Network of {profile}', { profile: name })), back: false };
  if ((await steps.ask(frame, text('Save'))) !== 'done') return;
  const profile = profiles.get(id);
  if (!profile || !draft.isChanged) return;
  const { network: _, ...rest } = profile;
  const changed = draft.toNetwork();
  await profiles.save(
    { ...rest, ...(changed ? { network: changed } : {}) },
    undefined,
    draft.passwordToStore,
  );
}

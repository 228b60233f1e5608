import { text } from '../clouds/text';
import { isRecipe } from './keys/keyRecipe';
import type { Profile } from './profile';
import { ProfileDraft } from './profileDraft';
import { ProfileFlow, type ProfileFlowDeps } from './profileFlow';

/** Asks for a new profile, verifies its keys and stores it. Undefined when the person left. */
export function addProfile(deps: ProfileFlowDeps): Promise<Profile | undefined> {
  return new ProfileFlow(deps, new ProfileDraft()).run(text('Add Cloud Profile'));
}

/**
 * The same steps, filled in; keys that are left as they are stay stored and are not verified again. The cloud is not
 * asked: with another one nothing of the profile would still hold but its name.
 */
export async function editProfile(deps: ProfileFlowDeps, profile: Profile): Promise<Profile | undefined> {
  // Lost keys are what people edit a profile for: then they are simply asked.
  const stored = await deps.profiles.credentials(profile.id).catch(() => undefined);
  const password = await deps.profiles.proxyPassword(profile.id).catch(() => undefined);
  const flow = new ProfileFlow(deps, new ProfileDraft(profile, stored, password));
  // How keys are got stands in a file of theirs: where that has changed, it is taken over from there again.
  if (stored && isRecipe(stored)) await flow.lookForKeys();
  return flow.run(text('Edit Cloud Profile'));
}

/**
 * The steps for the keys alone, verified before they replace the stored ones: for those that have expired, were lost
 * or are refused.
 */
export async function updateCredentials(
  deps: ProfileFlowDeps,
  profile: Profile,
): Promise<Profile | undefined> {
  const stored = await deps.profiles.credentials(profile.id).catch(() => undefined);
  const password = await deps.profiles.proxyPassword(profile.id).catch(() => undefined);
  const recipe = stored && isRecipe(stored) ? stored : undefined;
  const draft = new ProfileDraft(profile, recipe, password);
  // A lasting key often keeps its id; a temporary one never does.
  if (stored && !isRecipe(stored) && stored.securityToken === undefined)
    draft.accessKeyId = stored.accessKeyId;
  return new ProfileFlow(deps, draft, 'keys').run(
    text('Update Credentials of {name}', { name: profile.name }),
  );
}

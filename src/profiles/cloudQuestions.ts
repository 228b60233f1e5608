import { text } from '../clouds/text';
import type { MultiStep } from './multiStep';
import type { Back, StepFrame } from './multiStepFrame';
import type { ProfileCloud, Site } from './profileCloud';
import { profileClouds } from './profileClouds';
import type { ProfileDraft } from './profileDraft';
import type { Say } from './say';

interface Deps {
  readonly steps: Pick<MultiStep, 'pick'>;
  readonly say: Say;
}

/** Asks for the cloud of a new profile. */
export const askCloud = (
  { steps, say }: Deps,
  frame: StepFrame,
  chosen: ProfileCloud | undefined,
): Promise<ProfileCloud | Back | undefined> =>
  steps.pick<ProfileCloud>({
    ...frame,
    placeholder: say(text('The cloud that the keys are for')),
    active: chosen?.id ?? 'alibaba',
    items: profileClouds.map((cloud) => ({
      value: cloud,
      key: cloud.id,
      label: say(cloud.title),
      icon: 'cloud',
      detail: say(cloud.detail),
    })),
  });

/** Asks for the site of the draft's cloud, where that has several. */
export const askSite = (
  { steps, say }: Deps,
  frame: StepFrame,
  draft: Pick<ProfileDraft, 'site' | 'chosenCloud'>,
): Promise<Site | Back | undefined> =>
  steps.pick<Site>({
    ...frame,
    placeholder: say(text('The site of the account. Each site has accounts and keys of its own')),
    active: draft.site ?? 'china',
    items: draft.chosenCloud().sites.map(({ id, label, detail }) => ({
      value: id,
      key: id,
      label: say(label),
      icon: 'globe',
      detail: say(detail),
    })),
  });

import { text } from '../clouds/text';
import type { MultiStep } from './multiStep';
import type { BACK } from './multiStepFrame';
import { type StepFrame } from './multiStepFrame';
import type { ProfileDraft } from './profileDraft';
import type { Say } from './say';

/** The accounts of the keys before and of those now, where the cloud named both and they are not one. */
export function accountsOf({ profile, identity }: Pick<ProfileDraft, 'profile' | 'identity'>) {
  const before = profile?.identity?.accountId;
  const now = identity?.accountId;
  return before !== undefined && now !== undefined && before !== now ? { before, now } : undefined;
}

/** Asks whether keys of another account are meant: what stands under the profile would be another estate from then on. */
export async function askAccount(
  { steps, say }: { readonly steps: MultiStep; readonly say: Say },
  frame: StepFrame,
  { before, now }: { readonly before: string; readonly now: string },
): Promise<'use' | 'others' | typeof BACK | undefined> {
  return steps.pick<'use' | 'others'>({
    ...frame,
    placeholder: say(text('These keys are of another account than those before')),
    active: 'others',
    items: [
      {
        value: 'others',
        key: 'others',
        label: say(text('Enter other keys')),
        icon: 'key',
        detail: say(
          text('Those of account {before}. Account {now} better gets a profile of its own', { before, now }),
        ),
      },
      {
        value: 'use',
        key: 'use',
        label: say(text('Use the keys of account {now}', { now })),
        icon: 'warning',
        detail: say(text('The profile then shows, and changes, what is in that account')),
      },
    ],
  });
}

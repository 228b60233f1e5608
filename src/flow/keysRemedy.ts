import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { FlowParts } from './flowHost';
import type { Remedy } from './liveRead';

/** Where other keys are what helps: the way to enter them. */
export const keysRemedy = (
  error: unknown,
  profileId: string,
  { updateCredentials, translate }: Pick<FlowParts, 'updateCredentials' | 'translate'>,
): Remedy | undefined =>
  error instanceof CloudError && error.needsKeys
    ? {
        label: translate(text('Update Credentials…')),
        icon: 'key',
        act: () => updateCredentials(profileId),
        leaves: true,
      }
    : undefined;

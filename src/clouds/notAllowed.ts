import type { CloudCall, Ruling } from './cloudClient';
import { CloudError } from './cloudError';
import { text } from './text';

/** A write of a read-only profile, or one that was to be sent as a read. */
export const readOnlyError = (
  call: CloudCall,
  deps: { readonly profileName: string; readOnly(): boolean },
): CloudError =>
  new CloudError({
    kind: 'readOnly',
    explanation: deps.readOnly()
      ? text('Profile {profile} is read-only, so {operation} was not sent.', {
          profile: deps.profileName,
          operation: call.action,
        })
      : text('{operation} is not known to be a read, so it was not sent as one.', { operation: call.action }),
    ...(deps.readOnly() ? { advice: text('To allow changes, edit the profile and change its safety.') } : {}),
  });

/** A write that the person's own safety policy refuses; undefined where it does not. */
export const policyError = ({ action }: CloudCall, ruling: Ruling | undefined): CloudError | undefined =>
  ruling?.does === 'refuses'
    ? new CloudError({
        kind: 'policy',
        explanation: text('Your safety policy refuses {operation}, so it was not sent. {rule}', {
          operation: action,
          rule: ruling.fact,
        }),
        advice: ruling.advice,
      })
    : undefined;

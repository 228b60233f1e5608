import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';

/** The value, or what it failed with. */
export const settled = <T>(work: Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** The errors of clients are CloudErrors; anything else is a fault here, shown rather than swallowed. */
export const asCloudError = (error: unknown): CloudError =>
  error instanceof CloudError
    ? error
    : new CloudError({
        kind: 'answer',
        explanation: text('Unexpected error: {message}', { message: String(error) }),
      });

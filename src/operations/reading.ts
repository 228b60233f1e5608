import type { Text } from '../clouds/text';
import { text } from '../clouds/text';
import { CloudError } from '../clouds/cloudError';

/** Live data that a check can do without: its value, or why it is not known. `forbidden`: a permission is missing. */
export type Reading<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: Text; readonly forbidden?: true };

/** A check whose read takes longer than this is unknown. */
const READ_LIMIT_MS = 5000;

/**
 * Reads what a check would like to know. A failure or a read of more than five seconds is a reading that is not known;
 * only a person's cancel rejects.
 */
export async function reading<T>(
  read: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<Reading<T>> {
  const limit = AbortSignal.timeout(READ_LIMIT_MS);
  try {
    return { known: true, value: await read(signal ? AbortSignal.any([signal, limit]) : limit) };
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted) return { known: false, why: text('No answer within 5 seconds') };
    if (error instanceof CloudError)
      return {
        known: false,
        why: error.explanation,
        ...(error.kind === 'permission' ? { forbidden: true } : {}),
      };
    throw error;
  }
}

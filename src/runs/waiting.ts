import { CloudError } from '../clouds/cloudError';
import { type Text, text, withValues } from '../clouds/text';
import type { Run } from './run';

/** What stands between a run and its next reading, and says nothing about the effect. */
export type WaitingFor = NonNullable<Run['waitingFor']>;

/**
 * What has to come back before the live state can be read; undefined for an error that does not pass like this. The
 * watch goes on by itself, except for keys: a cloud that gets wrong ones again and again may lock them.
 */
export function waitsFor(error: unknown): WaitingFor | undefined {
  if (!(error instanceof CloudError)) return undefined;
  switch (error.kind) {
    case 'network':
      return error.code === 'tooLarge' ? undefined : 'network';
    case 'clock':
    case 'credentials':
    case 'permission':
      return error.kind;
    case 'keyRejected':
      return 'credentials';
    default:
      return undefined;
  }
}

const WORDS: Readonly<Record<WaitingFor, Text>> = {
  network: text('Waiting for the network: {why}'),
  clock: text('Waiting for this machine’s clock to be set: {why}'),
  credentials: text('Waiting for keys that work; update them or retry: {why}'),
  permission: text('Waiting for permission to read the live state: {why}'),
};

/** The line in the timeline where the waiting begins. */
export const waitingText = (what: WaitingFor, error: unknown): Text =>
  withValues(WORDS[what], {
    why:
      error instanceof CloudError
        ? error.explanation
        : error instanceof Error
          ? error.message
          : String(error),
  });

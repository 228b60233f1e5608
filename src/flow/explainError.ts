import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import { goneOf } from '../inventory/readers';
import type { Target } from '../inventory/target';
import { paragraph, type Say } from '../profiles/say';

/** An error for people: what happened, and what else is known, in the order a person needs it. */
export interface Explained {
  readonly what: string;
  readonly advice?: string;
  /** Code, request id and the cloud's words. */
  readonly facts: readonly string[];
}

/** Says of any error what and why; a target that is gone is said as that. */
export function explainError(error: unknown, target: Target | undefined, translate: Say): Explained {
  const gone = target && goneOf(target, error);
  if (gone)
    return {
      what: translate(
        text('{name} ({id}) is not in {region} any more: it was deleted, or this profile cannot see it.', {
          name: gone.name,
          id: gone.id,
          region: target.region,
        }),
      ),
      facts: error instanceof CloudError ? facts(error, translate) : [],
    };
  if (error instanceof CloudError)
    return {
      what: translate(error.explanation),
      ...(error.advice ? { advice: translate(error.advice) } : {}),
      facts: facts(error, translate),
    };
  return { what: error instanceof Error ? error.message : String(error), facts: [] };
}

function facts({ code, requestId, cloudMessage }: CloudError, translate: Say): string[] {
  return [
    ...(cloudMessage ? [cloudMessage] : []),
    ...(code === undefined ? [] : [translate(text('Code: {code}', { code }))]),
    ...(requestId === undefined ? [] : [translate(text('Request id: {id}', { id: requestId }))]),
  ];
}

/** The same in one message. */
export const errorMessage = ({ what, advice = '', facts: known }: Explained): string =>
  paragraph([what, advice, ...known]);

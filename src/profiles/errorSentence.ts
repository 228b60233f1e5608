import { CloudError } from '../clouds/cloudError';
import { paragraph, type Say } from './say';

/** What went wrong and what to do, in the person's language. */
export function errorSentence(error: unknown, say: Say): string {
  if (error instanceof CloudError)
    return paragraph([error.explanation, error.advice].flatMap((part) => (part ? [say(part)] : [])));
  return error instanceof Error ? error.message : String(error);
}

/** One line for the log, in English: what went wrong, its code and the request it belongs to. */
export function errorLine(error: unknown): string {
  if (!(error instanceof CloudError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { kind, code, requestId } = error;
  return [error.message, `[${[kind, code, requestId].filter((part) => part !== undefined).join(', ')}]`].join(
    ' ',
  );
}

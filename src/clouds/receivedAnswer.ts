import type { ReceivedAnswer } from './cloudClient';
import { redact } from './redact';
import type { HttpResponse } from './transport';

/** How many characters of an answer are kept. Answers to writes have a few hundred; what is longer is a page. */
export const KEPT_CHARACTERS = 128 * 1024;

/** An answer as it may be journaled: secrets masked, and no longer than what is kept. */
export function receivedAnswer(
  { headers, body }: Pick<HttpResponse, 'headers' | 'body'>,
  secrets: readonly string[],
): ReceivedAnswer {
  const contentType = headers['content-type'];
  const text = maskedText(body, secrets);
  return {
    ...(contentType === undefined ? {} : { contentType: redact(contentType, secrets).slice(0, 200) }),
    // Masked first: half a secret at the end would not be found.
    text: text.slice(0, KEPT_CHARACTERS),
    ...(text.length > KEPT_CHARACTERS ? { length: text.length } : {}),
  };
}

/** The text as received where nothing in it is secret; JSON is masked by its fields, which texts cannot all show. */
function maskedText(body: string, secrets: readonly string[]): string {
  try {
    const json: unknown = JSON.parse(body);
    const masked = JSON.stringify(redact(json, secrets));
    if (masked !== JSON.stringify(json)) return masked;
  } catch {
    // No JSON, or nested too deep to look into.
  }
  return redact(body, secrets);
}

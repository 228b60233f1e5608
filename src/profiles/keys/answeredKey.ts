import type { AccessKey } from '../../clouds/accessKey';
import { jsonObject } from '../../clouds/jsonObject';
import { text } from '../../clouds/text';
import { stepError } from './keyStepError';
import type { MadeKey } from './renewedKeys';

/** What the parts of a key are called in an answer. */
export interface AnswerFields {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  /** When it ends, as a date or in seconds since the epoch; the first that is there. */
  readonly ends: readonly string[];
}

/** A key of which nobody said how long it is good for is got anew after so long. */
export const UNTOLD_MS = 60 * 60_000;

/** The whole answer as JSON. Throws CloudError without quoting any of it. */
export function answeredFields(answer: string): Readonly<Record<string, unknown>> {
  const fields = jsonObject(answer);
  if (fields) return fields;
  throw stepError(text('What came back is not the JSON of keys.'), CHECK);
}

/** The key in an answer. Throws CloudError, which quotes nothing of it. */
export function answeredKey(
  fields: Readonly<Record<string, unknown>>,
  names: AnswerFields,
  { now, needsToken }: { readonly now: number; readonly needsToken: boolean },
): MadeKey {
  const word = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const [accessKeyId, accessKeySecret, securityToken] = [names.id, names.secret, names.token].map(word) as [
    string,
    string,
    string,
  ];
  const missing =
    accessKeyId === ''
      ? names.id
      : accessKeySecret === ''
        ? names.secret
        : needsToken && securityToken === ''
          ? names.token
          : undefined;
  if (missing !== undefined)
    throw stepError(text('What came back lacks {field}.', { field: missing }), CHECK);
  const key: AccessKey = { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) };
  return { key, lifetimeMs: lifetimeOf(fields, names.ends, now) };
}

const CHECK = text('Check it with the tool that uses it, then try again.');

function lifetimeOf(fields: Readonly<Record<string, unknown>>, ends: readonly string[], now: number): number {
  const told = ends
    .map((name) => fields[name])
    .find((value) => value !== undefined && value !== '' && value !== 0);
  if (told === undefined) return UNTOLD_MS;
  const at = typeof told === 'number' ? told * 1000 : typeof told === 'string' ? Date.parse(told) : NaN;
  if (Number.isNaN(at)) return UNTOLD_MS;
  if (at > now) return at - now;
  throw stepError(text('The keys that came back have expired already.'), CLOCK);
}

const CLOCK = text('Sign in there again, and check this machine’s clock.');

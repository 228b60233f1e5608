import { isRegionId } from '../clouds/regionId';
import { text, type Text } from '../clouds/text';

const NAME_MOST = 60;
const KEY_ID = { least: 10, most: 128 };
const SECRET = { least: 10, most: 128 };
const TOKEN_MOST = 8192;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Why this cannot be a profile's name; `taken` are the names of the other profiles. */
export function nameProblem(value: string, taken: readonly string[]): Text | undefined {
  const name = value.trim();
  if (name === '') return text('Name: enter one, up to {most} characters.', { most: NAME_MOST });
  if (CONTROL.test(name)) return text('Name: line breaks and other control characters cannot stand in it.');
  const { length } = Array.from(name);
  if (length > NAME_MOST)
    return text('Name: at most {most} characters; this has {length}.', { most: NAME_MOST, length });
  if (taken.some((other) => other.trim().toLowerCase() === name.toLowerCase()))
    return text('Name: another profile is called that already.');
  return undefined;
}

/** Real ids start with LTAI, those of temporary keys with STS.; other forms are let through. */
export function accessKeyIdProblem(value: string): Text | undefined {
  const id = value.trim();
  if (id === '') return text('AccessKey ID: enter one.');
  const quoted = quotesProblem('AccessKey ID', id);
  if (quoted) return quoted;
  if (/\s/.test(id))
    return text('AccessKey ID: it holds a space or line break; was more pasted than the ID?');
  if (!/^[A-Za-z0-9._-]+$/.test(id))
    return text('AccessKey ID: only letters, digits, dots, dashes and underscores can stand in it.');
  return lengthProblem('AccessKey ID', id, KEY_ID);
}

export function secretProblem(value: string): Text | undefined {
  const secret = value.trim();
  if (secret === '') return text('AccessKey secret: enter it.');
  return tokenLikeProblem('AccessKey secret', secret) ?? lengthProblem('AccessKey secret', secret, SECRET);
}

/** A token is needed for a temporary key, whose id starts with `STS.`, and optional otherwise. */
export function securityTokenProblem(value: string, accessKeyId: string): Text | undefined {
  const token = value.trim();
  if (token === '')
    return isTemporary(accessKeyId)
      ? text('Security token: a temporary key (its ID starts with STS.) works only with its token.')
      : undefined;
  return (
    tokenLikeProblem('Security token', token) ??
    lengthProblem('Security token', token, { least: 1, most: TOKEN_MOST })
  );
}

export const isTemporary = (accessKeyId: string): boolean => accessKeyId.trim().startsWith('STS.');

export function regionsProblem(regions: readonly string[]): Text | undefined {
  if (regions.length === 0) return text('Regions: choose at least one.');
  const wrong = regions.find((region) => !isRegionId(region));
  return wrong === undefined
    ? undefined
    : text('Regions: {region} is not a region id like cn-hangzhou.', { region: wrong.slice(0, 64) });
}

type Field = 'AccessKey ID' | 'AccessKey secret' | 'Security token';

function quotesProblem(field: Field, value: string): Text | undefined {
  return /["'`]/.test(value)
    ? text('{field}: it holds a quotation mark; paste it without the quotes.', { field })
    : undefined;
}

/** What becomes part of a header: printable ASCII without spaces. */
function tokenLikeProblem(field: Field, value: string): Text | undefined {
  if (/\s/.test(value))
    return text('{field}: it holds a space or line break; was more pasted than it?', { field });
  const quoted = quotesProblem(field, value);
  if (quoted) return quoted;
  return /[^\x21-\x7e]/.test(value)
    ? text('{field}: it holds a character that none has; copy it again.', { field })
    : undefined;
}

function lengthProblem(
  field: Field,
  value: string,
  { least, most }: { readonly least: number; readonly most: number },
): Text | undefined {
  const { length } = value;
  if (length < least)
    return text('{field}: at least {least} characters; this has {length}.', { field, least, length });
  if (length > most)
    return text('{field}: at most {most} characters; this has {length}.', { field, most, length });
  return undefined;
}

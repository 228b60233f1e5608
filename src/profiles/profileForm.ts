import { isRegionId } from '../clouds/regionId';
import { text, type Text } from '../clouds/text';

const NAME_MOST = 60;
const KEY_ID = { least: 10, most: 128 };
const SECRET = { least: 10, most: 128 };
const TOKEN = { least: 1, most: 8192 };

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

/**
 * Alibaba Cloud's real ids start with LTAI, those of temporary keys with STS.; Huawei Cloud's are 20 capital letters and
 * digits as a rule. Other forms are let through. `field`: as the cloud's console calls it.
 */
export function accessKeyIdProblem(value: string, field: Text): Text | undefined {
  const id = value.trim();
  if (id === '') return text('{field}: enter one.', { field });
  const quoted = quotesProblem(field, id);
  if (quoted) return quoted;
  if (/\s/.test(id))
    return text('{field}: it holds a space or line break; was more pasted than the ID?', { field });
  if (!/^[A-Za-z0-9._-]+$/.test(id))
    return text('{field}: only letters, digits, dots, dashes and underscores can stand in it.', { field });
  return lengthProblem(field, id, KEY_ID);
}

export function secretProblem(value: string, field: Text): Text | undefined {
  const secret = value.trim();
  if (secret === '') return text('{field}: enter it.', { field });
  return tokenLikeProblem(field, secret) ?? lengthProblem(field, secret, SECRET);
}

/** On Alibaba Cloud a token is needed for a temporary key, whose id starts with `STS.`, and optional otherwise. */
export function securityTokenProblem(value: string, accessKeyId: string): Text | undefined {
  return value.trim() === '' && isTemporary(accessKeyId)
    ? text('Security token: a temporary key (its ID starts with STS.) works only with its token.')
    : optionalTokenProblem(value);
}

export function optionalTokenProblem(value: string): Text | undefined {
  const token = value.trim();
  if (token === '') return undefined;
  return tokenLikeProblem(TOKEN_FIELD, token) ?? lengthProblem(TOKEN_FIELD, token, TOKEN);
}

const TOKEN_FIELD = text('Security token');

const isTemporary = (accessKeyId: string): boolean => accessKeyId.trim().startsWith('STS.');

export function regionsProblem(regions: readonly string[]): Text | undefined {
  if (regions.length === 0) return noRegion();
  const wrong = regions.find((region) => !isRegionId(region));
  return wrong === undefined
    ? undefined
    : text('Regions: {region} is not a region id like cn-hangzhou.', { region: wrong.slice(0, 64) });
}

/** The regions of a profile on Huawei Cloud, which are names of projects. */
export function projectsProblem(
  names: readonly string[],
  isProject: (name: string) => boolean,
): Text | undefined {
  if (names.length === 0) return noRegion();
  const wrong = names.find((name) => !isProject(name));
  return wrong === undefined
    ? undefined
    : text('Regions: {region} is not the name of a region’s project like cn-north-4.', {
        region: wrong.slice(0, 64),
      });
}

const noRegion = (): Text => text('Regions: choose at least one.');

function quotesProblem(field: Text, value: string): Text | undefined {
  return /["'`]/.test(value)
    ? text('{field}: it holds a quotation mark; paste it without the quotes.', { field })
    : undefined;
}

/** What becomes part of a header: printable ASCII without spaces. */
function tokenLikeProblem(field: Text, value: string): Text | undefined {
  if (/\s/.test(value))
    return text('{field}: it holds a space or line break; was more pasted than it?', { field });
  const quoted = quotesProblem(field, value);
  if (quoted) return quoted;
  return /[^\x21-\x7e]/.test(value)
    ? text('{field}: it holds a character that none has; copy it again.', { field })
    : undefined;
}

function lengthProblem(
  field: Text,
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

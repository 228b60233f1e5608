import type { AccessKey } from '../../clouds/accessKey';
import { text, type Text } from '../../clouds/text';
import type { CloudId } from '../../inventory/target';
import { oneLine } from '../displayText';
import { isRecipe, linksOf, type KeyRecipe, type StoredKeys } from '../keys/keyRecipe';
import { profileCloudOf } from '../profileClouds';

/** Where keys were found and whose they seem to be. Holds no secret. */
export interface KeyOrigin {
  /** The tool that keeps them. */
  readonly source: Text;
  /** The file, or the names of the variables. */
  readonly where: string;
  readonly cloud: CloudId;
  /** What the tool calls them; empty where it has no names. */
  readonly name: string;
  /** The account that they seem to be of. */
  readonly account?: string | undefined;
  /** Id of the region that the tool uses with them. */
  readonly region?: string | undefined;
  /** What to know before choosing them. */
  readonly note?: Text | undefined;
}

export interface UsableKeys extends KeyOrigin {
  /** See maskedKeyId. None where they are got without a key. */
  readonly keyId?: string | undefined;
  /** The keys, or how to get them: behind a function, so that an entry that is shown, logged or compared carries no secret. */
  readonly take: () => StoredKeys;
}

export interface UnusableKeys extends KeyOrigin {
  readonly keyId?: string | undefined;
  /** Why they cannot be used, and what to do instead. */
  readonly problem: Text;
}

/** Keys that a person has on this machine already. */
export type FoundKeys = UsableKeys | UnusableKeys;

export const isUsable = (found: FoundKeys): found is UsableKeys => 'take' in found;

/** What the source calls the parts of a key, for saying which one is missing. */
export interface KeyFields {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

export interface KeyParts {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly token?: string | undefined;
}

/**
 * A key as its source has it, where all that is needed is there and can be what it should be; else why not. `fields`
 * are the source's names for the parts; with `needsToken` a key without a token is none.
 */
export function checkedKey(
  cloudId: CloudId,
  fields: KeyFields,
  parts: KeyParts,
  { needsToken = false } = {},
): { readonly key: AccessKey } | { readonly problem: Text } {
  const cloud = profileCloudOf(cloudId);
  const [accessKeyId = '', accessKeySecret = '', token = ''] = [parts.id, parts.secret, parts.token].map(
    (part) => part?.trim(),
  );
  const missing =
    accessKeyId === ''
      ? fields.id
      : accessKeySecret === ''
        ? fields.secret
        : needsToken && token === ''
          ? fields.token
          : undefined;
  const problem =
    missing === undefined
      ? (cloud.accessKeyIdProblem(accessKeyId) ??
        cloud.secretProblem(accessKeySecret) ??
        cloud.securityTokenProblem(token, accessKeyId))
      : text('{field} is missing. Complete it there, or enter the keys here.', { field: missing });
  return problem
    ? { problem }
    : { key: { accessKeyId, accessKeySecret, ...(token === '' ? {} : { securityToken: token }) } };
}

/** The same as an entry to choose. */
export function foundKeys(
  origin: KeyOrigin,
  fields: KeyFields,
  parts: KeyParts,
  options: { readonly needsToken?: boolean } = {},
): FoundKeys {
  const checked = checkedKey(origin.cloud, fields, parts, options);
  if ('problem' in checked) return unusableKeys(origin, checked.problem, parts.id);
  const { key } = checked;
  return {
    ...origin,
    ...tidy(origin),
    note: origin.note ?? (key.securityToken === undefined ? undefined : text('Temporary key')),
    keyId: maskedKeyId(key.accessKeyId),
    take: () => key,
  };
}

/** Temporary keys that are got when they are needed, shown with the id of the key that they are got with. */
export function foundRecipe(origin: KeyOrigin, recipe: KeyRecipe): UsableKeys {
  const first = linksOf(recipe).at(-1);
  const keyId = !first || isRecipe(first) ? undefined : maskedKeyId(first.accessKeyId);
  return { ...origin, ...tidy(origin), keyId, take: () => recipe };
}

/** Keys, or a whole source, that cannot be used. */
export function unusableKeys(origin: KeyOrigin, problem: Text, id?: string): UnusableKeys {
  const keyId = id === undefined || id.trim() === '' ? {} : { keyId: maskedKeyId(id.trim()) };
  return { ...origin, ...tidy(origin), ...keyId, problem };
}

const NAME_MOST = 60;

/** A file's own words, as short as they should be; a region only where it can be one. */
function tidy({ cloud, name, account, region }: KeyOrigin): Pick<KeyOrigin, 'name' | 'account' | 'region'> {
  const first = region?.trim() ?? '';
  const isRegion = first !== '' && profileCloudOf(cloud).regionsProblem([first]) === undefined;
  return {
    name: Array.from(oneLine(name)).slice(0, NAME_MOST).join('').trim(),
    account: account !== undefined && /^\w{1,40}$/.test(account) ? account : undefined,
    region: isRegion ? first : undefined,
  };
}

/** The first and the last four characters of a key id: enough to tell it by. Nothing of one shorter than 12. */
export const maskedKeyId = (id: string): string =>
  id.length < 12 ? '…' : `${id.slice(0, 4)}…${id.slice(-4)}`;

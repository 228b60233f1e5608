import { text, type Text } from '../../clouds/text';

// A row of a list shows some 80 characters: a reason and INSTEAD are shorter together.

/** Why keys cannot be copied, for the ways to sign in that several tools know. */
export const ROLE: Text = text('Takes on a role, whose keys this version does not renew.');
export const INSTANCE: Text = text('Gets keys from the server it runs on; this version cannot.');
export const ADDRESS: Text = text('Gets keys from an address; this version asks no such address.');
export const FEDERATED: Text = text('Shows a token of an identity provider; this version cannot.');
export const BROWSER: Text = text('Signs in in the browser; this version does not renew its keys.');
export const KEY_PAIR: Text = text('Signs with an RSA key pair; this version needs an access key.');
export const TOKEN_ONLY: Text = text('Has a token and no access key.');
export const UNKNOWN: Text = text('This version does not know this way to sign in.');

/** What to do instead. */
export const INSTEAD: Text = text('Enter a temporary key.');

/** The reason for a way to sign in, by its name in small letters. */
export const reasonIn = (reasons: Readonly<Record<string, Text>>, way: string): Text =>
  (Object.hasOwn(reasons, way) ? reasons[way] : undefined) ?? UNKNOWN;

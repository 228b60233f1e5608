import { text, type Text } from '../../clouds/text';

/** Why keys cannot be copied, for the ways to sign in that several tools know. */
export const ROLE: Text = text('It takes on a role, whose keys expire; this version does not renew them.');
export const INSTANCE: Text = text(
  'Its keys come from the server it runs on and expire; this version does not fetch them.',
);
export const ADDRESS: Text = text(
  'Its keys come from an address named in the file; this version asks no such address.',
);
export const FEDERATED: Text = text(
  'It shows a token of an identity provider; this version does not exchange tokens for keys.',
);
export const BROWSER: Text = text(
  'It signs in through the browser, and its keys expire; this version does not renew them.',
);
export const KEY_PAIR: Text = text('It signs with an RSA key pair; this version signs with an access key.');
export const TOKEN_ONLY: Text = text('It has a token and no access key.');
export const UNKNOWN: Text = text('This version does not know this way to sign in.');

/** What to do instead. */
export const INSTEAD: Text = text('Enter a temporary key with its token, or the access key of a user.');

/** The reason for a way to sign in, by its name in small letters. */
export const reasonIn = (reasons: Readonly<Record<string, Text>>, way: string): Text =>
  (Object.hasOwn(reasons, way) ? reasons[way] : undefined) ?? UNKNOWN;

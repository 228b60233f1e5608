import { text, type Text } from '../../clouds/text';

// A row of a list shows some 65 characters: a reason and INSTEAD are shorter together.

/** Why keys cannot be copied, for the ways to sign in that several tools know. */
export const ROLE: Text = text('Takes on a role; its keys are not renewed.');
export const INSTANCE: Text = text('Gets its keys from the server it runs on.');
export const FEDERATED: Text = text('Signs in with an identity provider’s token.');
export const BROWSER: Text = text('Browser sign-in; its keys are not renewed.');
export const KEY_PAIR: Text = text('Has an RSA key pair and no access key.');
export const TOKEN_ONLY: Text = text('Has a token and no access key.');
export const UNKNOWN: Text = text('This way to sign in is not known here.');

/** What to do instead. */
export const INSTEAD: Text = text('Enter a temporary key.');

/** The reason for a way to sign in, by its name in small letters. */
export const reasonIn = (reasons: Readonly<Record<string, Text>>, way: string): Text =>
  (Object.hasOwn(reasons, way) ? reasons[way] : undefined) ?? UNKNOWN;

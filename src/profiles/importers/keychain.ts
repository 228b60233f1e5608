import * as z from 'zod';
import { text, type Text } from '../../clouds/text';
import type { CloudId } from '../../inventory/target';
import { oneLine } from '../displayText';
import { SERVICE, type KeychainAnswer, type KeychainProblem } from '../keychain/keychainAnswer';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';

const MOST_KEYS = 20;
/** Characters of the system's own words. */
const MOST_SAID = 80;

const word = z.string().optional().catch(undefined);
const keySchema = z.object({
  name: word,
  accessKeyId: word,
  accessKeySecret: word,
  securityToken: word,
  region: word,
});
const entrySchema = z.union([keySchema.transform((key) => [key]), z.array(keySchema)]);
const FIELDS = { id: 'accessKeyId', secret: 'accessKeySecret', token: 'securityToken' };

const NO_KEY = text('It is no JSON with accessKeyId and accessKeySecret, or was cut off.');
const PROBLEMS: Readonly<Record<KeychainProblem, (said: string) => Text>> = {
  noLibsecret: () => text('It needs libsecret. Install libsecret-1-0 (RPM: libsecret).'),
  noBuild: () => text('There is no keychain module for this system. Enter the keys.'),
  notLoaded: (said) => text('Its module cannot be loaded ({said}). Enter the keys.', { said }),
  noBus: () => text('There is no D-Bus session. Start VS Code from a desktop.'),
  noService: () => text('No Secret Service runs. Start GNOME Keyring or KWallet.'),
  locked: () => text('It is locked. Unlock it, then try again.'),
  refused: (said) => text('It says: {said} Allow access, then try again.', { said }),
  tooBig: () => text('Its entry is larger than 64 KB. Is it the right one?'),
  timedOut: () => text('It did not answer in time. Unlock it, then try again.'),
  failed: (said) => text('Reading it failed ({said}). Enter the keys.', { said }),
};
/** How this machine is: nobody can have put an entry there, so none is missed. */
const ABSENT: readonly string[] = ['noLibsecret', 'noBuild', 'notLoaded', 'noBus', 'noService'];

/** What the operating system's keychain has for a cloud. */
export interface KeychainKeys {
  readonly found: readonly FoundKeys[];
  /** Whether this machine has none that can be read: nothing is missed there, and the reason is no news. */
  readonly absent: boolean;
}

/**
 * The keys in the entry of a cloud: a JSON object {accessKeyId, accessKeySecret, securityToken?, region?, name?}, or an
 * array of such. One entry a cloud, because macOS asks the person anew for each.
 */
export function keychainKeys(cloud: CloudId, answer: KeychainAnswer): KeychainKeys {
  const origin = { source: text('Keychain'), where: `${SERVICE}/${cloud}`, cloud, name: '' };
  if (answer.kind === 'none') return { found: [], absent: false };
  if (answer.kind === 'entry') return { found: keysIn(answer.content, origin), absent: false };
  const said = Array.from(oneLine(answer.said ?? ''))
    .slice(0, MOST_SAID)
    .join('');
  return { found: [unusableKeys(origin, PROBLEMS[answer.kind](said))], absent: ABSENT.includes(answer.kind) };
}

function keysIn(content: string, origin: KeyOrigin): readonly FoundKeys[] {
  const keys = entrySchema.safeParse(jsonIn(content)).data ?? [];
  if (keys.length === 0 || keys.length > MOST_KEYS) return [unusableKeys(origin, NO_KEY)];
  return keys.map(({ name = '', region, accessKeyId: id, accessKeySecret: secret, securityToken: token }) =>
    foundKeys({ ...origin, name, region }, FIELDS, { id, secret, token }),
  );
}

/**
 * keytar takes bytes for UTF-8, and Windows' own tools write UTF-16: of that each ASCII character comes with a zero and
 * a mark as replacement characters. Undefined where it is no JSON; the message of JSON.parse would quote the secret.
 */
function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content.replaceAll('\0', '').replace(/^[\ufeff\ufffd]+/, ''));
  } catch {
    return undefined;
  }
}

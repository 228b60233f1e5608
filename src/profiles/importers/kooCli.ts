import * as z from 'zod';
import { text, type Text } from '../../clouds/text';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { homeFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInJson } from './keysInFile';
import * as reasons from './reasons';

const word = z.string().optional().catch(undefined);
const profileSchema = z.object({
  name: word,
  mode: word,
  accessKeyId: word,
  secretAccessKey: word,
  securityToken: word,
  region: word,
  domainId: word,
});
type KooProfile = z.infer<typeof profileSchema>;
const configSchema = z.object({
  current: word,
  /** The tool writes it as a text. */
  authEncrypt: z.union([z.boolean(), z.string()]).optional().catch(undefined),
  profiles: z.array(profileSchema),
});
type KooConfig = z.infer<typeof configSchema>;

const FIELDS = { id: 'accessKeyId', secret: 'secretAccessKey', token: 'securityToken' };
/** An id in plain text; what the tool has encrypted is longer and has other characters. */
const PLAIN_ID = /^[A-Z0-9]{10,40}$/i;

const ENCRYPTED = text('KooCLI encrypted it. Enter the keys or pick credentials.csv.');
const REASONS: Readonly<Record<string, Text>> = {
  ecsagency: reasons.INSTANCE,
  agency: reasons.ROLE,
  sso: reasons.BROWSER,
  token: reasons.TOKEN_ONLY,
};

/** The profiles of Huawei Cloud's command line, the current one first: ~/.hcloud/config.json (facts: huawei 6). */
export const kooCliKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    homeFile(machine, '.hcloud', 'config.json'),
    { source: text('KooCLI'), cloud: 'huawei' },
    (content, origin) => keysInJson(content, origin, configSchema, keysOf),
  );

function keysOf(profile: KooProfile, origin: KeyOrigin, { authEncrypt }: KooConfig): FoundKeys {
  const mode = (profile.mode ?? '').toLowerCase() || 'aksk';
  const { accessKeyId: id, secretAccessKey: secret, securityToken: token } = profile;
  const known = { ...origin, region: profile.region, account: profile.domainId };
  // Of other ways no id is shown, nor of encrypted keys: it may be encrypted and would tell nobody which key it is.
  if (mode !== 'aksk')
    return unusableKeys({ ...known, note: reasons.INSTEAD }, reasons.reasonIn(REASONS, mode));
  if (String(authEncrypt).toLowerCase() === 'true' || (id && !PLAIN_ID.test(id)))
    return unusableKeys(known, ENCRYPTED);
  return foundKeys(known, FIELDS, { id, secret, token });
}

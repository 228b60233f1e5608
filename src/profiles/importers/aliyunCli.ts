import * as z from 'zod';
import { text, type Text } from '../../clouds/text';
import { localTime, utcBeside } from '../../operations/localTime';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { homeFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInJson } from './keysInFile';
import * as reasons from './reasons';

const word = z.string().optional().catch(undefined);
const profileSchema = z.object({
  name: word,
  mode: word,
  access_key_id: word,
  access_key_secret: word,
  sts_token: word,
  /** Seconds since the epoch. */
  sts_expiration: z.number().optional().catch(undefined),
  region_id: word,
  ram_role_arn: word,
  cloud_sso_account_id: word,
});
type CliProfile = z.infer<typeof profileSchema>;
const configSchema = z.object({ current: word, profiles: z.array(profileSchema) });

const FIELDS = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };

const REASONS: Readonly<Record<string, Text>> = {
  ramrolearn: reasons.ROLE,
  ramrolearnwithrolename: reasons.ROLE,
  chainableramrolearn: reasons.ROLE,
  ecsramrole: reasons.INSTANCE,
  external: text('A program makes its keys; none is run.'),
  credentialsuri: reasons.ADDRESS,
  oidc: reasons.FEDERATED,
  cloudsso: reasons.BROWSER,
  oauth: reasons.BROWSER,
  rsakeypair: reasons.KEY_PAIR,
  bearertoken: reasons.TOKEN_ONLY,
  anonymous: text('Has no keys.'),
};

/** The profiles of Alibaba Cloud's command line, the current one first: ~/.aliyun/config.json (facts: 7). */
export const aliyunCliKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    homeFile(machine, '.aliyun', 'config.json'),
    { source: text('Alibaba Cloud CLI'), cloud: 'alibaba' },
    (content, origin) =>
      keysInJson(content, origin, configSchema, (profile: CliProfile, known) =>
        keysOf(profile, known, machine),
      ),
  );

function keysOf(profile: CliProfile, origin: KeyOrigin, machine: KeyMachine): FoundKeys {
  const mode = (profile.mode ?? '').toLowerCase() || 'ak';
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = profile;
  const account = /^acs:ram::(\d+):/.exec(profile.ram_role_arn ?? '')?.[1] ?? profile.cloud_sso_account_id;
  const known = { ...origin, region: profile.region_id, account };
  if (mode === 'ak') return foundKeys(known, FIELDS, { id, secret });
  if (mode === 'ststoken')
    return temporaryKeys(known, { id, secret, token }, profile.sts_expiration, machine);
  return unusableKeys({ ...known, note: reasons.INSTEAD }, reasons.reasonIn(REASONS, mode), id);
}

/** `expires`: seconds since the epoch, where the file tells. */
function temporaryKeys(
  origin: KeyOrigin,
  parts: {
    readonly id: string | undefined;
    readonly secret: string | undefined;
    readonly token: string | undefined;
  },
  expires: number | undefined,
  { now, zone }: KeyMachine,
): FoundKeys {
  // Zero, and what is no date of this century or the next, is none.
  if (expires === undefined || expires <= 0 || expires > 7_000_000_000)
    return foundKeys(origin, FIELDS, parts, { needsToken: true });
  const at = expires * 1000;
  const time = `${localTime(at, zone)} (${utcBeside(at, zone)})`;
  if (at <= now())
    return unusableKeys(origin, text('Expired at {time}. Get a new key with the tool.', { time }), parts.id);
  const note = text('Temporary key, valid until {time}', { time });
  return foundKeys({ ...origin, note }, FIELDS, parts, { needsToken: true });
}

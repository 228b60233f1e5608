import * as z from 'zod';
import { text } from '../../clouds/text';
import { localTime, utcBeside } from '../../operations/localTime';
import { isRecipe } from '../keys/keyRecipe';
import { whyNoCliProfiles } from '../keys/killSwitches';
import { CLI_FIELDS, cliKeys, cliMode, cliProfileSchema, type CliProfile } from './cliRecipe';
import { foundKeys, foundRecipe, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { homeFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInJson } from './keysInFile';
import { recipeNote } from './recipeNote';
import * as reasons from './reasons';

const configSchema = z.object({
  current: z.string().optional().catch(undefined),
  profiles: z.array(cliProfileSchema),
});
type CliConfig = z.infer<typeof configSchema>;

/** The profiles of Alibaba Cloud's command line, the current one first: ~/.aliyun/config.json (facts: 7). */
export const aliyunCliKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    homeFile(machine, '.aliyun', 'config.json'),
    { source: text('Alibaba Cloud CLI'), cloud: 'alibaba' },
    (content, origin) =>
      keysInJson(content, origin, configSchema, (profile: CliProfile, known, config: CliConfig) =>
        keysOf(profile, known, config, machine),
      ),
  );

function keysOf(
  profile: CliProfile,
  origin: KeyOrigin,
  { profiles }: CliConfig,
  machine: KeyMachine,
): FoundKeys {
  const { access_key_id: id, access_key_secret: secret, sts_token: token } = profile;
  const account = /^acs:ram::(\d+):/.exec(profile.ram_role_arn ?? '')?.[1] ?? profile.cloud_sso_account_id;
  const known = { ...origin, region: profile.region_id, account };
  const forbidden = whyNoCliProfiles(machine.env);
  if (forbidden) return unusableKeys(known, forbidden, id);
  const mode = cliMode(profile);
  if (mode === 'ak') return foundKeys(known, CLI_FIELDS, { id, secret });
  if (mode === 'ststoken')
    return temporaryKeys(known, { id, secret, token }, profile.sts_expiration, machine);
  const made = cliKeys(profile, profiles, machine.env);
  if ('problem' in made)
    return unusableKeys(made.other ? { ...known, note: reasons.INSTEAD } : known, made.problem, id);
  if (!isRecipe(made.stored)) throw new TypeError(`The mode ${mode} has keys of its own.`);
  return foundRecipe({ ...known, note: recipeNote(made.stored) }, made.stored);
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
    return foundKeys(origin, CLI_FIELDS, parts, { needsToken: true });
  const at = expires * 1000;
  const time = `${localTime(at, zone)} (${utcBeside(at, zone)})`;
  if (at <= now())
    return unusableKeys(origin, text('Expired at {time}. Get a new key with the tool.', { time }), parts.id);
  const note = text('Temporary key, valid until {time}', { time });
  return foundKeys({ ...origin, note }, CLI_FIELDS, parts, { needsToken: true });
}

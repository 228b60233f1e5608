import * as z from 'zod';
import { text, type Text } from '../../clouds/text';
import { isRecipe, linksOf, MOST_ROLES, type StoredKeys } from '../keys/keyRecipe';
import { whyNotGot, type Env } from '../keys/killSwitches';
import { addressRecipe, instanceRecipe, programRecipe } from './askedRecipe';
import { checkedKey } from './foundKeys';
import * as reasons from './reasons';
import { roleRecipe } from './roleRecipe';

const word = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

/** What is read of a profile in ~/.aliyun/config.json (aliyun-cli, profile.go; the SDKs read `policy` and `enable_vpc` too). */
export const cliProfileSchema = z.object({
  name: word,
  mode: word,
  access_key_id: word,
  access_key_secret: word,
  sts_token: word,
  /** Seconds since the epoch. */
  sts_expiration: number,
  sts_region: word,
  sts_endpoint: word,
  enable_vpc: z.boolean().optional().catch(undefined),
  region_id: word,
  ram_role_name: word,
  ram_role_arn: word,
  ram_session_name: word,
  external_id: word,
  policy: word,
  expired_seconds: number,
  source_profile: word,
  process_command: word,
  credentials_uri: word,
  cloud_sso_account_id: word,
});
export type CliProfile = z.infer<typeof cliProfileSchema>;

export const CLI_FIELDS = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };

export const cliMode = ({ mode }: CliProfile): string => (mode ?? '').toLowerCase() || 'ak';

const REASONS: Readonly<Record<string, Text>> = {
  ramrolearnwithrolename: text('It is deprecated. Use ChainableRamRoleArn.'),
  oidc: reasons.FEDERATED,
  cloudsso: reasons.BROWSER,
  oauth: reasons.BROWSER,
  rsakeypair: reasons.KEY_PAIR,
  bearertoken: reasons.TOKEN_ONLY,
  anonymous: text('Has no keys.'),
};

/** `other`: it is a way that is not known or not supported, so that only other keys help. */
export type CliKeys = { readonly stored: StoredKeys } | { readonly problem: Text; readonly other?: true };

/** The keys of a profile, or how to get them; or why there are none. Sources of roles are followed in the same file. */
export function cliKeys(
  profile: CliProfile,
  profiles: readonly CliProfile[],
  env: Env,
  above: readonly CliProfile[] = [],
): CliKeys {
  const lasting = (needsToken: boolean) => keyOf(profile, needsToken);
  switch (cliMode(profile)) {
    case 'ak':
      return keyOf({ ...profile, sts_token: undefined }, false);
    case 'ststoken':
      return lasting(true);
    case 'ramrolearn':
      return roleOn(lasting(false), profile);
    case 'chainableramrolearn':
      return roleOn(sourceOf(profile, profiles, env, [...above, profile]), profile);
    case 'ecsramrole':
      return allowed(instanceRecipe(profile.ram_role_name, 'ram_role_name'), env);
    case 'external':
      return allowed(programRecipe(profile.process_command, 'process_command'), env);
    case 'credentialsuri':
      return allowed(addressRecipe(profile.credentials_uri, 'credentials_uri'), env);
    default:
      return { problem: reasons.reasonIn(REASONS, cliMode(profile)), other: true };
  }
}

/** The key in a profile's own fields. */
function keyOf(profile: CliProfile, needsToken: boolean): CliKeys {
  const parts = {
    id: profile.access_key_id,
    secret: profile.access_key_secret,
    token: profile.sts_token,
  };
  const checked = checkedKey('alibaba', CLI_FIELDS, parts, { needsToken });
  return 'problem' in checked ? checked : { stored: checked.key };
}

function sourceOf(
  profile: CliProfile,
  profiles: readonly CliProfile[],
  env: Env,
  chain: readonly CliProfile[],
): CliKeys {
  const name = profile.source_profile ?? '';
  if (name === '') return { problem: text('source_profile is missing. Complete it there.') };
  const source = profiles.find((each) => each.name === name);
  if (!source) return { problem: text('Its source profile is not there. Correct source_profile.') };
  if (chain.includes(source)) return { problem: text('Its source profiles lead in a circle.') };
  if (chain.length > MOST_ROLES) return { problem: tooMany };
  const made = cliKeys(source, profiles, env, chain);
  return 'problem' in made ? { ...made, problem: text('Its source: {why}', { why: made.problem }) } : made;
}

const tooMany = text('More than {count} roles, one from the other.', { count: MOST_ROLES });

function roleOn(source: CliKeys, profile: CliProfile): CliKeys {
  if ('problem' in source) return source;
  const made = roleRecipe(
    source.stored,
    {
      arn: profile.ram_role_arn,
      session: profile.ram_session_name,
      seconds: profile.expired_seconds,
      externalId: profile.external_id,
      policy: profile.policy,
      stsRegion: profile.sts_region,
      stsEndpoint: profile.sts_endpoint,
      vpc: profile.enable_vpc,
    },
    { arn: 'ram_role_arn', session: 'ram_session_name' },
  );
  if ('problem' in made) return made;
  const roles = linksOf(made.recipe).filter((link) => isRecipe(link) && link.kind === 'role');
  return roles.length > MOST_ROLES ? { problem: tooMany } : { stored: made.recipe };
}

function allowed(made: ReturnType<typeof instanceRecipe>, env: Env): CliKeys {
  if ('problem' in made) return made;
  const forbidden = whyNotGot(made.recipe.kind, env);
  return forbidden ? { problem: forbidden } : { stored: made.recipe };
}

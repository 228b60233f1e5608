import { text, type Text } from '../../clouds/text';
import type { KeyRecipe } from './keyRecipe';

export type Env = Readonly<Record<string, string | undefined>>;

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

/** What the vendor's tools read before they run a program or call an address for keys (aliyun-cli, profile.go). */
const DISABLE_EXTERNAL = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';
/** What its SDKs read before they ask the server's metadata service. */
const DISABLE_METADATA = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
const DISABLE_METADATA_V1 = 'ALIBABA_CLOUD_IMDSV1_DISABLED';
/** What its SDKs and its command line read before they read ~/.aliyun/config.json; the one is TRUE in capitals alone. */
const DISABLE_CLI = 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED';
const IGNORE_CLI = ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE'] as const;

const forbids = (variable: string): Text =>
  text('{variable} forbids it. Unset it, or enter keys.', { variable });

/** Why keys may not be got so on this machine; undefined where they may. Asked whenever they are to be got. */
export function whyNotGot(kind: KeyRecipe['kind'], env: Env): Text | undefined {
  const external = env[DISABLE_EXTERNAL]?.trim();
  if ((kind === 'program' || kind === 'address') && (external === '1' || isTrue(external)))
    return forbids(DISABLE_EXTERNAL);
  return kind === 'instance' && isTrue(env[DISABLE_METADATA]) ? forbids(DISABLE_METADATA) : undefined;
}

/** Whether the metadata service may be asked without a token, where it gives none. */
export const allowsMetadataV1 = (env: Env): boolean => !isTrue(env[DISABLE_METADATA_V1]);

/** Why the profiles of the vendor's command line may not be used on this machine. */
export function whyNoCliProfiles(env: Env): Text | undefined {
  if (isTrue(env[DISABLE_CLI])) return forbids(DISABLE_CLI);
  // The first one that is set counts.
  const ignore = IGNORE_CLI.find((name) => (env[name] ?? '') !== '');
  return ignore !== undefined && env[ignore] === 'TRUE' ? forbids(ignore) : undefined;
}

import { text, type Text } from '../../clouds/text';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { homeFile, namedFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInIni } from './keysInFile';
import * as reasons from './reasons';

const FIELDS = { id: 'access_key_id', secret: 'access_key_secret', token: 'security_token' };

const REASONS: Readonly<Record<string, Text>> = {
  ram_role_arn: reasons.ROLE,
  oidc_role_arn: reasons.FEDERATED,
  ecs_ram_role: reasons.INSTANCE,
  credentials_uri: reasons.ADDRESS,
  rsa_key_pair: reasons.KEY_PAIR,
  bearer: reasons.TOKEN_ONLY,
};

/**
 * The sections of the file that Alibaba Cloud's SDKs share: ~/.alibabacloud/credentials, or the one that
 * ALIBABA_CLOUD_CREDENTIALS_FILE names (facts: 7).
 */
export const alibabaCredentialsKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    namedFile(machine, 'ALIBABA_CLOUD_CREDENTIALS_FILE', homeFile(machine, '.alibabacloud', 'credentials')),
    { source: text('Alibaba Cloud SDKs'), cloud: 'alibaba' },
    (content, origin) => keysInIni(content, origin, keysOf),
  );

function keysOf(values: ReadonlyMap<string, string>, origin: KeyOrigin): FoundKeys {
  const type = values.get('type')?.toLowerCase() ?? 'access_key';
  const [id, secret] = [values.get('access_key_id'), values.get('access_key_secret')];
  if (type === 'access_key') return foundKeys(origin, FIELDS, { id, secret });
  if (type === 'sts')
    return foundKeys(
      origin,
      FIELDS,
      { id, secret, token: values.get('security_token') },
      { needsToken: true },
    );
  const account = /^acs:ram::(\d+):/.exec(values.get('role_arn') ?? '')?.[1];
  return unusableKeys({ ...origin, account, note: reasons.INSTEAD }, reasons.reasonIn(REASONS, type), id);
}

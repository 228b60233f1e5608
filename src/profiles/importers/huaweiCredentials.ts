import { text } from '../../clouds/text';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { homeFile, namedFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInIni } from './keysInFile';
import * as reasons from './reasons';

const FIELDS = { id: 'ak', secret: 'sk', token: 'security_token' };
/** Huawei Cloud's own hosts: keys of another cloud of the same make are of no use there. */
const OWN_ENDPOINT = /^(https:\/\/)?[\w.-]+\.myhuaweicloud\.(com|eu)\/?$/i;

/**
 * The sections [basic] and [global] of the file that Huawei Cloud's SDKs share: ~/.huaweicloud/credentials, or the one
 * that HUAWEICLOUD_SDK_CREDENTIALS_FILE names (facts: huawei 6).
 */
export const huaweiCredentialsKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    namedFile(machine, 'HUAWEICLOUD_SDK_CREDENTIALS_FILE', homeFile(machine, '.huaweicloud', 'credentials')),
    { source: text('Huawei Cloud SDKs'), cloud: 'huawei' },
    (content, origin) => keysInIni(content, origin, keysOf),
  );

function keysOf(values: ReadonlyMap<string, string>, origin: KeyOrigin): FoundKeys {
  const [id, secret, token] = [values.get('ak'), values.get('sk'), values.get('security_token')];
  const known = { ...origin, account: values.get('domain_id') };
  const endpoint = values.get('iam_endpoint') ?? '';
  if (endpoint !== '' && !OWN_ENDPOINT.test(endpoint))
    return unusableKeys(
      known,
      text('It is for an IAM of its own, and this version knows only the public Huawei Cloud.'),
      id,
    );
  if (id === undefined && values.has('idp_id'))
    return unusableKeys({ ...known, note: reasons.INSTEAD }, reasons.FEDERATED);
  return foundKeys(known, FIELDS, { id, secret, token });
}

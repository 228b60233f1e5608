import { text } from '../../clouds/text';
import type { CloudId } from '../../inventory/target';
import { alibabaCredentialsKeys } from './alibabaCredentials';
import { aliyunCliKeys } from './aliyunCli';
import { keysInEnvironment, type KeyVariables } from './environment';
import type { FoundKeys } from './foundKeys';
import { huaweiCredentialsKeys } from './huaweiCredentials';
import type { KeyMachine } from './keyMachine';
import { kooCliKeys } from './kooCli';

type Reader = (machine: KeyMachine) => Promise<readonly FoundKeys[]>;

const FILES: Readonly<Record<CloudId, readonly Reader[]>> = {
  alibaba: [aliyunCliKeys, alibabaCredentialsKeys],
  huawei: [kooCliKeys, huaweiCredentialsKeys],
};

const VARIABLES: Readonly<Record<CloudId, KeyVariables>> = {
  alibaba: {
    id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
    region: 'ALIBABA_CLOUD_REGION_ID',
  },
  huawei: {
    id: 'HUAWEICLOUD_SDK_AK',
    secret: 'HUAWEICLOUD_SDK_SK',
    token: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
    account: 'HUAWEICLOUD_SDK_DOMAIN_ID',
  },
};

/** The keys for a cloud that a person has on this machine, read now; nothing is written. Never rejects. */
export async function findKeys(cloud: CloudId, machine: KeyMachine): Promise<readonly FoundKeys[]> {
  const inFiles = await Promise.all(FILES[cloud].map((read) => read(machine)));
  const source = text('Environment variables');
  return [...inFiles.flat(), ...keysInEnvironment(machine, { source, cloud }, VARIABLES[cloud])];
}

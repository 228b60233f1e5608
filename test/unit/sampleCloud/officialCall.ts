import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import type { SampleAccessKey } from '../../../src/sampleCloud/accessKeys';
import { CATALOGUE } from '../../../src/sampleCloud/catalogue';
import { HOSTS } from '../../../src/sampleCloud/hosts';
import type { CloudUnderTest } from './signedCall';

type Runtime = Parameters<OpenApi['callApi']>[2];
// Its class comes from a package of the core's own; an empty object does.
const noOptions: unknown = {};

export interface How {
  readonly host?: string;
  readonly key?: SampleAccessKey;
  /** Signs with RPC 1.0 instead of ACS3. */
  readonly v2?: boolean;
  readonly method?: string;
  /** Sent as a form in the body, where RPC 1.0 signs it with the rest. */
  readonly form?: Readonly<Record<string, string>>;
}

/** Calls the sample cloud through the vendor's own core, unmodified. */
export const officialCall =
  (test: CloudUnderTest) =>
  async <T>(
    action: string,
    query: Record<string, string>,
    {
      host = 'polardb.aliyuncs.com',
      key = test.key('full access'),
      v2 = false,
      method = 'POST',
      form,
    }: How = {},
  ): Promise<T> => {
    const client = new OpenApi(
      new $OpenApiUtil.Config({
        accessKeyId: key.accessKeyId,
        accessKeySecret: key.accessKeySecret,
        ...(key.securityToken === undefined ? {} : { securityToken: key.securityToken }),
        endpoint: new URL(test.cloud.hosts[host]!).host,
        protocol: 'http',
        ...(v2 ? { signatureAlgorithm: 'v2' } : {}),
      }),
    );
    const { product } = HOSTS.find((each) => each.host === host)!;
    const params = new $OpenApiUtil.Params({
      action,
      version: CATALOGUE[product].version,
      protocol: 'HTTP',
      pathname: '/',
      method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const answer = await client.callApi(
      params,
      new $OpenApiUtil.OpenApiRequest({ query, ...(form ? { body: form } : {}) }),
      noOptions as Runtime,
    );
    return answer['body'] as T;
  };

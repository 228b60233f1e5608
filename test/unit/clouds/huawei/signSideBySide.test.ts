import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import assert from 'node:assert/strict';
import { signSdkHmac } from '../../../../src/clouds/huawei/sign';
import { canonicalQuery } from '../../../../src/clouds/signing';
import { randomInput } from '../randomInput';

const { seed, random, below, pick, words } = randomInput();
const several = <T>(limit: number, make: () => T): T[] => Array.from({ length: below(limit) }, make);

/** Names that sort differently in different orders, and values of every kind the core takes. */
const queryName = (): string =>
  `${pick(['limit', 'Limit', 'a_b', 'a-b', 'zone', '名', words()])}${below(10)}`;
const query = (): Record<string, unknown> =>
  Object.fromEntries(
    several(6, () => [
      queryName(),
      pick([() => words(), () => below(1e6), () => random() < 0.5, () => '', () => several(4, words)])(),
    ]),
  );
const asText = (value: unknown): string | string[] =>
  Array.isArray(value) ? value.map(String) : String(value);
const body = (): Record<string, unknown> =>
  Object.fromEntries(
    several(6, () => [words(), pick([words(), below(100), true, [words()], { k: words() }])]),
  );
const id = (): string =>
  below(2 ** 31)
    .toString(16)
    .padStart(32, '0');

describe(`signing side by side with the vendor's core (SEED=${seed})`, () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
    it(`signs 200 random ${method} requests as the core does`, () => {
      for (let round = 0; round < 200; round += 1) {
        const keys = {
          accessKeyId: `AK${below(1e9)}`,
          accessKeySecret: `secret${below(1e9)}/+=`,
          ...(round % 2 ? { securityToken: `ggpi/${below(1e9)}+token==` } : {}),
        };
        const host = `das.cn-north-${below(9)}.myhuaweicloud.com${pick(['', ':8443'])}`;
        const path = pick([
          `/v3/${id()}/instances/${id()}in01/create-connection`,
          '/v3/projects',
          '/v3/a.b_c-d~/',
        ]);
        const asked = query();
        const data = method === 'GET' ? undefined : body();
        const now = Date.UTC(2026, below(12), 1 + below(28), below(24), below(60), below(60), below(1000));
        const headers = {
          'content-type': 'application/json',
          ...(random() < 0.5 ? { 'X-Project-Id': id() } : {}),
          ...(random() < 0.5 ? { 'X-Language': pick(['en-us', 'zh-cn']) } : {}),
        };
        const theirs = AKSKSigner.sign(
          {
            method,
            endpoint: `https://${host}${path}`,
            queryParams: structuredClone(asked),
            headers: {
              ...headers,
              'X-Sdk-Date': `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
              ...(keys.securityToken === undefined ? {} : { 'X-Security-Token': keys.securityToken }),
            },
            ...(data ? { data } : {}),
          },
          new BasicCredentials().withAk(keys.accessKeyId).withSk(keys.accessKeySecret),
        ) as Readonly<Record<string, string>>;
        const ours = signSdkHmac({
          method,
          host,
          path,
          query: Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, asText(value)])),
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          ...(data ? { body: JSON.stringify(data) } : {}),
          credentials: keys,
          now,
        });
        assert.equal(ours.headers['authorization'], theirs['Authorization'], `round ${round}`);
      }
    });

  it('sends in the address what was signed, repeated names among it', () => {
    for (let round = 0; round < 200; round += 1) {
      const asked = Object.fromEntries(
        Object.entries(query()).map(([name, value]) => [name, asText(value)] as const),
      );
      const sent = new URL(`https://h/?${canonicalQuery(asked)}`).searchParams;
      for (const [name, value] of Object.entries(asked))
        assert.deepEqual(sent.getAll(name), [value].flat().sort(), `round ${round}`);
    }
  });
});

import Core, { $OpenApiUtil, OpenApiUtil } from '@alicloud/openapi-core';
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ParameterValue, Parameters } from '../../../../src/clouds/cloudClient';
import { rpcSignature, signAcs3, signRpc } from '../../../../src/clouds/alibaba/sign';
import { canonicalQuery, flatten } from '../../../../src/clouds/signing';
import { randomInput } from '../randomInput';

interface Captured {
  readonly method: string;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const { seed, random, below, pick, words } = randomInput();
const name = (): string => `${pick(['Key', 'DBNode', 'a_b', 'zone'])}${below(1000)}`;

function value(depth: number): ParameterValue {
  const kind = below(depth > 2 ? 5 : 7);
  if (kind === 0) return random() < 0.5;
  if (kind === 1) return below(1e9);
  if (kind === 2) return pick([null, undefined]);
  if (kind < 5) return words();
  if (kind === 5) return Array.from({ length: below(4) }, () => value(depth + 1));
  return Object.fromEntries(Array.from({ length: below(4) }, () => [name(), value(depth + 1)]));
}
const parameters = (): Parameters =>
  Object.fromEntries(Array.from({ length: below(8) }, () => [name(), value(0)]));

describe(`signing side by side with the vendor's core (SEED=${seed})`, () => {
  let server: http.Server;
  let port = 0;
  let captured: Captured | undefined;

  before((done) => {
    server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        captured = {
          method: request.method!,
          url: new URL(request.url!, 'http://127.0.0.1'),
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        response.setHeader('content-type', 'application/json').end('{"RequestId":"1"}');
      });
    });
    server.listen(0, '127.0.0.1', () => {
      port = (server.address() as AddressInfo).port;
      done();
    });
  });
  after(() => server.close());

  const credentials = (round: number) => ({
    accessKeyId: `LTAI5t${below(1e9)}`,
    accessKeySecret: `secret${below(1e9)}/+=`,
    ...(round % 2 ? { securityToken: `CAIS/${below(1e9)}+token==` } : {}),
  });

  async function callCore(
    keys: ReturnType<typeof credentials>,
    algorithm: string | undefined,
    request: { readonly query?: Record<string, string>; readonly body?: unknown },
  ): Promise<Captured> {
    const core = new Core(
      new $OpenApiUtil.Config({
        // Without a provider's name, which the core would add as one more signed header of its own.
        credential: { getCredential: () => Promise.resolve(keys) } as never,
        endpoint: `127.0.0.1:${port}`,
        protocol: 'HTTP',
        ...(algorithm ? { signatureAlgorithm: algorithm } : {}),
      }),
    );
    const call = new $OpenApiUtil.Params({
      action: 'FailoverDBCluster',
      version: '2017-08-01',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    captured = undefined;
    await core.callApi(call, new $OpenApiUtil.OpenApiRequest(request), {} as never);
    assert.ok(captured);
    return captured;
  }

  it('signs 200 random requests with ACS3 as the core does', async () => {
    for (let round = 0; round < 200; round += 1) {
      const keys = credentials(round);
      const tree = parameters();
      const theirs = await callCore(keys, undefined, {
        query: OpenApiUtil.query(tree),
      });
      const query = flatten(tree);
      assert.deepEqual(query, Object.fromEntries(theirs.url.searchParams), `round ${round}: parameters`);
      const { headers } = signAcs3({
        method: theirs.method,
        host: theirs.headers.host!,
        action: 'FailoverDBCluster',
        version: '2017-08-01',
        query,
        credentials: keys,
        now: Date.parse(String(theirs.headers['x-acs-date'])),
        nonce: String(theirs.headers['x-acs-signature-nonce']),
      });
      for (const [header, ours] of Object.entries(headers))
        assert.equal(ours, theirs.headers[header], `round ${round}: ${header}`);
      const sent = new URL(`http://h/?${canonicalQuery(query)}`).searchParams;
      assert.deepEqual(Object.fromEntries(sent), query, `round ${round}: our own URL`);
    }
  });

  it('signs 200 random forms with RPC 1.0 as the core does', async () => {
    for (let round = 0; round < 200; round += 1) {
      const keys = credentials(round);
      const tree = parameters();
      const theirs = await callCore(keys, 'v2', { body: tree });
      const common = Object.fromEntries(theirs.url.searchParams);
      const form = flatten(tree);
      assert.deepEqual(form, Object.fromEntries(new URLSearchParams(theirs.body)), `round ${round}: form`);
      const signed = signRpc({
        method: 'POST',
        action: 'FailoverDBCluster',
        version: '2017-08-01',
        parameters: form,
        credentials: keys,
        now: Date.parse(common['Timestamp']!),
        nonce: common['SignatureNonce']!,
      });
      const { Signature: theirSignature, ...unsigned } = { ...common, ...form };
      assert.equal(rpcSignature('POST', unsigned, keys.accessKeySecret), theirSignature, `round ${round}`);
      // The core asks for `json`, the documents for `JSON`; the rest is the same.
      const { Signature: ourSignature, ...ours } = signed;
      assert.deepEqual({ ...ours, Format: 'json' }, unsigned, `round ${round}: parameters`);
      assert.equal(ourSignature, rpcSignature('POST', ours, keys.accessKeySecret), `round ${round}`);
    }
  });
});

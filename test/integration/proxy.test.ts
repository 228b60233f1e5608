import assert from 'node:assert/strict';
import https from 'node:https';
import * as vscode from 'vscode';
import { createNodeTransport } from '../../src/clouds/nodeTransport';
import type { HttpRequest, TransportFailure } from '../../src/clouds/transport';
import { ConnectProxy } from './support/connectProxy';
import { failureOf } from './support/failure';
import { trustInHost } from './support/hostCertificates';
import { changeHttpSettings, withHttpSettings, type HttpSettings } from './support/httpSettings';
import { type Case, CLOUD_CASES, PROXY_CASES, trusted } from './support/networkCases';
import { TlsCloud } from './support/tlsCloud';

const transport = createNodeTransport();
const impatient = createNodeTransport({ connectTimeoutMs: 400 });
const WAYS = ['read', 'write'] as const;
const PASSWORD = 'p%40ss-planted';
const BODY = 'DBClusterId=pc-planted';

const cloud = new TlsCloud(trusted);
const toCloud = () => cloud.server.port;

const settingsNow = () => JSON.stringify(vscode.workspace.getConfiguration('http'));
const settingsBefore = settingsNow();
let distrust: () => Promise<void>;
before(async () => {
  distrust = await trustInHost([trusted.cert]);
  await cloud.server.listen();
});
after(async () => {
  await cloud.server.close();
  await distrust();
});

let made = 0;
/** A name of its own for each test. Only the proxy knows where it leads. */
const address = (): string => `https://n${(made += 1)}.polardb.test/?Action=FailoverDBCluster`;
const here = (): string => `https://127.0.0.1:${cloud.server.port}/?Action=FailoverDBCluster`;
const request = (url: string, timeoutMs = 15_000): HttpRequest => ({
  method: 'POST',
  url,
  headers: { accept: 'application/json' },
  body: BODY,
  timeoutMs,
});

const failure = (promise: Promise<unknown>) =>
  failureOf(promise, [PASSWORD, decodeURIComponent(PASSWORD), BODY]);

const named = (settings: HttpSettings): string => {
  const names = Object.keys(settings);
  return names.length > 0 ? ` and with http.${names.join(', http.')}` : '';
};

async function holds(case_: Case, way: 'read' | 'write', url: string): Promise<void> {
  cloud.conduct = case_.cloud ?? 'answer';
  cloud.identifyAs(case_.identity ?? trusted);
  const error = await failure(
    case_.proxy === 'hang'
      ? impatient[way](request(url))
      : transport[way](request(url, case_.cloud === 'hang' ? 2000 : undefined)),
  );
  assert.deepEqual([error.failure, error.mayHaveBeenSent], case_.outcome);
  assert.equal(cloud.requests.length, case_.requests, 'requests that reached the cloud');
  if (case_.requests === 0) assert.equal(cloud.bytes, 0, 'bytes that reached the cloud');
  if (cloud.bytes > 0) assert.ok(error.mayHaveBeenSent, 'bytes left, so it may have been sent');
}

async function succeeds(way: 'read' | 'write', url: string): Promise<void> {
  const answer = await transport[way](request(url));
  assert.deepEqual([answer.status, answer.body], [200, 'ok']);
  assert.equal(cloud.requests.length, 1);
  assert.ok(cloud.requests[0]?.endsWith(BODY));
}

const USING_FETCH = { electronFetch: true };

for (const settings of [{}, USING_FETCH])
  describe(`the transport without a proxy${named(settings)}`, () => {
    let putBack: () => Promise<void>;
    before(async () => {
      putBack = await changeHttpSettings(settings);
    });
    after(() => putBack());
    beforeEach(() => cloud.reset());
    afterEach(() => cloud.identifyAs(trusted));

    for (const way of WAYS) {
      it(`${way}: succeeds`, () => succeeds(way, here()));
      for (const case_ of CLOUD_CASES) {
        // 127.0.0.1 is in every certificate here.
        if (case_.name !== 'a certificate for another name')
          it(`${way}: ${case_.name}`, () => holds(case_, way, here()));
      }
    }
  });

describe('the connections of the transport', () => {
  beforeEach(() => cloud.reset());

  it('never writes on a connection that the host keeps alive', async () => {
    await new Promise<void>((resolve, reject) => {
      // The host sends "connection: close" for whoever does not say otherwise.
      https
        .get(here(), { headers: { connection: 'keep-alive' } }, (response) =>
          response.resume().on('end', resolve),
        )
        .on('error', reject);
    });
    const kept = () => Object.values(https.globalAgent.freeSockets).flat().length;
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(kept() > 0, 'a connection waits to be used again');
    cloud.reset();
    await succeeds('write', here());
    assert.equal(cloud.server.connections, 1, 'the write made its own');
  });
});

for (const [userInfo, settings] of [
  [undefined, {}],
  [undefined, USING_FETCH],
  [`dba:${PASSWORD}`, {}],
] as const)
  describe(`the transport through a proxy ${userInfo ? 'with' : 'without'} a password${named(settings)}`, () => {
    const proxy = new ConnectProxy(toCloud, userInfo);
    let putBack: () => Promise<void>;
    before(async () => {
      await proxy.server.listen();
      putBack = await changeHttpSettings({ ...settings, proxy: proxy.url });
    });
    after(async () => {
      await putBack();
      await proxy.server.close();
    });
    beforeEach(() => {
      cloud.reset();
      proxy.reset();
    });
    afterEach(() => cloud.identifyAs(trusted));

    for (const way of WAYS) {
      it(`${way}: succeeds, through the proxy`, async () => {
        const url = address();
        await succeeds(way, url);
        assert.deepEqual(proxy.connects, [`${new URL(url).host}:443`]);
      });
      for (const case_ of [...CLOUD_CASES, ...PROXY_CASES])
        it(`${way}: ${case_.name}`, async () => {
          proxy.conduct = case_.proxy ?? 'tunnel';
          await holds(case_, way, address());
          assert.equal(proxy.connects.length, 1, 'tunnels asked for');
        });
    }

    it('makes a tunnel for each write, and never takes one that a read has left open', async () => {
      const url = address();
      await transport.read(request(url));
      for (let n = 0; n < 3; n += 1) await transport.write(request(url));
      assert.deepEqual([proxy.connects.length, cloud.requests.length, cloud.server.connections], [4, 4, 4]);
    });

    for (const [end, stop] of [
      ['timeout', () => undefined],
      ['cancelled', () => AbortSignal.timeout(100)],
    ] as const)
      it(`sends nothing through a tunnel that opens after the write has ended: ${end}`, async () => {
        proxy.conduct = 'hang';
        const error = await failure(impatient.write(request(address()), stop()));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], [end, false]);
        await proxy.openHeld();
        assert.deepEqual([cloud.bytes, cloud.requests], [0, []]);
      });

    if (userInfo)
      for (const way of WAYS)
        it(`${way}: a wrong password`, async () => {
          proxy.admits = 'dba:changed';
          const error = await failure(transport[way](request(address())));
          assert.deepEqual([error.failure, error.mayHaveBeenSent], ['proxy', false]);
          assert.deepEqual([proxy.connects.length, proxy.turnedAway, cloud.bytes], [0, 1, 0]);
        });
  });

describe('the transport and the settings of VS Code’s proxy', () => {
  const proxy = new ConnectProxy(toCloud);
  let forgetProxy: () => Promise<void>;
  before(async () => {
    await proxy.server.listen();
    forgetProxy = await changeHttpSettings({ proxy: proxy.url });
  });
  after(async () => {
    await forgetProxy();
    assert.equal(settingsNow(), settingsBefore, 'the user’s settings are as they were');
  });

  const through: readonly HttpSettings[] = [
    { proxySupport: 'override' },
    { proxySupport: 'fallback' },
    { proxySupport: 'on' },
    { noProxy: ['elsewhere.test'] },
    { electronFetch: true },
    { fetchAdditionalSupport: false },
    { 'experimental.systemCertificatesV2': true },
  ];
  const past: readonly HttpSettings[] = [{ proxySupport: 'off' }, { noProxy: ['polardb.test'] }];
  /** Both ways under one change of the settings, which takes VS Code a second. */
  const bothWays = async (act: (way: 'read' | 'write') => Promise<void>): Promise<void> => {
    for (const way of WAYS) {
      cloud.reset();
      proxy.reset();
      await act(way);
    }
  };
  const fails = async (way: 'read' | 'write', expected: TransportFailure): Promise<void> => {
    const error = await failure(transport[way](request(address())));
    assert.deepEqual([way, error.failure, error.mayHaveBeenSent], [way, expected, false]);
    assert.deepEqual([proxy.server.connections, cloud.bytes], [0, 0]);
  };

  for (const settings of through)
    it(`goes through the proxy with ${JSON.stringify(settings)}`, () =>
      withHttpSettings(settings, () =>
        bothWays(async (way) => {
          await succeeds(way, address());
          assert.equal(proxy.connects.length, 1, way);
        }),
      ));
  for (const settings of past)
    it(`goes past the proxy with ${JSON.stringify(settings)}`, () =>
      withHttpSettings(settings, () => bothWays((way) => fails(way, 'nameNotFound'))));

  it('names the proxy when it is not there', async () => {
    await proxy.server.close();
    await bothWays((way) => fails(way, 'proxy'));
  });
});

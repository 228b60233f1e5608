import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { authority } from '../unit/support/selfSigned';
import { ConnectProxy } from './support/connectProxy';
import { trustInHost } from './support/hostCertificates';
import { changeHttpSettings, withHttpSettings, type HttpSettings } from './support/httpSettings';
import { type End, NetworkWorld } from './support/networkWorld';
import { TlsCloud } from './support/tlsCloud';

const WAYS = ['read', 'write'] as const;
type Way = (typeof WAYS)[number];
const NAMES = ['*.polardb.test'];
const USER = 'dba';
const PASSWORD = 'pr0xy@planted';
const BASIC = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
const userInfo = `${USER}:${encodeURIComponent(PASSWORD)}`;

/** Of the system's store, and of a file that no store knows. */
const inSystem = authority('System CA');
const inFile = authority('Private cloud CA');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'own-network-'));
const caFile = path.join(folder, 'private.pem');
fs.writeFileSync(caFile, inFile.cert);

const cloud = new TlsCloud(inFile.issue(NAMES));
/** The profile's, and the one that VS Code is set to. */
const own = new ConnectProxy(() => cloud.server.port, userInfo);
const usual = new ConnectProxy(() => cloud.server.port, userInfo);
const ownProxy = () => ({ url: `http://127.0.0.1:${own.server.port}`, user: USER });

let world: NetworkWorld;
let distrust: () => Promise<void>;
before(async () => {
  distrust = await trustInHost([inSystem.cert]);
  for (const { server } of [cloud, own, usual]) await server.listen();
  world = new NetworkWorld();
});
after(async () => {
  world.dispose();
  for (const { server } of [usual, own, cloud]) await server.close();
  await distrust();
  fs.rmSync(folder, { recursive: true });
});
beforeEach(() => {
  cloud.reset();
  own.reset();
  usual.reset();
  cloud.says = JSON.stringify({ RequestId: '6BD9CDE4-5E7B-4BF3-9BB8-83C73E', Regions: { Region: [] } });
});
afterEach(() => {
  const kept = JSON.stringify([...world.storage.values, ...world.log]);
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), BASIC])
    assert.ok(!kept.includes(secret), kept);
});

/** It failed, nothing was sent, and it says so without the proxy's secrets. */
function failed(end: End, way: Way, says: RegExp): void {
  assert.ok(end !== 'accepted', 'it was accepted');
  assert.equal(end.kind, way === 'write' ? 'notSent' : 'failed');
  assert.match(end.says, says);
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), BASIC]) assert.ok(!end.says.includes(secret));
  assert.deepEqual([cloud.bytes, cloud.requests], [0, []], 'nothing reached the cloud');
}

describe('a profile with a network of its own, while VS Code’s settings say otherwise', () => {
  const otherwise: HttpSettings = { proxySupport: 'override', systemCertificates: false };
  let putBack: () => Promise<void>;
  before(async () => {
    cloud.identifyAs(inFile.issue(NAMES));
    putBack = await changeHttpSettings({ ...otherwise, proxy: usual.url });
  });
  after(() => putBack());
  afterEach(() => {
    cloud.identifyAs(inFile.issue(NAMES));
    assert.deepEqual([usual.server.connections, usual.turnedAway], [0, 0], 'VS Code’s proxy was not asked');
  });

  it('loads undici for the first profile that needs it, and not before', async () => {
    const isLoaded = () =>
      Object.keys(createRequire(__filename).cache).some((file) =>
        file.endsWith(path.join('dist', 'undici.js')),
      );
    assert.equal(isLoaded(), false);
    await world.call('read', { caFile, proxy: ownProxy() }, PASSWORD);
    assert.equal(isLoaded(), true);
  });

  for (const way of WAYS) {
    it(`${way}: goes through its own proxy and trusts its own file`, async () => {
      assert.equal(await world.call(way, { caFile, proxy: ownProxy() }, PASSWORD), 'accepted');
      assert.deepEqual([own.connects.length, cloud.requests.length], [1, 1]);
    });

    it(`${way}: a wrong password`, async () => {
      const end = await world.call(way, { caFile, proxy: ownProxy() }, 'wrong');
      failed(end, way, /user name and password, or wants some \(407\).*in the network of profile name of p/);
      assert.deepEqual([own.turnedAway, own.server.connections], [1, 1], 'asked once');
    });

    it(`${way}: a certificate that its file does not vouch for, and one without a file`, async () => {
      cloud.identifyAs(inSystem.issue(NAMES));
      failed(
        await world.call(way, { caFile, proxy: ownProxy() }, PASSWORD),
        way,
        /not trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\).*Check the CA file in the network of profile/,
      );
      failed(
        await world.call(way, { proxy: ownProxy() }, PASSWORD),
        way,
        /Name the certificate authority’s CA file/,
      );
    });

    it(`${way}: a certificate that has expired`, async () => {
      cloud.identifyAs(inFile.issue(NAMES, -1));
      const end = await world.call(way, { caFile, proxy: ownProxy() }, PASSWORD);
      failed(end, way, /not valid now \(CERT_HAS_EXPIRED\).*renew.*CA file in the network of profile/);
    });

    it(`${way}: a proxy that forbids the host`, async () => {
      own.conduct = { refuse: 403 };
      const end = await world.call(way, { caFile, proxy: ownProxy() }, PASSWORD);
      failed(
        end,
        way,
        /did not open a way to n\d+\.polardb\.test \(status 403\).*proxy in the network of profile/,
      );
      assert.equal(own.server.connections, 1, 'asked once');
    });

    it(`${way}: a CA file that is not there`, async () => {
      const end = await world.call(
        way,
        { caFile: path.join(folder, 'gone.pem'), proxy: ownProxy() },
        PASSWORD,
      );
      failed(end, way, /gone\.pem is not there.*CA file in the network of profile/);
    });

    it(`${way}: a proxy that is not there`, async () => {
      const { port } = own.server;
      await own.server.close();
      try {
        const proxy = { url: `http://127.0.0.1:${port}` };
        failed(
          await world.call(way, { proxy }),
          way,
          /could not be reached \(ECONNREFUSED\).*proxy in the network/,
        );
      } finally {
        await own.server.listen();
      }
    });

    it(`${way}: only a CA file connects directly, and says that VS Code’s proxy does not count`, async () => {
      failed(await world.call(way, { caFile }), way, /was not found \(E\w+\).*network of profile/);
    });
  }

  it('leaves the host’s own dispatcher where it was', async () => {
    const slots = (): unknown[] =>
      [1, 2].map((n): unknown => Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${n}`)));
    const before = slots();
    await world.call('read', { caFile, proxy: ownProxy() }, PASSWORD);
    assert.deepEqual(
      slots().map((slot, n) => slot === before[n]),
      [true, true],
    );
  });
});

describe('a profile without one', () => {
  const bothWays = async (act: (way: Way) => Promise<void>): Promise<void> => {
    for (const way of WAYS) {
      cloud.reset();
      usual.reset();
      await act(way);
    }
  };
  before(() => cloud.identifyAs(inSystem.issue(NAMES)));

  it('goes through VS Code’s proxy with a password and trusts the system’s certificates', () =>
    withHttpSettings({ proxy: usual.url }, () =>
      bothWays(async (way) => {
        assert.equal(await world.call(way), 'accepted');
        assert.deepEqual([usual.connects.length, cloud.requests.length, own.server.connections], [1, 1, 0]);
      }),
    ));

  it('is led to http.proxy where its password is wrong, and to http.noProxy', () =>
    withHttpSettings({ proxy: usual.url }, () =>
      bothWays(async (way) => {
        usual.admits = 'dba:changed';
        failed(
          await world.call(way),
          way,
          /proxy did not let .* through.*http\.proxy .*password.*http\.noProxy/,
        );
      }),
    ));

  it('obeys http.noProxy, and is led to http.proxy where the host is not found', () =>
    withHttpSettings({ proxy: usual.url, noProxy: ['polardb.test'] }, () =>
      bothWays(async (way) => {
        failed(await world.call(way), way, /host and the proxy in the network of profile/);
        assert.equal(usual.server.connections, 0);
      }),
    ));

  it('is led to http.systemCertificates where that is off', () =>
    withHttpSettings({ proxy: usual.url, systemCertificates: false }, () =>
      bothWays(async (way) => {
        failed(await world.call(way), way, /not trusted \(UNABLE_TO_\w+\).*http\.systemCertificates/);
      }),
    ));

  it('is told of a certificate that has expired', async () => {
    cloud.identifyAs(inSystem.issue(NAMES, -1));
    await withHttpSettings({ proxy: usual.url }, () =>
      bothWays(async (way) => {
        failed(await world.call(way), way, /not valid now \(CERT_HAS_EXPIRED\).*http\.noProxy/);
      }),
    );
  });
});

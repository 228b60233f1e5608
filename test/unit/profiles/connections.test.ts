import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Route } from '../../../src/clouds/ownNetwork/connector';
import { Connections, type ConnectionsDeps } from '../../../src/profiles/connections';
import { plain } from '../../../src/clouds/text';
import { readerOf } from '../../../src/inventory/readers';
import { createSampleProfiles } from '../../../src/profiles/exploreSampleCloud';
import type { Profile } from '../../../src/profiles/profile';
import { profileLastTrees } from '../../../src/profiles/profileLastTrees';
import { ProfileStore } from '../../../src/profiles/profileStore';
import type { HttpRequest, HttpResponse } from '../../../src/clouds/transport';
import { listed, page } from '../support/fakeClient';
import { FakeTransport } from '../support/fakeTransport';
import { VirtualClock } from '../support/virtualClock';
import { aProfile } from './aProfile';
import { settle } from './fakeQuickInput';
import { FakeStorage } from './fakeStorage';
import { quietKeyMachine } from './keyMachine';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
/** The disk takes its time. */
async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const response = (body: unknown): HttpResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });

describe('Connections', () => {
  let storage: FakeStorage;
  let profiles: ProfileStore;
  let deps: ConnectionsDeps;
  let connections: Connections;
  let transport: FakeTransport;
  let own: FakeTransport;
  let routes: Route[];
  let answer: (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

  beforeEach(async () => {
    storage = new FakeStorage();
    profiles = new ProfileStore(storage);
    answer = () => response(page([listed('pc-1')]));
    transport = new FakeTransport([(request) => answer(request)]);
    own = new FakeTransport([(request) => answer(request)]);
    routes = [];
    deps = {
      keyMachine: quietKeyMachine(),
      profiles,
      sampleCloud: { origin: (host) => Promise.resolve(`http://127.0.0.1:4000#${host}`) },
      transport,
      ownTransport: (route) => {
        routes.push(route);
        return own;
      },
      clock: new VirtualClock(),
      random: () => 0,
      nonce: () => 'nonce',
      log: () => undefined,
      language: () => 'en-us',
    };
    connections = new Connections(deps);
    await profiles.save(aProfile('a'), KEYS);
  });

  it('calls the real host over https, and the sample cloud for a sample profile', async () => {
    await connections.estate('a', 'polardb').refresh();
    assert.match(transport.reads[0]!.url, /^https:\/\/polardb\.aliyuncs\.com\//);
    await profiles.save(aProfile('s', { sample: true }), KEYS);
    await connections.estate('s', 'polardb').refresh();
    assert.match(transport.reads[1]!.url, /^http:\/\/127\.0\.0\.1:4000#polardb\.aliyuncs\.com/);
  });

  it('keeps one estate a profile, also when only its safety or regions change', async () => {
    const estate = connections.estate('a', 'polardb');
    await profiles.save(aProfile('a', { safety: 'production', regions: ['cn-beijing'] }));
    assert.equal(connections.estate('a', 'polardb'), estate);
    assert.deepEqual(
      estate.regions().map(({ region }) => region),
      ['cn-beijing'],
    );
  });

  it("does not show the old account's clusters that arrive after the keys changed", async () => {
    let arrive: (value: HttpResponse) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    const old = connections.estate('a', 'polardb');
    const dropped: string[] = [];
    connections.onDidDrop((id) => dropped.push(id));
    let heard = 0;
    old.onDidChange(() => (heard += 1));
    old.load();
    await settle();
    const before = heard;
    await profiles.save(aProfile('a'), { ...KEYS, accessKeyId: 'LTAI5tExample00002' });
    arrive(response(page([listed('pc-old')])));
    await settle();
    assert.notEqual(connections.estate('a', 'polardb'), old);
    assert.deepEqual(connections.estate('a', 'polardb').regions()[0]?.resources, []);
    assert.equal(heard, before, 'the old estate is silent');
    assert.ok(dropped.every((id) => id === 'a') && dropped.length > 0);
  });

  describe('the last tree of a profile', () => {
    let folder: string;
    let clock: VirtualClock;
    beforeEach(() => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-last-'));
      clock = new VirtualClock();
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    /** Another window, whose regions do not answer. Gives what a branch shows as soon as the disk has answered. */
    const shown = async (id = 'a') => {
      answer = () => new Promise(() => undefined);
      const lastTrees = profileLastTrees(folder, profiles, clock, (problem) => assert.fail(problem));
      const next = new Connections({ ...deps, lastTrees });
      const estate = next.estate(id, 'polardb');
      estate.load();
      await lastTrees.of(id, readerOf('polardb')).read();
      await settle();
      next.dispose();
      return estate.regions().flatMap(({ resources }) => resources.map((resource) => resource.id));
    };
    const kept = () => fs.readdirSync(folder);

    beforeEach(async () => {
      const lastTrees = profileLastTrees(folder, profiles, clock, (problem) => assert.fail(problem));
      connections = new Connections({ ...deps, lastTrees });
      await connections.estate('a', 'polardb').refresh();
      await clock.advance(3000);
      await waitFor(() => fs.existsSync(path.join(folder, 'a', 'polardb.jsonl')));
    });

    it('is there for the next window, also under another name or with another safety', async () => {
      assert.deepEqual(await shown(), ['pc-1']);
      await profiles.save(aProfile('a', { name: 'renamed', safety: 'production' }));
      assert.deepEqual(await shown(), ['pc-1']);
    });

    it('goes with its keys', async () => {
      await profiles.save(aProfile('a'), { ...KEYS, accessKeyId: 'LTAI5tExample00002' });
      await waitFor(() => kept().length === 0);
      assert.deepEqual(await shown(), []);
    });

    it('goes with the profile', async () => {
      await profiles.remove('a');
      await waitFor(() => kept().length === 0);
    });

    it('is not shown for other keys, another account or another way, also where no window heard of that', async () => {
      connections.dispose();
      for (const more of [
        { keysVersion: 7 },
        { sample: true },
        { network: { hosts: { 'polardb.aliyuncs.com': 'polardb.example.com' } } },
        { identity: { accountId: '2', verifiedAt: 1 } },
      ]) {
        const stored = storage.values.get('a');
        storage.values.set('a', { ...(stored as object), ...more });
        assert.deepEqual(await shown(), [], JSON.stringify(more));
        storage.values.set('a', stored);
      }
      assert.deepEqual(await shown(), ['pc-1']);
    });
  });

  it('refuses to change anything as soon as the profile is read-only or gone', async () => {
    const client = connections.client('a');
    const call = {
      cloud: 'alibaba',
      product: 'polardb',
      action: 'FailoverDBCluster',
      region: 'cn-hangzhou',
      parameters: {},
    } as const;
    await profiles.save(aProfile('a', { safety: 'read-only' }));
    const outcome = await client.write(call);
    assert.equal(outcome.kind === 'notSent' && outcome.error.kind, 'readOnly');
    await profiles.remove('a');
    assert.equal((await client.write(call)).kind, 'notSent');
    assert.equal(transport.writes.length, 0);
  });

  it('fails clearly for a profile that is gone', async () => {
    await profiles.remove('a');
    const estate = connections.client('a');
    await assert.rejects(
      estate.read({
        cloud: 'alibaba',
        product: 'polardb',
        action: 'DescribeRegions',
        region: 'cn-hangzhou',
        parameters: {},
      }),
      /no longer there/,
    );
  });

  describe('exploring the sample cloud', () => {
    const HUAWEI_KEYS = { accessKeyId: 'SAMPLEHWAK0000000001', accessKeySecret: 'huawei-secret' };
    const project = (name: string) => ({ id: `id of ${name}`, name, domain_id: 'd1', enabled: true });
    let explore: () => Promise<Profile>;

    beforeEach(() => {
      answer = ({ url }) =>
        response(
          url.includes('sts')
            ? { AccountId: '1', Arn: 'acs:ram::1:user/dba', IdentityType: 'RAMUser' }
            : url.includes('iam')
              ? { projects: ['MOS', 'cn-north-4_payments', 'ap-southeast-3', 'cn-north-4'].map(project) }
              : { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'us-west-1' }] } },
        );
      let count = 0;
      explore = createSampleProfiles({
        say: plain,
        profiles,
        connections,
        sampleCloud: {
          running: () =>
            Promise.resolve({
              control: '',
              token: '',
              hosts: {},
              accessKeys: [{ ...KEYS }],
              huaweiAccessKeys: [{ ...HUAWEI_KEYS }],
            }),
        },
        now: () => 5,
        newId: () => `new${++count}`,
      });
    });
    const samples = () => profiles.list().flatMap(({ id, name, sample }) => (sample ? [[id, name]] : []));

    it('makes one profile a cloud for two clicks, with names that are free', async () => {
      await profiles.save(aProfile('b', { name: 'sample cloud' }), KEYS);
      const [one, two] = await Promise.all([explore(), explore()]);
      const three = await explore();
      assert.deepEqual([one.id, two.id, three.id], ['new1', 'new1', 'new1']);
      assert.deepEqual(samples(), [
        ['new1', 'Sample Cloud 2'],
        ['new2', 'Sample Cloud (Huawei)'],
      ]);
      assert.deepEqual([one.regions, one.sample], [['cn-hangzhou', 'us-west-1'], true]);
      assert.deepEqual(await profiles.credentials('new1'), KEYS);
      assert.deepEqual(await profiles.credentials('new2'), HUAWEI_KEYS);
    });

    it('has all projects of regions in the one for Huawei Cloud, found with one call', async () => {
      await explore();
      const { cloud, site, regions, identity } = profiles.get('new2')!;
      assert.deepEqual(
        { cloud, site, regions, identity },
        {
          cloud: 'huawei',
          site: 'china',
          regions: ['cn-north-4', 'cn-north-4_payments', 'ap-southeast-3'],
          identity: { accountId: 'd1', verifiedAt: 5 },
        },
      );
      assert.equal(transport.reads.filter(({ url }) => url.includes('iam')).length, 1);
    });

    it('makes again the one that was removed, and leaves the other alone', async () => {
      await explore();
      await profiles.remove('new1');
      assert.deepEqual(samples(), [['new2', 'Sample Cloud (Huawei)']]);
      assert.equal((await explore()).id, 'new3');
      await profiles.remove('new2');
      assert.equal((await explore()).id, 'new3');
      assert.deepEqual(samples(), [
        ['new3', 'Sample Cloud'],
        ['new4', 'Sample Cloud (Huawei)'],
      ]);
    });
  });

  it('reads once, and no more, with keys of Huawei Cloud that are not stored yet', async () => {
    answer = () => ({ status: 503, headers: {}, body: '{"error_code":"APIGW.0201","error_msg":"later"}' });
    const call = { action: 'KeystoneListProjects', region: 'cn-north-4', parameters: {} } as const;
    const client = connections.probe({ name: 'p', sample: false, cloud: 'huawei' }, KEYS);
    await assert.rejects(client.read({ cloud: 'huawei', product: 'iam', ...call }));
    assert.equal(transport.reads.length, 1);
  });

  describe('the network of a profile', () => {
    const PROXY = { url: 'http://proxy.corp:3128', user: 'dba' };
    const read = () => connections.estate('a', 'polardb').refresh();

    it('is VS Code’s own where only hosts are set, which then stand in place of the public ones', async () => {
      await profiles.save(aProfile('a', { network: { hosts: { polardb: 'polardb.corp:8443' } } }));
      await read();
      assert.match(transport.reads[0]!.url, /^https:\/\/polardb\.corp:8443\//);
      assert.deepEqual(routes, []);
      const view = (product: 'polardb' | 'vpc') =>
        connections.client('a').view({
          ...{ cloud: 'alibaba', product, action: 'DescribeVSwitches' },
          ...{ region: 'cn-hangzhou', parameters: {} },
        });
      assert.deepEqual([view('polardb').host, view('polardb').ownHost], ['polardb.corp:8443', true]);
      assert.deepEqual([view('vpc').host, view('vpc').ownHost], ['vpc.aliyuncs.com', undefined]);
    });

    it('asks no public host where the own one is not found', async () => {
      await profiles.save(
        aProfile('a', { regions: ['cn-beijing'], network: { hosts: { selectdb: 'selectdb.corp' } } }),
      );
      answer = () => ({ ...response({ Code: 'InvalidApi.NotFound', Message: 'no such API' }), status: 404 });
      await connections.estate('a', 'selectdb').refresh();
      assert.ok(transport.reads.length > 0);
      for (const { url } of transport.reads) assert.match(url, /^https:\/\/selectdb\.corp\//);
    });

    it('is one of its own with a proxy or a CA file, made once and anew when it changes', async () => {
      await profiles.save(
        aProfile('a', { network: { proxy: PROXY, caFile: '/ca.pem' } }),
        undefined,
        'secret-1',
      );
      await read();
      await read();
      assert.deepEqual(routes, [{ caFile: '/ca.pem', proxy: { ...PROXY, password: 'secret-1' } }]);
      await profiles.save(aProfile('a', { network: { proxy: PROXY } }), undefined, 'secret-2');
      await read();
      assert.deepEqual(routes[1], { caFile: undefined, proxy: { ...PROXY, password: 'secret-2' } });
      await profiles.save(aProfile('a'), undefined, '');
      await read();
      assert.deepEqual([own.reads.length, transport.reads.length, routes.length], [3, 1, 2]);
    });

    it('drops what was read by another way', async () => {
      const estate = connections.estate('a', 'polardb');
      await profiles.save(aProfile('a', { network: { hosts: { polardb: 'polardb.corp' } } }));
      assert.notEqual(connections.estate('a', 'polardb'), estate);
    });
  });
});

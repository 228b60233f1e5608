import assert from 'node:assert/strict';
import { Connections } from '../../../src/profiles/connections';
import { createSampleProfile } from '../../../src/profiles/exploreSampleCloud';
import { ProfileStore } from '../../../src/profiles/profileStore';
import type { HttpRequest, HttpResponse } from '../../../src/clouds/transport';
import { listed, page } from '../support/fakeClient';
import { FakeTransport } from '../support/fakeTransport';
import { VirtualClock } from '../support/virtualClock';
import { aProfile } from './aProfile';
import { settle } from './fakeQuickInput';
import { FakeStorage } from './fakeStorage';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
const response = (body: unknown): HttpResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });

describe('Connections', () => {
  let profiles: ProfileStore;
  let connections: Connections;
  let transport: FakeTransport;
  let answer: (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

  beforeEach(async () => {
    profiles = new ProfileStore(new FakeStorage());
    answer = () => response(page([listed('pc-1')]));
    transport = new FakeTransport([(request) => answer(request)]);
    connections = new Connections({
      profiles,
      sampleCloud: { origin: (host) => Promise.resolve(`http://127.0.0.1:4000#${host}`) },
      transport,
      clock: new VirtualClock(),
      random: () => 0,
      nonce: () => 'nonce',
      log: () => undefined,
      language: () => 'en-us',
    });
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

  it('makes the sample profile once for two clicks, with a name that is free', async () => {
    await profiles.save(aProfile('b', { name: 'sample cloud' }), KEYS);
    answer = ({ url }) =>
      response(
        url.includes('sts')
          ? { AccountId: '1', Arn: 'acs:ram::1:user/dba', IdentityType: 'RAMUser' }
          : { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'us-west-1' }] } },
      );
    let count = 0;
    const explore = createSampleProfile({
      profiles,
      connections,
      sampleCloud: {
        running: () => Promise.resolve({ control: '', token: '', hosts: {}, accessKeys: [{ ...KEYS }] }),
      },
      now: () => 5,
      newId: () => `new${++count}`,
    });
    const [one, two] = await Promise.all([explore(), explore()]);
    const three = await explore();
    assert.deepEqual([one.id, two.id, three.id], ['new1', 'new1', 'new1']);
    assert.deepEqual(
      [one.name, one.regions, one.sample],
      ['Sample Cloud 2', ['cn-hangzhou', 'us-west-1'], true],
    );
    assert.deepEqual(await profiles.credentials('new1'), KEYS);
  });
});

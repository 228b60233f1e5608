import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import { systemClock } from '../../../src/clouds/clock';
import type { CloudCall, RequestLogEntry } from '../../../src/clouds/cloudClient';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { listRegions, readCluster, readEndpoints, readSwitches } from '../../../src/inventory/polardb';
import { isWriter } from '../../../src/inventory/polardbCluster';
import { polardbReader } from '../../../src/inventory/polardbReader';
import { createProductEstate } from '../../../src/inventory/productEstate';
import { callerIdentity } from '../../../src/inventory/sts';
import { startSampleCloud, type SampleCloudHandle } from '../../../src/sampleCloud/sampleCloud';

const REGIONS = ['cn-hangzhou', 'cn-beijing', 'eu-central-1'];

describe('the inventory against the sample cloud', () => {
  let cloud: SampleCloudHandle;
  let stateDir: string;
  const log: RequestLogEntry[] = [];

  before(async () => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-inventory-'));
    cloud = await startSampleCloud({ stateDir, speed: 10_000, estate: 'small' });
  });
  after(async () => {
    await cloud.stop();
    fs.rmSync(stateDir, { recursive: true });
  });
  beforeEach(() => {
    log.length = 0;
    cloud.clearFaults();
  });

  function client({ keys = cloud.accessKeys[0]!, skewMs = 0, readOnly = false } = {}) {
    return createAlibabaClient({
      profileName: 'sample',
      credentials: () => Promise.resolve(keys),
      readOnly: () => readOnly,
      origin: (host) => Promise.resolve(cloud.hosts[host]!),
      transport: createNodeTransport(),
      // Waits shorter than in life, so that the test is not slow.
      clock: {
        now: () => Date.now() + skewMs,
        monotonic: () => systemClock.monotonic(),
        sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
      },
      random: Math.random,
      nonce: randomUUID,
      log: (entry) => log.push(entry),
    });
  }
  const estateOf = (regions: readonly string[] = REGIONS, options?: Parameters<typeof client>[0]) =>
    createProductEstate({
      client: client(options),
      reader: polardbReader,
      regions: () => regions,
      now: Date.now,
    });
  const keysWith = (note: RegExp) => cloud.accessKeys.find((key) => note.test(key.note))!;
  const failover = (resourceId: string, nodeId: string, region = 'cn-hangzhou'): CloudCall => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: 'FailoverDBCluster',
    region,
    parameters: { DBClusterId: resourceId, TargetDBNodeId: nodeId, ClientToken: randomUUID() },
    tokenParameter: 'ClientToken',
  });

  it('lists the clusters of all regions and reads each in full', async () => {
    const estate = estateOf();
    await estate.refresh();
    const clusters = estate.regions().flatMap(({ state, resources, error }) => {
      assert.equal(state, 'loaded', error?.message);
      return resources;
    });
    assert.ok(clusters.length >= 5);
    for (const listed of clusters) {
      assert.ok(listed.nodes.length > 0 && listed.zones.length > 0 && listed.engine, listed.id);
      await estate.refreshResource(listed);
      const detail = estate.detail(listed)!;
      assert.equal(detail.state, 'loaded', detail.error?.message);
      assert.deepEqual(detail.problems, {});
      assert.ok(
        detail.parts.endpoints!.some(({ type, addresses }) => type === 'Primary' && addresses.length > 0),
      );
      const { detailed, nodes, id, name, tags, status } = estate.resource(listed)!;
      assert.deepEqual(
        [detailed, id, name, tags, status],
        [true, id, listed.name, listed.tags, listed.status],
      );
      assert.ok(nodes.every((node) => node.status));
      assert.ok(
        nodes.every((node) => !!node.subCluster === estate.resource(listed)!.hotStandby),
        'parts of a hot standby',
      );
      assert.deepEqual(
        nodes.map((node) => [node.id, node.role, node.zone]),
        listed.nodes.map((node) => [node.id, node.role, node.zone]),
      );
    }
    estate.dispose();
  });

  it('reads regions, identity, endpoints and past switches', async () => {
    assert.ok(
      (await listRegions(client())).some(({ id, zones }) => id === 'cn-hangzhou' && zones.length > 1),
    );
    const identity = await callerIdentity(client());
    assert.match(identity.arn, new RegExp(`^acs:ram::${identity.accountId}:user/`));
    assert.equal(identity.type, 'RAMUser');
    const estate = estateOf(['cn-hangzhou']);
    await estate.refresh();
    const orders = estate.regions()[0]!.resources.find(({ name }) => name === 'orders-production')!;
    assert.ok((await readEndpoints(client(), orders)).length >= 2);
    const now = Date.now();
    const [last] = await readSwitches(client(), orders, { from: now - 30 * 86_400_000, to: now });
    assert.equal(last!.finishedAt! - last!.startedAt!, 11_000);
    assert.equal(last!.causeCode, 'Platform.Ha.AuroraService.ManualOperations');
  });

  it('works with a temporary key and its token', async () => {
    const identity = await callerIdentity(client({ keys: keysWith(/Temporary key with/) }));
    assert.equal(identity.type, 'AssumedRoleUser');
  });

  it('shows an empty account as empty', async () => {
    const estate = estateOf(REGIONS, { keys: keysWith(/without any cluster/) });
    await estate.refresh();
    assert.deepEqual(
      estate.regions().map(({ state, total }) => [state, total]),
      REGIONS.map(() => ['loaded', 0]),
    );
  });

  it('keeps the other regions where one fails, and recovers', async () => {
    cloud.addFaults([
      { match: { region: 'cn-beijing' }, fault: { kind: 'answer', status: 500, code: 'InternalError' } },
    ]);
    const estate = estateOf();
    await estate.refresh();
    assert.deepEqual(
      estate.regions().map(({ state }) => state),
      ['loaded', 'failed', 'loaded'],
    );
    assert.equal(estate.regions()[1]!.error!.kind, 'server');
    assert.equal(log.filter(({ region }) => region === 'cn-beijing').length, 4, 'three repeats');
    cloud.clearFaults();
    await estate.refresh('cn-beijing');
    assert.equal(estate.regions()[1]!.state, 'loaded');
  });

  it('shows a fast region before a slow one has answered', async () => {
    cloud.addFaults([{ match: { region: 'cn-beijing' }, fault: { kind: 'latency', ms: 400 } }]);
    const estate = estateOf();
    const order: string[] = [];
    estate.onDidChange(({ region }) => {
      const load = estate.regions().find((each) => each.region === region);
      if (load?.state === 'loaded') order.push(load.region);
    });
    await estate.refresh();
    assert.equal(order.length, 3);
    assert.equal(order.at(-1), 'cn-beijing');
  });

  for (const [what, fault] of [
    ['throttling', { kind: 'answer', status: 400, code: 'Throttling.User' }],
    ['a broken connection', { kind: 'resetBeforeAnswer' }],
    ['half an answer', { kind: 'halfBody' }],
  ] as const)
    it(`reads on after ${what}`, async () => {
      cloud.addFaults([{ match: { action: 'GetCallerIdentity' }, times: 2, fault }]);
      assert.equal((await callerIdentity(client())).type, 'RAMUser');
      assert.deepEqual(
        log.map(({ attempt }) => attempt),
        [1, 2, 3],
      );
    });

  const refusals = [
    [
      'an unknown key',
      { accessKeyId: 'LTAIunknown', accessKeySecret: 'x' },
      /does not know the AccessKey id/,
    ],
    [
      'a wrong secret',
      { accessKeyId: 'SampleKeyId01', accessKeySecret: 'wrong' },
      /secret .* does not belong/,
    ],
    ['a disabled key', /Disabled/, /is disabled/],
    ['an expired token', /expired/, /token of profile sample has expired/],
  ] as const;
  for (const [what, keys, say] of refusals)
    it(`names ${what}`, async () => {
      const used = keys instanceof RegExp ? keysWith(keys) : { ...keys, note: '' };
      await assert.rejects(
        callerIdentity(client({ keys: used })),
        (error: { kind: string; message: string }) => {
          assert.equal(error.kind, 'credentials');
          assert.match(error.message, say);
          return true;
        },
      );
      assert.equal(log.length, 1, 'it is not tried again');
    });

  it('says by how much the clock is off', async () => {
    await assert.rejects(callerIdentity(client({ skewMs: 20 * 60_000 })), {
      kind: 'clock',
      message: /20 minutes ahead/,
    });
    await assert.rejects(callerIdentity(client({ skewMs: -3_600_000 })), {
      kind: 'clock',
      message: /60 minutes behind/,
    });
  });

  for (const [what, body] of [
    ['a web page', '<html>Sign in</html>'],
    ['nothing', ''],
  ] as const)
    it(`takes ${what} for no answer of the cloud`, async () => {
      cloud.addFaults([
        { match: {}, fault: { kind: 'answer', status: 200, body, contentType: 'text/html' } },
      ]);
      await assert.rejects(callerIdentity(client()), { kind: 'answer' });
    });

  describe('with writes', () => {
    const target = async (name: string) => {
      const estate = estateOf(['cn-hangzhou']);
      await estate.refresh();
      const found = estate.regions()[0]!.resources.find((cluster) => cluster.name === name)!;
      const cluster = await readCluster(client(), found);
      return { cluster, reader: cluster.nodes.find((node) => !isWriter(node))! };
    };

    it('a read-only profile switches nothing', async () => {
      const { cluster, reader } = await target('会员中心-生产');
      const effects = cloud.effects().length;
      log.length = 0;
      const outcome = await client({ readOnly: true }).write(failover(cluster.id, reader.id));
      assert.deepEqual([outcome.kind, log.length, cloud.effects().length], ['notSent', 0, effects]);
    });

    it('a key without the permission is told which action is missing', async () => {
      const { cluster, reader } = await target('会员中心-生产');
      const outcome = await client({ keys: keysWith(/without polardb:FailoverDBCluster/) }).write(
        failover(cluster.id, reader.id),
      );
      assert.ok(outcome.kind === 'refused');
      assert.equal(outcome.error.kind, 'permission');
      assert.match(plain(outcome.error.explanation), /polardb:FailoverDBCluster is missing/);
    });

    it('a connection that breaks after the effect makes one switch, accepted with the same token', async () => {
      const { cluster, reader } = await target('会员中心-生产');
      const effects = cloud.effects().length;
      cloud.addFaults([
        { match: { action: 'FailoverDBCluster' }, times: 1, fault: { kind: 'resetAfterEffect' } },
      ]);
      const outcome = await client().write(failover(cluster.id, reader.id));
      assert.deepEqual([outcome.kind, outcome.attempts.length], ['accepted', 2]);
      assert.equal(cloud.effects().length, effects + 1);
      cloud.advance(3_600_000);
      const after = await readCluster(client(), cluster);
      assert.deepEqual([after.status, after.nodes.find(isWriter)!.id], ['Running', reader.id]);
    });
  });

  it('follows the pages of a large account: every cluster once', async () => {
    const folder = path.join(stateDir, 'large');
    const large = await startSampleCloud({ stateDir: folder, estate: 240 });
    const small = cloud;
    cloud = large;
    try {
      const estate = estateOf(['cn-hangzhou']);
      const seen: number[] = [];
      estate.onDidChange(() => seen.push(estate.regions()[0]!.resources.length));
      await estate.refresh();
      const [{ resources: clusters, total, state }] = estate.regions() as [
        ReturnType<typeof estate.regions>[number],
      ];
      assert.equal(state, 'loaded');
      assert.ok(clusters.length > 120, String(clusters.length));
      assert.equal(clusters.length, total);
      assert.equal(new Set(clusters.map(({ id }) => id)).size, total);
      assert.ok(seen.includes(100), 'the first page is shown before the second is in');
    } finally {
      cloud = small;
      await large.stop();
    }
  });
});

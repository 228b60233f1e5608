import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/clouds/clock';
import type { HuaweiCall, RequestLogEntry } from '../../../src/clouds/cloudClient';
import { createHuaweiClient, type HuaweiClient } from '../../../src/clouds/huawei/huaweiClient';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { isConnectionGone, listInstanceConnections, readConnection } from '../../../src/inventory/das';
import { dasReader } from '../../../src/inventory/dasReader';
import type { ProductReader } from '../../../src/inventory/estate';
import { isHuaweiInstanceGone, readHuaweiInstance } from '../../../src/inventory/huaweiReaders';
import { createProductEstate } from '../../../src/inventory/productEstate';
import { readerOf } from '../../../src/inventory/readers';
import type { HuaweiInstance } from '../../../src/inventory/huaweiInstance';
import { startSampleCloud, type SampleCloudHandle } from '../../../src/sampleCloud/sampleCloud';

const PROJECTS = ['cn-north-4', 'ap-southeast-3', 'cn-north-4_payments', 'cn-east-2', 'me-east-1'];
const rdsReader = readerOf('rds') as ProductReader<HuaweiInstance>;

describe('the inventory of Huawei Cloud against the sample cloud', () => {
  let cloud: SampleCloudHandle;
  let stateDir: string;
  let client: HuaweiClient;
  const log: RequestLogEntry[] = [];

  before(async () => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-huawei-'));
    cloud = await startSampleCloud({ stateDir, speed: 10_000, estate: 'small' });
  });
  after(async () => {
    await cloud.stop();
    fs.rmSync(stateDir, { recursive: true });
  });
  beforeEach(() => {
    log.length = 0;
    cloud.clearFaults();
    cloud.reset('small');
    cloud.advance(10 * 60_000);
    client = clientWith(cloud.huaweiAccessKeys[0]!);
  });

  const clientWith = (keys: { readonly accessKeyId: string; readonly accessKeySecret: string }) =>
    createHuaweiClient({
      profileName: 'sample',
      credentials: () => Promise.resolve(keys),
      readOnly: () => false,
      origin: (host) => Promise.resolve(cloud.hosts[host]!),
      transport: createNodeTransport(),
      clock: {
        now: () => Date.now(),
        monotonic: () => systemClock.monotonic(),
        sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
      },
      random: Math.random,
      nonce: randomUUID,
      log: (entry) => log.push(entry),
      language: () => 'en-us',
    });
  const estateOf = <R extends HuaweiInstance>(
    reader: ProductReader<R>,
    regions: readonly string[] = PROJECTS,
  ) => createProductEstate({ client, reader, regions: () => regions, now: Date.now });
  const connect = ({ region, id, engine }: HuaweiInstance, username: string): HuaweiCall => ({
    cloud: 'huawei',
    product: 'das',
    action: 'CreateInstanceConnection',
    region,
    parameters: {
      instance_id: id,
      engine_type: engine.toLowerCase(),
      network_type: 'rds',
      username,
      password: 'not-a-secret',
      is_save_password: false,
      database_name: 'shop',
    },
    secretParameters: ['password'],
  });

  for (const [product, totals] of [
    ['rds', [4, 2, 1, 0, 0]],
    ['taurusdb', [2, 1, 0, 1, 1]],
    ['gaussdb', [2, 1, 0, 1, 1]],
    ['dds', [3, 1, 0]],
    ['ddm', [2, 1, 0]],
  ] as const)
    it(`lists ${product} of all projects, and reads each instance with its nodes`, async () => {
      const estate = estateOf(
        readerOf(product) as ProductReader<HuaweiInstance>,
        PROJECTS.slice(0, totals.length),
      );
      await estate.refresh();
      const loads = estate.regions();
      assert.deepEqual(
        loads.map(({ state, total, problems, error }) => [state, total, problems, error]),
        totals.map((total) => ['loaded', total, undefined, undefined]),
      );
      for (const { resources } of loads)
        for (const listed of resources) {
          await estate.refreshResource(listed);
          const { state, problems, error } = estate.detail(listed)!;
          assert.deepEqual([state, problems, error], ['loaded', {}, undefined], listed.name);
          const read = estate.resource(listed)!;
          assert.ok(read.detailed && read.nodes.length > 0, listed.name);
          assert.ok(
            read.nodes.every(({ id, status }) => id && status),
            listed.name,
          );
          const { name, status, region, engine, port } = listed;
          assert.deepEqual(
            { name, status, region, engine, port },
            {
              name: read.name,
              status: read.status,
              region: read.region,
              engine: read.engine,
              port: read.port,
            },
          );
          assert.ok(name && status && engine && port !== undefined, listed.name);
          if (status !== 'BUILD')
            assert.ok(read.addresses.length > 0 && read.createdAt !== undefined, listed.name);
        }
    });

  it('tells RDS replicas and what they replicate of each other', async () => {
    const estate = estateOf(rdsReader, ['cn-north-4']);
    await estate.refresh();
    const named = (name: string) => estate.regions()[0]!.resources.find((each) => each.name === name)!;
    assert.deepEqual(named('orders').related, [{ id: named('orders-read').id, type: 'replica' }]);
    assert.deepEqual(named('orders-read').related, [{ id: named('orders').id, type: 'replica_of' }]);
    assert.equal(named('orders-read').shape, 'Replica');
  });

  it('tells the shards of DDS, and a group that comes without a list', async () => {
    const estate = estateOf(readerOf('dds') as ProductReader<HuaweiInstance>, ['cn-north-4']);
    await estate.refresh();
    const nodesOf = (name: string) =>
      estate.regions()[0]!.resources.find((each) => each.name === name)!.nodes;
    const types = new Set(nodesOf('catalogue').map(({ group }) => group?.type));
    assert.deepEqual([...types].sort(), ['config', 'mongos', 'shard']);
    assert.equal(nodesOf('audit-log').length, 1);
  });

  for (const product of ['rds', 'taurusdb', 'gaussdb', 'dds', 'ddm'] as const)
    it(`tells an instance of ${product} that does not exist from one that cannot be read`, async () => {
      const nowhere = { region: 'cn-north-4', id: `${'0'.repeat(32)}in01` };
      await assert.rejects(readHuaweiInstance(client, product, nowhere), isHuaweiInstanceGone);
      cloud.addFaults([
        { match: { region: 'cn-north-4' }, fault: { kind: 'answer', status: 500, body: '' } },
      ]);
      await assert.rejects(
        readHuaweiInstance(client, product, nowhere),
        (error: unknown) => !isHuaweiInstanceGone(error),
      );
    });

  it('follows the pages of a large account: every instance once', async () => {
    cloud.reset(700);
    for (const product of ['rds', 'taurusdb', 'gaussdb', 'dds', 'ddm'] as const) {
      const estate = estateOf(readerOf(product) as ProductReader<HuaweiInstance>, ['cn-north-4']);
      await estate.refresh();
      const [{ resources, total }] = estate.regions() as [ReturnType<typeof estate.regions>[number]];
      assert.deepEqual([resources.length, new Set(resources.map(({ id }) => id)).size], [140, 140], product);
      assert.equal(total, 140);
      const last = resources.at(-1)!;
      const read = await readHuaweiInstance(client, product, last);
      assert.deepEqual([read.id, read.name], [last.id, last.name]);
    }
  });

  it('shows own, shared and orphaned connections, and none that others keep to themselves', async () => {
    const das = createProductEstate({
      client,
      reader: dasReader,
      regions: () => ['cn-north-4'],
      now: Date.now,
    });
    await das.refresh();
    const all = das.regions()[0]!.resources;
    assert.deepEqual(
      all.map(({ name, sharedBy, savesPassword, isInstanceDeleted }) => [
        name,
        sharedBy ?? 'own',
        savesPassword ? 'saved' : 'not saved',
        isInstanceDeleted,
      ]),
      [
        ['root@orders', 'own', 'saved', false],
        ['report_reader@members', 'own', 'not saved', false],
        ['root@shop-core', 'own', 'saved', false],
        ['rwuser@sessions', 'viewer', 'saved', false],
        ['root@orders-2023', 'own', 'saved', true],
      ],
    );
    const [orders, , , shared] = all;
    assert.deepEqual([orders!.database, orders!.remarks], ['shop', 'Checkout, on call']);
    assert.ok(shared!.sharedUntil! > Date.now());
  });

  it('shows a new connection under its instance and in its project', async () => {
    const estate = estateOf(rdsReader, ['cn-north-4_payments']);
    await estate.refresh();
    const instance = estate.regions()[0]!.resources[0]!;
    const outcome = await client.write(connect(instance, 'app'));
    assert.equal(outcome.kind, 'accepted');
    await estate.refreshResource(instance);
    const shown = estate.detail(instance)!.parts['connections'];
    const found = await listInstanceConnections(client, { region: instance.region, instanceId: instance.id });
    assert.deepEqual(shown, found);
    const [connection] = found;
    assert.deepEqual(
      [connection!.name, connection!.database, connection!.savesPassword, connection!.isInstanceDeleted],
      ['app@payments', 'shop', false, false],
    );
    assert.deepEqual(await readConnection(client, connection!), connection);
    const das = createProductEstate({ client, reader: dasReader, regions: () => PROJECTS, now: Date.now });
    await das.refresh();
    assert.ok(das.regions()[2]!.resources.some(({ id }) => id === connection!.id));
    await assert.rejects(readConnection(client, { ...connection!, id: randomUUID() }), isConnectionGone);
  });

  it('keeps the other projects where one fails', async () => {
    cloud.addFaults([
      {
        match: { action: 'ListInstances', region: 'ap-southeast-3' },
        fault: { kind: 'answer', status: 403, code: 'APIGW.0302' },
      },
    ]);
    const estate = estateOf(rdsReader, PROJECTS.slice(0, 3));
    await estate.refresh();
    assert.deepEqual(
      estate.regions().map(({ state, error }) => [state, error?.kind]),
      [
        ['loaded', undefined],
        ['failed', 'permission'],
        ['loaded', undefined],
      ],
    );
  });

  it('says of a project that the account does not have that there is none, and asks nothing about it', async () => {
    const estate = estateOf(rdsReader, ['cn-north-4_nothing']);
    await estate.refresh();
    assert.match(estate.regions()[0]!.error!.message, /no project called cn-north-4_nothing/);
    assert.deepEqual(
      log.map(({ operation }) => operation),
      ['KeystoneListProjects'],
    );
  });

  it('sends one request with a wrong secret for all regions and products, and one more a retry', async () => {
    client = clientWith({ ...cloud.huaweiAccessKeys[0]!, accessKeySecret: 'wrong' });
    const estate = estateOf(rdsReader, PROJECTS.slice(0, 3));
    const das = createProductEstate({
      client,
      reader: dasReader,
      regions: () => PROJECTS.slice(0, 3),
      now: Date.now,
    });
    await Promise.all([estate.refresh(), das.refresh()]);
    for (const { error } of [...estate.regions(), ...das.regions()]) assert.equal(error?.kind, 'keyRejected');
    assert.equal(log.length, 1);
    await estate.refresh();
    assert.equal(log.length, 1);
    client.key.tryAgain();
    await Promise.all([estate.refresh(), das.refresh()]);
    assert.equal(log.length, 2);
  });
});

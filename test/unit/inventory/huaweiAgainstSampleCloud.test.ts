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

const PROJECTS = ['cn-north-4', 'ap-southeast-3', 'cn-north-4_payments'];
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
  const connect = (region: string, instanceId: string, username: string): HuaweiCall => ({
    cloud: 'huawei',
    product: 'das',
    action: 'CreateInstanceConnection',
    region,
    parameters: {
      instance_id: instanceId,
      engine_type: 'mysql',
      network_type: 'rds',
      username,
      password: 'not-a-secret',
      is_save_password: false,
      database_name: 'shop',
    },
    secretParameters: ['password'],
  });

  it('lists RDS of all projects, every instance once, and reads each by its id', async () => {
    const estate = estateOf(rdsReader);
    await estate.refresh();
    const loads = estate.regions();
    assert.deepEqual(
      loads.map(({ state, total, problems }) => [state, total, problems]),
      [
        ['loaded', 120, undefined],
        ['loaded', 1, undefined],
        ['loaded', 1, undefined],
      ],
    );
    assert.equal(new Set(loads[0]!.resources.map(({ id }) => id)).size, 120);
    const [orders] = loads[0]!.resources;
    assert.equal(orders!.name, 'orders');
    assert.ok(orders!.nodes.length > 0 && orders!.addresses.length > 0 && orders!.defaultUser);
    assert.deepEqual(await readHuaweiInstance(client, 'rds', orders!), orders);
    assert.equal(loads[2]!.resources[0]!.region, 'cn-north-4_payments');
  });

  it('tells an instance that does not exist from one that cannot be read', async () => {
    const nowhere = { region: 'cn-north-4', id: `${'0'.repeat(32)}in01` };
    await assert.rejects(readHuaweiInstance(client, 'rds', nowhere), isHuaweiInstanceGone);
    cloud.addFaults([
      { match: { action: 'ListInstances' }, fault: { kind: 'answer', status: 500, body: '' } },
    ]);
    await assert.rejects(
      readHuaweiInstance(client, 'rds', nowhere),
      (error: unknown) => !isHuaweiInstanceGone(error),
    );
  });

  it('shows a connection under its instance and in its project', async () => {
    const estate = estateOf(rdsReader, ['cn-north-4_payments']);
    await estate.refresh();
    const instance = estate.regions()[0]!.resources[0]!;
    const engine = instance.engine.toLowerCase();
    const call = connect(instance.region, instance.id, 'app');
    const outcome = await client.write({ ...call, parameters: { ...call.parameters, engine_type: engine } });
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
    const estate = estateOf(rdsReader);
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
    const estate = estateOf(rdsReader);
    const das = createProductEstate({ client, reader: dasReader, regions: () => PROJECTS, now: Date.now });
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

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RequestLogEntry } from '../../../../src/clouds/cloudClient';
import { CloudError } from '../../../../src/clouds/cloudError';
import { systemClock } from '../../../../src/clouds/clock';
import { createNodeTransport } from '../../../../src/clouds/nodeTransport';
import { callerIdentity } from '../../../../src/inventory/sts';
import { Connections } from '../../../../src/profiles/connections';
import type { KeyRecipe, StoredKeys } from '../../../../src/profiles/keys/keyRecipe';
import { PAUSE_MS } from '../../../../src/profiles/keys/renewedKeys';
import type { RunProgram } from '../../../../src/profiles/keys/runProgram';
import { ProfileStore } from '../../../../src/profiles/profileStore';
import { startSampleCloud, type SampleCloudHandle } from '../../../../src/sampleCloud/sampleCloud';
import { aProfile } from '../aProfile';
import { FakeStorage } from '../fakeStorage';
import { quietKeyMachine } from '../keyMachine';

const HOUR = 3_600_000;

describe('a profile with a role', () => {
  let stateDir: string;
  let cloud: SampleCloudHandle;
  let storage: FakeStorage;
  let profiles: ProfileStore;
  let connections: Connections;
  /** How far the time of both sides is ahead. */
  let ahead: number;
  let run: RunProgram;
  /** What happens while something waits to be tried again. */
  let waits: () => unknown;
  const log: RequestLogEntry[] = [];
  const now = () => Date.now() + ahead;

  beforeEach(async () => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-roles-'));
    ahead = 0;
    waits = () => undefined;
    log.length = 0;
    cloud = await startSampleCloud({ stateDir, clock: { now } });
    storage = new FakeStorage();
    profiles = new ProfileStore(storage);
    run = () => Promise.reject(new Error('nothing is run'));
    connections = new Connections({
      profiles,
      sampleCloud: { origin: (host) => Promise.resolve(cloud.hosts[host]!) },
      transport: createNodeTransport(),
      ownTransport: () => assert.fail('no network of its own'),
      keyMachine: quietKeyMachine({ run: (...args) => run(...args) }),
      clock: { ...systemClock, now, sleep: () => Promise.resolve(waits()).then(() => undefined) },
      random: () => 0,
      nonce: randomUUID,
      log: (entry) => log.push(entry),
      language: () => 'en-us',
    });
  });
  afterEach(async () => {
    connections.dispose();
    await cloud.stop();
    fs.rmSync(stateDir, { recursive: true });
  });

  const key = (note = 'RAM user with full access'): StoredKeys => {
    const { accessKeyId, accessKeySecret } = cloud.accessKeys.find((each) => each.note.startsWith(note))!;
    return { accessKeyId, accessKeySecret };
  };
  const role = (name: string, from: StoredKeys = key(), more: object = {}): KeyRecipe => ({
    kind: 'role',
    from,
    roleArn: `acs:ram::1000000000000001:role/${name}`,
    sessionName: 'on-call',
    duration: 3600,
    host: 'sts.aliyuncs.com',
    ...more,
  });
  const saved = async (stored: StoredKeys) => {
    await profiles.save(aProfile('a', { name: 'prod', sample: true }), stored);
    return connections.client('a');
  };
  const actions = () => cloud.requests().map(({ action, code }) => `${action} ${code}`);
  const assumed = () => cloud.requests().filter(({ action }) => action === 'AssumeRole').length;
  const clusters = {
    cloud: 'alibaba',
    product: 'polardb',
    action: 'DescribeDBClusters',
    region: 'cn-hangzhou',
    parameters: { RegionId: 'cn-hangzhou' },
  } as const;
  const failover = async () => {
    const client = connections.client('a');
    const named = { ...clusters.parameters, DBClusterDescription: '会员中心-生产' };
    const list = (await client.read({ ...clusters, parameters: named })) as {
      Items: { DBCluster: { DBClusterId: string }[] };
    };
    const { DBClusterId } = list.Items.DBCluster[0]!;
    const attribute = { ...clusters, action: 'DescribeDBClusterAttribute', parameters: { DBClusterId } };
    const { DBNodes } = (await client.read(attribute)) as {
      DBNodes: { DBNodeId: string; DBNodeRole: string }[];
    };
    const { DBNodeId } = DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Reader')!;
    const parameters = { DBClusterId, TargetDBNodeId: DBNodeId, TargetZoneType: 'Primary' };
    return { ...clusters, action: 'FailoverDBCluster', parameters };
  };

  it('signs with the keys of the role, which are got once', async () => {
    const client = await saved(role('dba'));
    assert.deepEqual(actions(), [], 'nothing is sent before it is needed');
    const [who] = await Promise.all([callerIdentity(client), client.read(clusters), client.read(clusters)]);
    assert.equal(who.arn, 'acs:ram::1000000000000001:assumed-role/dba/on-call');
    assert.equal(assumed(), 1);
    assert.deepEqual(
      log.filter(({ operation }) => operation === 'AssumeRole').map(({ profile, host }) => [profile, host]),
      [['prod', 'sts.aliyuncs.com']],
    );
  });

  it('asks the host that the file names, and hands on what the role wants to know', async () => {
    const client = await saved(
      role('guarded', key(), {
        externalId: 'sample-external-id',
        duration: 43_200,
        host: 'sts.cn-shanghai.aliyuncs.com',
      }),
    );
    await callerIdentity(client);
    assert.equal(cloud.requests()[0]?.host, 'sts.cn-shanghai.aliyuncs.com');
    const { expiresAt = 0 } = connections.keyTimes('a') ?? {};
    assert.ok(Math.abs(expiresAt - now() - 12 * HOUR) < 5000);
  });

  it('chains, and gets each link’s keys only when they are needed', async () => {
    const client = await saved(role('failover', role('dba'), { duration: 900 }));
    assert.equal(
      (await callerIdentity(client)).arn,
      'acs:ram::1000000000000001:assumed-role/failover/on-call',
    );
    assert.equal(assumed(), 2);
    ahead += 900_000;
    await callerIdentity(client);
    assert.equal(assumed(), 3, 'the first role’s keys are still good');
  });

  it('keeps the chain in the secret storage and nowhere else', async () => {
    const stored = role('failover', role('dba'), { externalId: 'e-1' });
    await saved(stored);
    assert.deepEqual(JSON.parse(storage.kept.get('clusterdeck.profile.a')!), { ...stored, keysVersion: 1 });
    const open = JSON.stringify([...storage.values]);
    for (const secret of ['not-a-secret-sample-01', 'SampleKeyId01', 'e-1', 'role/dba'])
      assert.ok(!open.includes(secret), secret);
    assert.deepEqual(await new ProfileStore(storage).credentials('a'), stored);
  });

  it('renews its keys before they end, and across sleep', async () => {
    const client = await saved(role('dba'));
    await callerIdentity(client);
    ahead += HOUR - 4 * 60_000;
    await callerIdentity(client);
    await callerIdentity(client);
    assert.equal(assumed(), 2);
    ahead += 12 * HOUR;
    await callerIdentity(client);
    assert.equal(assumed(), 3);
    assert.ok(!actions().some((action) => action.includes('Expired')), actions().join());
  });

  it('signs the next attempt of a request with new keys where these expired on the way', async () => {
    const client = await saved(role('dba', key(), { duration: 900 }));
    await callerIdentity(client);
    cloud.addFaults([
      {
        match: { action: 'DescribeDBClusters' },
        fault: { kind: 'answer', status: 503, code: 'ServiceUnavailable' },
        times: 1,
      },
    ]);
    waits = () => (ahead += 900_000);
    await client.read(clusters);
    assert.equal(assumed(), 2);
    assert.deepEqual(actions().slice(-3), [
      'DescribeDBClusters ServiceUnavailable',
      'AssumeRole OK',
      'DescribeDBClusters OK',
    ]);
  });

  it('gets new keys where the cloud calls these expired, for reads and for writes, and sends once more', async () => {
    const client = await saved(role('dba'));
    const call = await failover();
    const expired = { kind: 'answer', status: 400, code: 'InvalidSecurityToken.Expired' } as const;
    for (const action of ['DescribeDBClusters', 'FailoverDBCluster'])
      cloud.addFaults([{ match: { action }, fault: expired, times: 1 }]);
    await client.read(clusters);
    const outcome = await client.write(call);
    assert.equal(outcome.kind, 'accepted');
    assert.equal(outcome.attempts.length, 2);
    assert.equal(assumed(), 3);
    assert.equal(cloud.effects().length, 1);
  });

  it('gives up where the cloud calls every key expired', async () => {
    const client = await saved(role('dba'));
    cloud.addFaults([
      {
        match: { action: 'DescribeDBClusters' },
        fault: { kind: 'answer', status: 400, code: 'InvalidSecurityToken.Expired' },
      },
    ]);
    await assert.rejects(client.read(clusters), {
      kind: 'credentials',
      code: 'InvalidSecurityToken.Expired',
    });
    assert.equal(assumed(), 4);
  });

  it('sends a write no more where new keys cannot be got', async () => {
    const client = await saved(role('dba'));
    const call = await failover();
    const refused = (status: number, code: string) => ({ kind: 'answer', status, code }) as const;
    cloud.addFaults([
      {
        match: { action: 'FailoverDBCluster' },
        fault: refused(400, 'InvalidSecurityToken.Expired'),
        times: 1,
      },
      { match: { action: 'AssumeRole' }, fault: refused(403, 'NoPermission') },
    ]);
    const outcome = await client.write(call);
    assert.ok(outcome.kind === 'notSent');
    assert.equal(outcome.error.code, 'NoPermission');
    assert.equal(cloud.effects().length, 0);
  });

  for (const [what, stored, code, words, advice] of [
    [
      'may not take on',
      () => role('nobodys'),
      'NoPermission',
      /role nobodys.*does not let its keys/,
      /AliyunSTSAssumeRoleAccess/,
    ],
    [
      'is not there',
      () => role('gone'),
      'EntityNotExist.Role',
      /role gone.*does not exist/,
      /take it over again/,
    ],
    [
      'is asked with the account’s own key',
      () => role('dba', key('The account’s own')),
      'NoPermission',
      /account’s own key may not/,
      /RAM user/,
    ],
    [
      'is asked for too long',
      () => role('dba', key(), { duration: 3601 }),
      'InvalidParameter.DurationSeconds',
      /session of that length/,
      /expired_seconds/,
    ],
    ['is not given its external id', () => role('guarded'), 'NoPermission', /role guarded/, /external ID/],
    [
      'cannot be read',
      () => role('dba', key(), { sessionName: 'a b' }),
      'InvalidParameter.RoleSessionName',
      /does not take its RoleSessionName/,
      /Correct it/,
    ],
    [
      'has a source that fails',
      () => role('failover', role('gone')),
      'EntityNotExist.Role',
      /^Profile prod has no new keys \(role gone\)/,
      /take it over/,
    ],
    [
      'has a disabled key',
      () => role('dba', key('Disabled')),
      'InvalidAccessKeyId.Inactive',
      /role dba.*disabled/,
      /Enable it/,
    ],
  ] as const)
    it(`says which step failed and what to do where the role ${what}`, async () => {
      const client = await saved(stored());
      await assert.rejects(client.read(clusters), (error) => {
        assert.ok(error instanceof CloudError);
        assert.deepEqual([error.kind, error.code], ['credentials', code]);
        assert.match(error.message, words);
        assert.match(error.advice?.text ?? '', advice);
        assert.match(error.requestId ?? '', /^[0-9A-F-]{36}/);
        return true;
      });
    });

  it('tells one failure to all who wait, and asks again only after a pause or a person’s word', async () => {
    const client = await saved(role('nobodys'));
    const all = await Promise.allSettled([
      client.read(clusters),
      client.read(clusters),
      callerIdentity(client),
    ]);
    assert.ok(all.every(({ status }) => status === 'rejected'));
    await assert.rejects(client.read(clusters));
    assert.equal(assumed(), 1);
    connections.tryAgain('a');
    await assert.rejects(client.read(clusters));
    assert.equal(assumed(), 2);
    ahead += PAUSE_MS;
    await assert.rejects(client.read(clusters));
    assert.equal(assumed(), 3);
  });

  it('goes on with keys that are still good where new ones cannot be got, and says so', async () => {
    const client = await saved(role('dba'));
    await callerIdentity(client);
    cloud.addFaults([
      { match: { action: 'AssumeRole' }, fault: { kind: 'answer', status: 403, code: 'NoPermission' } },
    ]);
    ahead += HOUR - 4 * 60_000;
    const changed = new Promise((resolve) => connections.onDidChangeKeys(resolve));
    await callerIdentity(client);
    assert.equal(await changed, 'a');
    assert.equal(connections.keyTimes('a')?.problem?.code, 'NoPermission');
    await callerIdentity(client);
  });

  it('is verified with the keys that it then goes on with', async () => {
    let runs = 0;
    run = () => {
      runs += 1;
      const { accessKeyId, accessKeySecret } = key() as { accessKeyId: string; accessKeySecret: string };
      return Promise.resolve(
        JSON.stringify({ mode: 'AK', access_key_id: accessKeyId, access_key_secret: accessKeySecret }),
      );
    };
    const stored = role('dba', { kind: 'program', command: 'cred' });
    const probe = () => connections.probe({ name: 'prod', sample: true, cloud: 'alibaba' }, stored);
    await callerIdentity(probe());
    await probe().read(clusters);
    await callerIdentity(await saved(stored));
    assert.deepEqual([runs, assumed()], [1, 1]);
  });

  it('ends a program that runs for it when it goes', async () => {
    let stopped: AbortSignal | undefined;
    run = (_, signal) => ((stopped = signal), new Promise(() => undefined));
    const client = await saved({ kind: 'program', command: 'cred' });
    const reading = client.read(clusters);
    reading.catch(() => undefined);
    while (!stopped) await new Promise((resolve) => setTimeout(resolve, 5));
    await profiles.remove('a');
    await assert.rejects(reading);
    assert.equal(stopped.aborted, true);
  });

  it('has its time left known once there are keys', async () => {
    const client = await saved(role('dba'));
    assert.equal(connections.keyTimes('a'), undefined);
    await callerIdentity(client);
    const { way, expiresAt = 0, renewsAt = 0, problem } = connections.keyTimes('a') ?? {};
    assert.deepEqual(way, { text: 'role {role}', args: { role: 'dba' } });
    assert.ok(Math.abs(expiresAt - now() - HOUR) < 5000);
    assert.equal(expiresAt - renewsAt, 5 * 60_000);
    assert.equal(problem, undefined);
  });
});

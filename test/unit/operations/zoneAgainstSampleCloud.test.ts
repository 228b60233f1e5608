import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import { systemClock } from '../../../src/clouds/clock';
import type { CloudClient } from '../../../src/clouds/cloudClient';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { ChangePrimaryZoneLive } from '../../../src/operations/changePrimaryZoneForm';
import { systemTimeZone } from '../../../src/operations/localTime';
import type { Form, PickStep } from '../../../src/operations/operation';
import { startSampleCloud, type SampleCloudHandle } from '../../../src/sampleCloud/sampleCloud';

const operation = changePrimaryZone(systemTimeZone);
const target = {
  kind: 'polardb.cluster',
  region: 'cn-hangzhou',
  id: 'pc-bp1gtuebyw2f0j36a',
  name: 'orders-production',
} as const;

describe('changing the primary zone on the sample cloud', () => {
  let cloud: SampleCloudHandle;
  let client: CloudClient;
  let stateDir: string;
  const called = new Set<string>();
  before(async () => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-zone-'));
    cloud = await startSampleCloud({ stateDir, speed: 1, estate: 'small' });
    client = createAlibabaClient({
      profileName: 'sample',
      credentials: () => Promise.resolve(cloud.accessKeys[0]!),
      readOnly: () => false,
      origin: (host) => Promise.resolve(cloud.hosts[host]!),
      transport: createNodeTransport(),
      clock: systemClock,
      random: Math.random,
      nonce: randomUUID,
      log: ({ operation: action, host }) => called.add(`${host.split('.')[0] ?? ''}:${action}`),
    });
  });
  beforeEach(() => cloud.reset('small'));
  after(async () => {
    await cloud.stop();
    fs.rmSync(stateDir, { recursive: true });
  });

  /** What a person gets by taking the likely choice at every step, except where they decide otherwise. */
  function answers(live: unknown, decided: Form): Form {
    let form: Form = {};
    for (const step of operation.steps) {
      const known = step.known(live, form);
      const own = Object.hasOwn(decided, step.field) ? { value: decided[step.field] } : undefined;
      const now = Date.now();
      const value = known
        ? known.value
        : own
          ? own.value
          : step.kind === 'pick'
            ? step.likely(live, form)
            : step.keep(step.initial(live, form, now), form, now);
      form = { ...form, [step.field]: value };
    }
    return form;
  }

  /** The key's policy does not allow it, or not at that host. */
  const forbid = (action: string, host?: string) =>
    cloud.addFaults([
      {
        match: { action, ...(host === undefined ? {} : { host }) },
        fault: { kind: 'answer', status: 403, code: 'Forbidden.RAM' },
      },
    ]);

  it('takes the likely choices, is accepted, and is settled when the cluster has moved', async () => {
    const live = await operation.read(client, target);
    const form = answers(live, {});
    assert.equal(form['zone'], 'cn-hangzhou-j');
    assert.deepEqual(operation.problems(form, live, Date.now()), []);
    assert.deepEqual(
      operation.preflight(form, live, Date.now()).filter(({ state }) => state !== 'met'),
      [],
    );
    const before = operation.state(live);
    const outcome = await client.write(operation.call(form, target, live, 'unused'));
    assert.equal(outcome.kind, 'accepted');
    const busy = await operation.observe(client, target);
    assert.equal(operation.settle(form, before, busy).state, 'going');
    assert.equal(operation.trace(form, before, busy).found, true);
    cloud.advance(60_000);
    const after = await operation.observe(client, target);
    assert.match(plain(operation.settle(form, before, after).say), /cn-hangzhou-j is the primary zone/);
    const back = operation.inverse(form, before, after);
    const now = await operation.read(client, target);
    assert.deepEqual(operation.problems(back!.form, now, Date.now()), []);
    assert.equal((await client.write(operation.call(back!.form, target, now, 'unused'))).kind, 'accepted');
  });

  it('waits for its time where it is scheduled, as the proposed times have it', async () => {
    const live = await operation.read(client, target);
    const form = answers(live, { when: 'scheduled' });
    assert.deepEqual(operation.problems(form, live, Date.now()), []);
    const before = operation.state(live);
    assert.equal((await client.write(operation.call(form, target, live, 'unused'))).kind, 'accepted');
    const progress = operation.settle(form, before, await operation.observe(client, target));
    assert.ok(progress.state === 'scheduled');
    assert.equal(progress.notBefore, Date.parse(String(form['start'])));
    cloud.advance(progress.notBefore - Date.now() + 1000);
    assert.equal(operation.settle(form, before, await operation.observe(client, target)).state, 'going');
    cloud.advance(60_000);
    assert.equal(operation.settle(form, before, await operation.observe(client, target)).state, 'done');
  });

  it('shows stock, classes and addresses as the cloud has them', async () => {
    const live = await operation.read(client, target);
    const zones = operation.steps.find(({ field }) => field === 'zone') as PickStep;
    assert.deepEqual(
      zones
        .choices(live, { zoneType: 'Primary' })
        .map(({ label, unsuitable }) => [label, unsuitable && plain(unsuitable)]),
      [
        ['cn-hangzhou-j', undefined],
        ['cn-hangzhou-i', 'cn-hangzhou-i is the primary zone already'],
        ['cn-hangzhou-k', 'The zone has no polar.mysql.x4.xlarge'],
        ['cn-hangzhou-l', undefined],
      ],
    );
    const { vSwitches } = live as ChangePrimaryZoneLive;
    assert.deepEqual(vSwitches.known && vSwitches.value.map(({ zone, free }) => `${zone} ${free}`), [
      'cn-hangzhou-i 240',
      'cn-hangzhou-j 239',
      'cn-hangzhou-j 2',
      'cn-hangzhou-l 237',
    ]);
  });

  it('goes on where reads beside the cluster’s own are not allowed', async () => {
    for (const action of ['DescribeVSwitches', 'DescribeZones', 'DescribeScheduleTasks']) forbid(action);
    const live = await operation.read(client, target);
    cloud.clearFaults();
    const states = operation.preflight(answers(live, { zone: 'cn-hangzhou-j' }), live, Date.now());
    assert.deepEqual(
      states.flatMap(({ id, state }) => (state === 'unknown' ? id : [])),
      ['noTask', 'stock', 'vSwitch', 'addresses'],
    );
  });

  it('has the vSwitches from PolarDB where the VPC product may not be asked', async () => {
    const usual = (await operation.read(client, target)) as ChangePrimaryZoneLive;
    forbid('DescribeVSwitches', 'vpc.aliyuncs.com');
    const live = (await operation.read(client, target)) as ChangePrimaryZoneLive;
    cloud.clearFaults();
    assert.deepEqual(live.vSwitches, usual.vSwitches);
    const states = operation.preflight(answers(live, {}), live, Date.now());
    assert.deepEqual(
      states.filter(({ state }) => state !== 'met'),
      [],
    );
  });

  it('takes a typed vSwitch where neither may be asked, says what nobody checked, and the cloud checks it', async () => {
    const { vSwitches } = (await operation.read(client, target)) as ChangePrimaryZoneLive;
    assert.ok(vSwitches.known);
    const idIn = (zone: string) => vSwitches.value.find((each) => each.zone === zone)!.id;
    forbid('DescribeVSwitches');
    const live = await operation.read(client, target);
    cloud.clearFaults();
    const send = async (vSwitch: string) => {
      const form = answers(live, { zone: 'cn-hangzhou-j', vSwitch });
      assert.deepEqual(operation.problems(form, live, Date.now()), []);
      assert.deepEqual(
        operation
          .preflight(form, live, Date.now())
          .flatMap(({ state, title }) => (state === 'unknown' ? plain(title) : [])),
        [`${vSwitch} is a vSwitch of the VPC in cn-hangzhou-j`, 'The vSwitch has an address for every node'],
      );
      return client.write(operation.call(form, target, live, 'unused'));
    };
    const wrong = await send(idIn('cn-hangzhou-l'));
    assert.ok(wrong.kind === 'refused');
    assert.equal(wrong.error.code, 'InvalidVSwitchId');
    assert.equal((await send(idIn('cn-hangzhou-j'))).kind, 'accepted');
  });

  it('needs exactly the permissions that it names', async () => {
    called.clear();
    const live = await operation.read(client, target);
    await operation.observe(client, target);
    await client.write(operation.call(answers(live, {}), target, live, 'unused'));
    assert.deepEqual([...called].sort(), operation.permissions.map(({ action }) => action).sort());
  });
});

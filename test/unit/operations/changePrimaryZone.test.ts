import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { ChangePrimaryZoneForm } from '../../../src/operations/changePrimaryZoneForm';
import type { InputStep, PickStep } from '../../../src/operations/operation';
import { twoZones, unknown, zoneForm, zoneLive } from '../support/zoneLive';
import { zoneOf } from '../support/timeZones';

/** 18:00:20 in Shanghai. */
const NOW = Date.parse('2026-11-22T10:00:20Z');
const operation = changePrimaryZone(zoneOf('Asia/Shanghai'));
const pickStep = (field: string): PickStep => {
  const found = operation.steps.find((each) => each.field === field);
  assert.ok(found?.kind === 'pick');
  return found;
};
const inputStep = (field: string): InputStep => {
  const found = operation.steps.find((each) => each.field === field);
  assert.ok(found?.kind === 'input');
  return found;
};
const problem = (field: string, value: unknown, form: object = {}, live = zoneLive(), now = NOW) => {
  const found = operation.fieldProblem(field, value, live, { ...form }, now);
  return found && plain(found);
};
const single = () => twoZones({ zones: ['cn-hangzhou-i'], hotStandby: false });
const PG = { engine: 'PostgreSQL' };

describe('changing the primary zone: what is asked', () => {
  it('shows the zones with stock and role, the standby zone first and preselected, poor ones with the reason', () => {
    const choices = pickStep('zone').choices(zoneLive(), { zoneType: 'Primary' });
    assert.deepEqual(
      choices.map(({ value, description, detail, unsuitable }) =>
        [String(value), ...[description, detail, unsuitable].map((each) => each && plain(each))].join(' | '),
      ),
      [
        'cn-hangzhou-j | In stock | Standby zone now | ',
        'cn-hangzhou-i | In stock |  | cn-hangzhou-i is the primary zone already',
        'cn-hangzhou-k | In stock |  | ',
        'cn-hangzhou-l | Sold out |  | The zone takes nothing new',
      ],
    );
    assert.equal(pickStep('zone').likely(zoneLive(), { zoneType: 'Primary' }), 'cn-hangzhou-j');
    assert.equal(pickStep('zone').likely(zoneLive(), { zoneType: 'Standby' }), 'cn-hangzhou-k');
  });

  it('says of a zone that it lacks the nodes’ class', () => {
    const classes = { known: true, value: new Map([['cn-hangzhou-j', new Set<string>()]]) } as const;
    const [first] = pickStep('zone').choices(zoneLive(twoZones(), { classes }), { zoneType: 'Primary' });
    assert.equal(plain(first!.unsuitable!), 'The zone has no polar.mysql.x4.large');
  });

  it('offers what else names a zone where the zones could not be read', () => {
    const values = pickStep('zone')
      .choices(zoneLive(twoZones(), { zones: unknown }), { zoneType: 'Primary' })
      .map(({ value }) => value);
    assert.deepEqual(values, ['cn-hangzhou-j', 'cn-hangzhou-i', 'cn-hangzhou-k']);
  });

  it('offers the vSwitches of the new zone, the one with most addresses first, too full ones last', () => {
    const choices = pickStep('vSwitch').choices(zoneLive(), { zone: 'cn-hangzhou-j' });
    assert.deepEqual(
      choices.map(({ value, unsuitable }) => [value, unsuitable && plain(unsuitable)]),
      [
        ['vsw-j1', undefined],
        ['vsw-j2', 'The cluster has 3 nodes'],
      ],
    );
    assert.equal(plain(choices[0]!.detail!), '100 addresses are free');
    assert.equal(pickStep('vSwitch').likely(zoneLive(), { zone: 'cn-hangzhou-j' }), 'vsw-j1');
  });

  it('asks for a vSwitch always with PostgreSQL and Oracle, with MySQL where the zone has one', () => {
    const known = (engine: string, zone: string) =>
      pickStep('vSwitch').known(zoneLive(twoZones({ engine })), { zone });
    assert.deepEqual(known('MySQL', 'cn-hangzhou-k'), { value: null });
    assert.equal(known('MySQL', 'cn-hangzhou-j'), undefined);
    for (const engine of ['PostgreSQL', 'Oracle'])
      for (const zone of ['cn-hangzhou-j', 'cn-hangzhou-k']) assert.equal(known(engine, zone), undefined);
  });

  it('asks for fail back for the primary zone only, and for times only where it is scheduled', () => {
    assert.equal(pickStep('failBack').known(zoneLive(), { zoneType: 'Primary' }), undefined);
    assert.deepEqual(pickStep('failBack').known(zoneLive(), { zoneType: 'Standby' }), { value: false });
    for (const field of ['start', 'latest']) {
      assert.deepEqual(inputStep(field).known(zoneLive(), { when: 'now' }), { value: null });
      assert.equal(inputStep(field).known(zoneLive(), { when: 'scheduled' }), undefined);
    }
  });

  it('proposes times, keeps what is typed as UTC, and shows both', () => {
    const start = inputStep('start');
    assert.equal(start.initial(zoneLive(), {}, NOW), '2026-11-22 19:00');
    const kept = start.keep('02:00', {}, NOW);
    assert.equal(kept, '2026-11-22T18:00:00Z');
    assert.equal(start.show(kept), '2026-11-23 02:00');
    assert.equal(plain(start.echo(kept)!), 'That is 2026-11-23 02:00 (2026-11-22 18:00 UTC).');
    const latest = inputStep('latest');
    assert.equal(latest.initial(zoneLive(), { start: kept }, NOW), '2026-11-23 02:30');
    assert.equal(latest.keep('01:30', { start: kept }, NOW), '2026-11-23T17:30:00Z', 'after the start');
    assert.equal(start.keep('soon', {}, NOW), 'soon');
    assert.equal(start.show('soon'), 'soon');
    assert.equal(start.echo('soon'), undefined);
  });
});

describe('changing the primary zone: what is refused, by field and rule', () => {
  it('names the field and the rule for what is no value at all', () => {
    for (const bad of ['', 'Zone K', 'cn', 'cn-', 'cn-hangzhou-', 'CN-hangzhou-k', 'a'.repeat(70), 7, null])
      assert.match(problem('zone', bad) ?? '', /^Zone must/, JSON.stringify(bad));
    for (const bad of ['', 'vsw-', 'vpc-1', 'vsw-UPPER', `vsw-${'a'.repeat(61)}`, 7, {}])
      assert.match(problem('vSwitch', bad, { zone: 'cn-hangzhou-j' }) ?? '', /^vSwitch must/);
    assert.match(problem('zoneType', 'Elsewhere') ?? '', /Primary or Standby/);
    assert.match(problem('failBack', 'true') ?? '', /yes or no/);
    assert.match(problem('when', 'later') ?? '', /now or scheduled/);
  });

  it('refuses the zone it is in, another region’s, and one without the vSwitch that PostgreSQL needs, at once', () => {
    const of = (zone: string, zoneType = 'Primary', live = zoneLive()) =>
      problem('zone', zone, { zoneType }, live);
    assert.match(of('cn-hangzhou-i') ?? '', /primary zone already/);
    assert.equal(of('cn-hangzhou-j'), undefined);
    assert.match(of('cn-hangzhou-j', 'Standby') ?? '', /standby zone already/);
    assert.match(of('cn-hangzhou-i', 'Standby') ?? '', /primary zone already/);
    assert.equal(of('cn-hangzhou-k', 'Standby'), undefined);
    assert.match(of('cn-beijing-k') ?? '', /not a zone of cn-hangzhou/);
    const pg = zoneLive(twoZones(PG));
    assert.match(
      of('cn-hangzhou-k', 'Primary', pg) ?? '',
      /needs a vSwitch in cn-hangzhou-k, and vpc-1 has none/,
    );
    assert.equal(of('cn-hangzhou-j', 'Primary', pg), undefined);
  });

  it('wants the vSwitch that the vendor’s page wants', () => {
    const whole = zoneForm();
    const of = (vSwitch: string | null, zone = 'cn-hangzhou-j', live = zoneLive()) =>
      problem('vSwitch', vSwitch, { ...whole, zone }, live);
    assert.match(of(null) ?? '', /has a vSwitch in cn-hangzhou-j, so one must be named/);
    assert.equal(of(null, 'cn-hangzhou-k'), undefined);
    assert.match(of(null, 'cn-hangzhou-k', zoneLive(twoZones(PG))) ?? '', /PostgreSQL needs a vSwitch/);
    assert.match(of('vsw-i1') ?? '', /not a vSwitch of the VPC in cn-hangzhou-j/);
    assert.equal(of('vsw-j2'), undefined);
  });

  it('takes an earliest start from now to 24 hours ahead, as it is typed', () => {
    const of = (offsetMs: number) =>
      problem('start', new Date(NOW + offsetMs).toISOString().replace(/\.\d+/, ''), { when: 'scheduled' });
    const DAY = 24 * 3_600_000;
    assert.equal(of(0), undefined);
    assert.match(of(-1000) ?? '', /must not be over/);
    assert.equal(of(DAY), undefined);
    assert.match(of(DAY + 1000) ?? '', /within the next 24 hours/);
    for (const bad of ['14:30', 'soon', '2026-11-23T02:00Z', '2026-11-99T02:00:00Z', '', 7])
      assert.match(problem('start', bad, { when: 'scheduled' }) ?? '', /^Earliest start must/, String(bad));
  });

  it('takes a latest start 30 minutes after the earliest, not a second less', () => {
    const form = { when: 'scheduled', start: '2026-11-22T18:00:00Z' };
    assert.equal(problem('latest', '2026-11-22T18:30:00Z', form), undefined);
    assert.match(problem('latest', '2026-11-22T18:29:59Z', form) ?? '', /at least 30 minutes/);
    assert.equal(problem('latest', '2026-11-24T18:30:00Z', form), undefined);
    assert.match(problem('latest', 'soon', form) ?? '', /^Latest start must/);
  });

  it('wants times for what is scheduled and none for what is not', () => {
    const fields = (form: Partial<ChangePrimaryZoneForm>) =>
      operation.problems(zoneForm(form), zoneLive(), NOW).map(({ field }) => field);
    assert.deepEqual(fields({}), []);
    assert.deepEqual(fields({ when: 'scheduled' }), ['start', 'latest']);
    const times = { start: '2026-11-22T18:00:00Z', latest: '2026-11-22T18:30:00Z' };
    assert.deepEqual(fields({ when: 'scheduled', ...times }), []);
    assert.deepEqual(fields({ when: 'now', ...times }), ['start', 'latest']);
  });

  it('tells at the review that an earliest start has passed meanwhile', () => {
    const form = zoneForm({
      when: 'scheduled',
      start: '2026-11-22T10:01:00Z',
      latest: '2026-11-22T10:31:00Z',
    });
    assert.deepEqual(operation.problems(form, zoneLive(), NOW), []);
    assert.deepEqual(
      operation.problems(form, zoneLive(), NOW + 60_000).map(({ field }) => field),
      ['start'],
    );
  });
});

describe('changing the primary zone: effect, request, questions', () => {
  const said = (form = zoneForm(), live = zoneLive()) => operation.effect(form, live).map(plain).join('\n');
  const parameters = (form = zoneForm(), live = zoneLive()) =>
    operation.call(
      form,
      { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-1', name: 'orders' },
      live,
      'token',
    );

  it('tells the fast way from the slow one, and what drops', () => {
    assert.match(said(), /Primary zone: cn-hangzhou-i → cn-hangzhou-j/);
    assert.match(said(), /only the nodes move, 3 of them, about 15 minutes/);
    assert.match(said(), /Endpoints: 2/);
    assert.match(said(), /pe-primary\.rwlb\.rds\.aliyuncs\.com:3306/);
    assert.match(said(), /IP addresses may change/);
    const slow = said(zoneForm({ zone: 'cn-hangzhou-k', vSwitch: null }));
    assert.match(slow, /data moves to cn-hangzhou-k first/);
    assert.match(said(zoneForm(), zoneLive(single())), /data moves to cn-hangzhou-j first/);
    assert.match(
      said(zoneForm(), zoneLive(twoZones(), { endpoints: unknown })),
      /expect every connection to drop/,
    );
    const standby = said(zoneForm({ zoneType: 'Standby', zone: 'cn-hangzhou-k' }));
    assert.match(standby, /Standby zone: cn-hangzhou-j → cn-hangzhou-k/);
    assert.doesNotMatch(standby, /Connections drop/);
  });

  it('sends what runs now with the flag and no time, so that it cannot be taken for a scheduled one', () => {
    const call = parameters();
    assert.equal(call.action, 'ModifyDBClusterPrimaryZone');
    assert.equal(call.tokenParameter, undefined);
    assert.deepEqual(call.parameters, {
      DBClusterId: 'pc-1',
      ZoneId: 'cn-hangzhou-j',
      ZoneType: 'Primary',
      VSwitchId: 'vsw-j1',
      VPCId: 'vpc-1',
      IsSwitchOverForDisaster: 'false',
      FromTimeService: true,
    });
  });

  it('sends what is scheduled with both times and the flag off, so that it cannot run at once', () => {
    const times = { start: '2026-11-22T18:00:00Z', latest: '2026-11-22T18:30:00Z' };
    const { parameters: sent } = parameters(zoneForm({ when: 'scheduled', ...times, failBack: true }));
    assert.equal(sent['FromTimeService'], false);
    assert.equal(sent['PlannedStartTime'], times.start);
    assert.equal(sent['PlannedEndTime'], times.latest);
    assert.equal(sent['IsSwitchOverForDisaster'], 'true');
  });

  it('sends no VPC without a vSwitch', () => {
    const { parameters: sent } = parameters(zoneForm({ zone: 'cn-hangzhou-k', vSwitch: null }));
    assert.ok(!('VSwitchId' in sent) && !('VPCId' in sent));
  });

  it('asks with the names of cluster and zones, and the time in both clocks', () => {
    const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-1', name: 'orders' } as const;
    const asked = (form: ChangePrimaryZoneForm) => plain(operation.confirmation(form, zoneLive(), target));
    assert.equal(
      asked(zoneForm()),
      'Change the primary zone of orders (pc-1, cn-hangzhou) from cn-hangzhou-i to cn-hangzhou-j now?',
    );
    const scheduled = zoneForm({
      when: 'scheduled',
      start: '2026-11-22T18:00:00Z',
      latest: '2026-11-22T18:30:00Z',
    });
    assert.match(asked(scheduled), /from 2026-11-23 02:00 \(2026-11-22 18:00 UTC\) on\?$/);
    assert.match(
      asked(zoneForm({ zoneType: 'Standby', zone: 'cn-hangzhou-k' })),
      /standby zone of orders .* from cn-hangzhou-j to cn-hangzhou-k now/,
    );
    assert.match(said(scheduled), /begins between 2026-11-23 02:00 .* and 2026-11-23 02:30/);
  });

  it('shows every value of the form, times in both clocks', () => {
    const form = zoneForm({
      when: 'scheduled',
      start: '2026-11-22T18:00:00Z',
      latest: '2026-11-22T18:30:00Z',
    });
    const rows = operation
      .review(form, zoneLive())
      .map(({ label, value }) => `${plain(label)}: ${plain(value)}`);
    assert.deepEqual(rows, [
      'New zone: cn-hangzhou-j',
      'Zone type: Primary',
      'vSwitch: main-j · vsw-j1',
      'Fail back: No',
      'Time: Scheduled for later',
      'Earliest start: 2026-11-23 02:00 (2026-11-22 18:00 UTC)',
      'Latest start: 2026-11-23 02:30 (2026-11-22 18:30 UTC)',
    ]);
  });

  it('tells what changed since the person looked', () => {
    const now = zoneLive(twoZones({ status: 'Switching', zones: ['cn-hangzhou-i'] }));
    assert.deepEqual(operation.changes(zoneLive(), zoneLive()), []);
    assert.deepEqual(operation.changes(zoneLive(), now).map(plain), [
      'Standby zone: cn-hangzhou-j → –',
      'Status: Running → Switching',
    ]);
  });
});

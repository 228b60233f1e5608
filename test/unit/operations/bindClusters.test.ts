import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { CloudError } from '../../../src/clouds/cloudError';
import type { SelectdbInstance } from '../../../src/inventory/selectdbInstance';
import { bindClusters } from '../../../src/operations/bindClusters';
import type { Form, Operation, PickStep } from '../../../src/operations/operation';
import { unbindClusters } from '../../../src/operations/unbindClusters';
import { anInstance, backend, bound, idOf, withClusters } from '../support/instances';
import { fakeClient } from '../support/fakeClient';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const target = {
  kind: 'selectdb.cluster',
  region: 'cn-hangzhou',
  id: idOf('etl'),
  name: 'etl',
  within: { id: 'selectdb-cn-warehouse', name: 'warehouse' },
} as const;
const form = (more: Form = {}): Form => ({ partner: idOf('dashboards'), swap: false, ...more });
const liveOf = (instance: SelectdbInstance, self = 'etl') => ({ self: idOf(self), instance });
const step = (operation: Operation, field: string): PickStep => {
  const found = operation.steps.find((each) => each.field === field);
  assert.ok(found?.kind === 'pick');
  return found;
};
const states = (operation: Operation, instance: SelectdbInstance, value = form()) =>
  Object.fromEntries(operation.preflight(value, liveOf(instance), NOW).map(({ id, state }) => [id, state]));
const problemOf = (partner: unknown, live = liveOf(anInstance())) => {
  const problem = bindClusters.fieldProblem('partner', partner, live, form(), NOW);
  return problem && plain(problem);
};

describe('binding two clusters: what is asked', () => {
  it('offers every other cluster of backends, the fit ones first, the others with the reason', () => {
    const instance = anInstance({
      clusters: [
        ...bound(anInstance(), 'etl', 'etl').clusters.slice(1),
        backend('etl'),
        backend('billing', { zone: 'cn-hangzhou-j', chargeType: 'Prepaid' }),
        backend('taken', { zone: 'cn-hangzhou-j', boundTo: idOf('taker') }),
        backend('taker', { zone: 'cn-hangzhou-k' }),
        backend('asleep', { zone: 'cn-hangzhou-j', status: 'STOPPED' }),
      ],
    });
    const choices = step(bindClusters, 'partner').choices(liveOf(instance), {});
    assert.deepEqual(
      choices.map(({ label, unsuitable }) => [label, unsuitable ? plain(unsuitable) : 'fit']),
      [
        ['dashboards', 'fit'],
        ['adhoc', 'It is in the same zone'],
        ['asleep', 'It is not active: STOPPED'],
        ['billing', 'It is billed in another way'],
        ['taken', 'It is bound to taker already'],
        ['taker', 'It is bound to taken already'],
      ],
    );
    assert.equal(step(bindClusters, 'partner').likely(liveOf(instance), {}), idOf('dashboards'));
  });

  it('finds none fit in an instance of one zone', () => {
    const choices = step(bindClusters, 'partner').choices(
      liveOf(anInstance({ deployScheme: 'single_az' })),
      {},
    );
    assert.deepEqual(
      choices.map(({ unsuitable }) => plain(unsuitable!)),
      Array<string>(2).fill('The instance is not deployed in several zones'),
    );
  });

  it('lets the roles be swapped, and asks again when the partner is another one', () => {
    const roles = step(bindClusters, 'swap');
    assert.deepEqual(roles.dependsOn, ['partner']);
    const [straight, swapped] = roles.choices(liveOf(anInstance()), form());
    assert.deepEqual([straight?.value, swapped?.value], [false, true]);
    assert.equal(plain(straight!.description!), 'etl is the primary, dashboards the backup');
    assert.equal(plain(swapped!.description!), 'Swap: dashboards is the primary, etl the backup');
    assert.equal(roles.likely(liveOf(anInstance()), form()), false);
  });
});

describe('binding two clusters: what is refused before it is sent', () => {
  it('names the rule for what is no id', () => {
    for (const bad of ['', 'a', '-ab', 'ab-', 'Upper', 'a b', 'ü-be', `a${'b'.repeat(99)}c`, 7, null])
      assert.match(problemOf(bad) ?? '', /^Partner must/, JSON.stringify(bad));
  });
  it('accepts the longest id where it is a cluster', () => {
    const id = `a${'b'.repeat(98)}c`;
    const clusters = [...anInstance().clusters, backend('long', { id, zone: 'cn-hangzhou-j' })];
    assert.equal(problemOf(id, liveOf(anInstance({ clusters }))), undefined);
  });
  it('refuses the cluster itself, a stranger and what is no cluster of backends', () => {
    assert.match(problemOf(idOf('etl')) ?? '', /cannot be its own partner/);
    assert.match(problemOf(idOf('stranger')) ?? '', /not a cluster of this instance/);
    assert.match(problemOf('selectdb-cn-warehouse-fe') ?? '', /not a cluster of backends/);
    const frontend = { self: 'selectdb-cn-warehouse-fe', instance: anInstance() };
    assert.match(problemOf(idOf('dashboards'), frontend) ?? '', /not a cluster of backends/);
  });
  it('refuses a swap that is neither yes nor no', () => {
    for (const swap of ['true', 1, null, undefined])
      assert.deepEqual(
        bindClusters.problems(form({ swap }), liveOf(anInstance()), NOW).map(({ field }) => field),
        ['swap'],
      );
  });
  it('accepts a good form whole', () =>
    assert.deepEqual(bindClusters.problems(form(), liveOf(anInstance()), NOW), []));
});

describe('binding two clusters: preflight', () => {
  it('is all met for two healthy clusters in two zones', () =>
    assert.deepEqual(states(bindClusters, anInstance()), {
      instanceActive: 'met',
      unlocked: 'met',
      selfActive: 'met',
      partnerActive: 'met',
      multiZone: 'met',
      zones: 'met',
      billing: 'met',
      selfUnbound: 'met',
      partnerUnbound: 'met',
    }));
  const { locked: _l, deployScheme: _d, ...silent } = anInstance();
  const cases: [string, string, SelectdbInstance][] = [
    ['instanceActive', 'notMet', anInstance({ status: 'RESOURCE_CHANGING' })],
    ['unlocked', 'notMet', anInstance({ locked: true })],
    ['unlocked', 'unknown', silent],
    ['multiZone', 'notMet', anInstance({ deployScheme: 'single_az' })],
    ['multiZone', 'unknown', silent],
    ['selfActive', 'notMet', withClusters(anInstance(), { etl: { status: 'RESTARTING' } })],
    ['partnerActive', 'notMet', withClusters(anInstance(), { dashboards: { status: 'STOPPED' } })],
    ['zones', 'notMet', withClusters(anInstance(), { dashboards: { zone: 'cn-hangzhou-i' } })],
    ['zones', 'unknown', withClusters(anInstance(), { dashboards: { zone: undefined } })],
    ['billing', 'notMet', withClusters(anInstance(), { dashboards: { chargeType: 'Prepaid' } })],
    ['billing', 'unknown', withClusters(anInstance(), { etl: { chargeType: undefined } })],
    ['selfUnbound', 'notMet', bound(anInstance(), 'etl', 'adhoc')],
    ['partnerUnbound', 'notMet', bound(anInstance(), 'dashboards', 'adhoc')],
    ['partnerUnbound', 'notMet', withClusters(anInstance(), { adhoc: { boundTo: idOf('dashboards') } })],
  ];
  for (const [id, state, instance] of cases)
    it(`${id} is ${state}`, () => {
      const found = bindClusters.preflight(form(), liveOf(instance), NOW).find((check) => check.id === id);
      assert.equal(found?.state, state);
      assert.equal(found.risk !== undefined, state !== 'met');
    });
});

describe('binding two clusters: effect, request, questions', () => {
  it('names both clusters with their zones, and the virtual clusters that stand on them', () => {
    const clusters = [
      ...anInstance().clusters,
      {
        id: 'selectdb-vcg-1-be',
        name: 'serving',
        kind: 'virtual' as const,
        status: 'ACTIVATION',
        active: idOf('etl'),
        standby: idOf('adhoc'),
      },
    ];
    const said = bindClusters
      .effect(form(), liveOf(anInstance({ clusters })))
      .map(plain)
      .join('\n');
    assert.match(said, /etl in cn-hangzhou-i and dashboards in cn-hangzhou-j back each other up/);
    assert.match(said, /Virtual cluster serving/);
  });
  it('sends the instance, both clusters in their roles and the region, and no token', () => {
    const call = bindClusters.call(form(), target, liveOf(anInstance()), 'token-1');
    assert.deepEqual(call, {
      cloud: 'alibaba',
      product: 'selectdb',
      action: 'CreateDBClusterBinding',
      region: 'cn-hangzhou',
      parameters: {
        DBInstanceId: 'selectdb-cn-warehouse',
        DBClusterId: idOf('etl'),
        DBClusterIdBak: idOf('dashboards'),
        RegionId: 'cn-hangzhou',
      },
    });
    const swapped = bindClusters.call(form({ swap: true }), target, liveOf(anInstance()), 't').parameters;
    assert.equal(swapped['DBClusterId'], idOf('dashboards'));
    assert.equal(swapped['DBClusterIdBak'], idOf('etl'));
  });
  it('asks with the names of both, the primary one first', () => {
    assert.equal(
      plain(bindClusters.confirmation(form({ swap: true }), liveOf(anInstance()), target)),
      'Bind dashboards and etl of warehouse (cn-hangzhou), dashboards as the primary cluster?',
    );
  });
  it('tells what changed since the person looked', () => {
    const seen = liveOf(anInstance());
    assert.deepEqual(bindClusters.changes(seen, liveOf(anInstance())), []);
    const now = bound(
      withClusters(anInstance({ locked: true }), { etl: { status: 'RESTARTING' } }),
      'dashboards',
      'adhoc',
    );
    const { clusters } = now;
    assert.deepEqual(
      bindClusters.changes(seen, liveOf({ ...now, clusters: clusters.slice(0, 3) })).map(plain),
      [
        'The instance is locked now',
        'etl: ACTIVATION → RESTARTING',
        'adhoc is bound to: – → dashboards',
        'dashboards is bound to: – → adhoc',
        'selectdb-cn-warehouse-fe is gone',
      ],
    );
  });
});

describe('binding two clusters: watching', () => {
  const before = liveOf(anInstance());
  const settle = (instance: SelectdbInstance, from = before) =>
    bindClusters.settle(form(), from, liveOf(instance));
  it('is not settled while neither side shows the other, active or not', () => {
    assert.equal(settle(anInstance()).state, 'going');
    assert.equal(settle(withClusters(anInstance(), { etl: { status: 'RESOURCE_CHANGING' } })).state, 'going');
  });
  it('is settled when either side shows its peer and none is being changed', () => {
    assert.equal(settle(bound(anInstance(), 'etl', 'dashboards')).state, 'done');
    assert.equal(settle(withClusters(anInstance(), { etl: { boundTo: idOf('dashboards') } })).state, 'done');
    assert.equal(settle(withClusters(anInstance(), { dashboards: { boundTo: idOf('etl') } })).state, 'done');
    const changing = withClusters(anInstance(), {
      etl: { boundTo: idOf('dashboards'), status: 'RESOURCE_CHANGING' },
    });
    assert.equal(settle(changing).state, 'going');
    assert.match(plain(settle(changing).say), /are bound; etl is RESOURCE_CHANGING/);
  });
  it('fails where one of them is bound to another since, but not where it was before', () => {
    const taken = bound(anInstance(), 'dashboards', 'adhoc');
    assert.equal(settle(taken).state, 'failed');
    assert.match(plain(settle(taken).say), /adhoc is bound to one of them now/);
    assert.equal(settle(taken, liveOf(taken)).state, 'going');
  });
  it('fails where a cluster goes away', () => {
    assert.equal(settle(withClusters(anInstance(), { dashboards: { status: 'DELETING' } })).state, 'failed');
    const clusters = anInstance().clusters.filter(({ name }) => name !== 'dashboards');
    assert.equal(settle(anInstance({ clusters })).state, 'failed');
  });
  it('traces a binding without saying whose', () => {
    assert.equal(bindClusters.trace(form(), before, before).found, false);
    const now = liveOf(bound(anInstance(), 'etl', 'dashboards'));
    assert.deepEqual(bindClusters.trace(form(), before, now).found, true);
  });
  it('traces nothing where the two were bound before the request, whichever side shows it', () => {
    const pairs = [
      bound(anInstance(), 'etl', 'dashboards'),
      withClusters(anInstance(), { etl: { boundTo: idOf('dashboards') } }),
      withClusters(anInstance(), { dashboards: { boundTo: idOf('etl') } }),
    ].map((instance) => liveOf(instance));
    for (const from of pairs)
      for (const now of pairs) assert.equal(bindClusters.trace(form(), from, now).found, false);
  });
  it('shows before and after as facts, one a cluster of backends', () => {
    const facts = bindClusters.facts(liveOf(bound(anInstance(), 'etl', 'dashboards')));
    assert.deepEqual(
      facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`),
      [
        'etl in cn-hangzhou-i: Bound to dashboards',
        'adhoc in cn-hangzhou-i: Not bound',
        'dashboards in cn-hangzhou-j: Bound to etl',
      ],
    );
    const twins = anInstance({ clusters: [backend('x'), backend('x', { id: idOf('y') })] });
    assert.equal(new Set(bindClusters.facts(liveOf(twins)).map(({ label }) => plain(label))).size, 2);
  });
  it('is undone by unbinding, and the other way round', () => {
    const after = liveOf(bound(anInstance(), 'etl', 'dashboards'));
    const undo = bindClusters.inverse(form(), before, after);
    assert.deepEqual([undo?.operation, undo?.form], ['selectdb.unbindClusters', form()]);
    const redo = unbindClusters.inverse(form(), after, before);
    assert.deepEqual([redo?.operation, redo?.form], ['selectdb.bindClusters', form()]);
    assert.equal(unbindClusters.inverse(form(), before, before), undefined);
  });
});

describe('unbinding two clusters', () => {
  const pair = bound(anInstance(), 'etl', 'dashboards');
  it('asks nothing where the binding says it all, whichever side shows it', () => {
    for (const instance of [pair, withClusters(anInstance(), { dashboards: { boundTo: idOf('etl') } })])
      assert.deepEqual(step(unbindClusters, 'partner').known(liveOf(instance), {}), {
        value: idOf('dashboards'),
      });
    assert.deepEqual(step(unbindClusters, 'swap').known(liveOf(pair), form()), { value: false });
  });
  it('lists the others with the reason where nothing is bound', () => {
    assert.equal(step(unbindClusters, 'partner').known(liveOf(anInstance()), {}), undefined);
    const choices = step(unbindClusters, 'partner').choices(liveOf(anInstance()), {});
    assert.ok(choices.length === 2 && choices.every(({ unsuitable }) => unsuitable));
  });
  it('checks that they are bound to each other', () => {
    assert.deepEqual(states(unbindClusters, pair), {
      instanceActive: 'met',
      unlocked: 'met',
      selfActive: 'met',
      partnerActive: 'met',
      bound: 'met',
    });
    assert.equal(states(unbindClusters, anInstance())['bound'], 'notMet');
    assert.equal(states(unbindClusters, bound(anInstance(), 'etl', 'adhoc'))['bound'], 'notMet');
  });
  it('sends the same four parameters, and no token', () => {
    const call = unbindClusters.call(form(), target, liveOf(pair), 't');
    assert.equal(call.action, 'DeleteDBClusterBinding');
    assert.equal(call.tokenParameter, undefined);
    assert.deepEqual(Object.keys(call.parameters).sort(), [
      'DBClusterId',
      'DBClusterIdBak',
      'DBInstanceId',
      'RegionId',
    ]);
  });
  it('is settled when neither side shows the other and none is being changed', () => {
    const settle = (instance: SelectdbInstance) =>
      unbindClusters.settle(form(), liveOf(pair), liveOf(instance)).state;
    assert.equal(settle(pair), 'going');
    assert.equal(settle(withClusters(anInstance(), { dashboards: { boundTo: idOf('etl') } })), 'going');
    assert.equal(settle(withClusters(anInstance(), { etl: { status: 'RESOURCE_CHANGING' } })), 'going');
    assert.equal(settle(anInstance()), 'done');
    assert.equal(settle(bound(anInstance(), 'etl', 'adhoc')), 'done');
    assert.equal(settle(withClusters(anInstance(), { dashboards: { status: 'DELETING' } })), 'failed');
  });
  it('traces that the binding is gone, where there was one', () => {
    const trace = (from: SelectdbInstance, now: SelectdbInstance) =>
      unbindClusters.trace(form(), liveOf(from), liveOf(now)).found;
    assert.equal(trace(pair, anInstance()), true);
    assert.equal(trace(pair, pair), false);
    assert.equal(trace(anInstance(), anInstance()), false);
  });
  it('says what is lost', () => {
    const said = unbindClusters.effect(form(), liveOf(pair)).map(plain).join('\n');
    assert.match(said, /no longer back each other up/);
    assert.match(
      plain(unbindClusters.confirmation(form(), liveOf(pair), target)),
      /etl and dashboards of warehouse/,
    );
  });
});

describe('binding two clusters: what is read', () => {
  const answer = (clusters: unknown[]) => ({
    DBInstanceId: 'selectdb-cn-warehouse',
    Status: 'ACTIVE',
    DBClusterList: clusters,
  });
  it('is one call with the instance’s id and region, and all that its policy names', async () => {
    for (const operation of [bindClusters, unbindClusters]) {
      const client = fakeClient(() => answer([{ DbClusterId: idOf('etl'), Status: 'ACTIVATION' }]));
      const live = await operation.read(client, target);
      await operation.observe(client, target);
      assert.deepEqual(client.calls[0]?.parameters, {
        RegionId: 'cn-hangzhou',
        DBInstanceId: 'selectdb-cn-warehouse',
      });
      const calls = [...client.calls, operation.call(form(), target, live, '')];
      assert.deepEqual(
        [...new Set(calls.map(({ product, action }) => `${product}:${action}`))].sort(),
        operation.permissions.map(({ action }) => action).sort(),
      );
    }
  });
  it('says it where the cluster is none of the instance’s any more', async () => {
    const client = fakeClient(() => answer([]));
    await assert.rejects(bindClusters.read(client, target), (error) => {
      assert.ok(error instanceof CloudError);
      assert.equal(error.code, 'InvalidClusterName.NotFound');
      return true;
    });
  });
});

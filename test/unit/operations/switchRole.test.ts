import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import type { Form, PickStep } from '../../../src/operations/operation';
import { switchRole } from '../../../src/operations/switchRole';
import { attribute, fakeClient } from '../support/fakeClient';
import { aCluster, liveOf, node, switched, withStandby } from '../support/clusters';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1test', name: 'orders' } as const;
const form = (more: Form = {}): Form => ({
  zoneType: 'Primary',
  targetNode: 'pi-r2',
  rollBack: false,
  ...more,
});
const step = (field: string): PickStep => {
  const found = switchRole.steps.find((each) => each.field === field);
  assert.ok(found?.kind === 'pick');
  return found;
};
const checkStates = (live: unknown, value = form()): Record<string, string> =>
  Object.fromEntries(switchRole.preflight(value, live, NOW).map(({ id, state }) => [id, state]));
const problemOf = (field: string, value: unknown, live: unknown, more: Form = {}) => {
  const problem = switchRole.fieldProblem(field, value, live, form(more), NOW);
  return problem && plain(problem);
};

describe('switching the primary: what is asked', () => {
  it('offers the readers by failover priority, the likely one preselected, never the writer', () => {
    const live = liveOf(aCluster());
    const choices = step('targetNode').choices(live, { zoneType: 'Primary' });
    assert.deepEqual(
      choices.map(({ value }) => value),
      ['pi-r2', 'pi-r1', null],
    );
    assert.equal(step('targetNode').likely(live, { zoneType: 'Primary' }), 'pi-r2');
    assert.match(plain(choices[0]!.detail!), /Failover priority 5/);
  });

  it('lets the cloud choose only for MySQL', () => {
    for (const engine of ['PostgreSQL', 'Oracle']) {
      const live = liveOf(aCluster({ engine }));
      const values = step('targetNode')
        .choices(live, { zoneType: 'Primary' })
        .map(({ value }) => value);
      assert.ok(!values.includes(null), engine);
      assert.match(problemOf('targetNode', null, live) ?? '', /needs a target node/);
    }
    assert.equal(problemOf('targetNode', null, liveOf(aCluster())), undefined);
  });

  it('asks for the zone type only where there is a hot standby, for fail back only when leaving the storage', () => {
    assert.deepEqual(step('zoneType').known(liveOf(aCluster()), {}), { value: 'Primary' });
    const live = liveOf(withStandby());
    assert.equal(step('zoneType').known(live, {}), undefined);
    assert.deepEqual(step('rollBack').known(live, { zoneType: 'Primary' }), { value: false });
    assert.equal(step('rollBack').known(live, { zoneType: 'Standby' }), undefined);
  });

  it('lists poor targets last and says why', () => {
    const cluster = aCluster({
      nodes: [
        ...aCluster().nodes,
        node('pi-col', { columnIndex: true, failoverPriority: 15 }),
        node('pi-down', { status: 'Rebooting', failoverPriority: 15 }),
      ],
    });
    const choices = step('targetNode').choices(liveOf(cluster), { zoneType: 'Primary' });
    assert.deepEqual(
      choices
        .filter((choice) => choice.unsuitable)
        .map(({ value, unsuitable }) => [value, plain(unsuitable!)]),
      [
        ['pi-col', 'A column index node cannot become the writer'],
        ['pi-down', 'It is not running'],
      ],
    );
    assert.equal(choices.at(0)?.value, 'pi-r2');
  });

  it('offers the standby’s nodes for the standby zone', () => {
    const choices = step('targetNode').choices(liveOf(withStandby()), { zoneType: 'Standby' });
    assert.equal(choices[0]?.value, 'pi-s1');
    assert.ok(choices.slice(1, 3).every((choice) => choice.unsuitable));
  });
});

describe('switching the primary: what is refused, by field and rule', () => {
  const live = liveOf(aCluster());
  it('names the field and the rule for a malformed node id', () => {
    for (const bad of ['', 'pi-', 'pc-bp1', 'pi-UPPER', 'pi-a b', `pi-${'a'.repeat(61)}`, 7, {}])
      assert.match(problemOf('targetNode', bad, live) ?? '', /^Target node must/, JSON.stringify(bad));
  });
  it('accepts an id of the longest form where it is a node', () => {
    const id = `pi-${'a'.repeat(60)}`;
    assert.equal(
      problemOf('targetNode', id, liveOf(aCluster({ nodes: [...aCluster().nodes, node(id)] }))),
      undefined,
    );
  });
  it('refuses the writer, a stranger, and a standby that is not there', () => {
    assert.match(problemOf('targetNode', 'pi-w', live) ?? '', /writer already/);
    assert.match(problemOf('targetNode', 'pi-other', live) ?? '', /not a node of this cluster/);
    assert.match(problemOf('zoneType', 'Standby', live) ?? '', /no hot standby/);
    assert.match(problemOf('zoneType', 'Elsewhere', live) ?? '', /must be Primary or Standby/);
    assert.match(problemOf('rollBack', 'true', live) ?? '', /must be yes or no/);
  });
  it('refuses a standby that was switched off, though its nodes are still there', () =>
    assert.match(
      problemOf('zoneType', 'Standby', liveOf(withStandby({ hotStandby: false }))) ?? '',
      /no hot standby/,
    ));
  it('accepts a good form whole', () => assert.deepEqual(switchRole.problems(form(), live, NOW), []));
});

describe('switching the primary: preflight', () => {
  it('is all met for a healthy cluster', () => {
    assert.deepEqual(checkStates(liveOf(aCluster())), {
      running: 'met',
      unlocked: 'met',
      category: 'met',
      readers: 'met',
      targetRunning: 'met',
      targetStorage: 'met',
      targetClass: 'met',
      lastSwitch: 'met',
    });
  });
  const cases: [string, string, unknown, Form?][] = [
    ['running', 'notMet', liveOf(aCluster({ status: 'ClassChanging' }))],
    ['unlocked', 'notMet', liveOf(aCluster({ lockMode: 'ManualLock' }))],
    ['category', 'notMet', liveOf(aCluster({ category: 'NormalMultimaster' }))],
    [
      'readers',
      'notMet',
      liveOf(aCluster({ nodes: [node('pi-w', { role: 'Writer' })] })),
      { targetNode: null },
    ],
    ['targetStorage', 'notMet', liveOf(withStandby()), { zoneType: 'Standby' }],
    ['targetStorage', 'met', liveOf(withStandby()), { zoneType: 'Standby', targetNode: 'pi-s1' }],
    ['dataSync', 'met', liveOf(withStandby()), { zoneType: 'Standby', targetNode: 'pi-s1' }],
    [
      'dataSync',
      'notMet',
      liveOf(withStandby({ dataSyncMode: 'AsyncSync' })),
      { zoneType: 'Standby', targetNode: 'pi-s1' },
    ],
    ['category', 'notMet', liveOf(aCluster({ category: 'Basic' })), { targetNode: null }],
    ...(
      [
        ['ON', 'met'],
        ['0', 'met'],
        ['OFF', 'notMet'],
      ] as const
    ).map(([standbyHaMode, state]): [string, string, unknown, Form] => [
      'standby',
      state,
      liveOf(withStandby({ standbyHaMode })),
      { zoneType: 'Standby', targetNode: 'pi-s1' },
    ]),
    ['standby', 'unknown', liveOf(withStandby()), { zoneType: 'Standby', targetNode: 'pi-s1' }],
    ['targetRunning', 'met', liveOf(aCluster()), { targetNode: null }],
    [
      'targetRunning',
      'notMet',
      liveOf(
        aCluster({
          nodes: [
            node('pi-w', { role: 'Writer' }),
            node('pi-r1', { status: 'Rebooting' }),
            node('pi-c1', { columnIndex: true }),
            node('pi-s1', { subCluster: 'Standby' }),
          ],
        }),
      ),
      { targetNode: null },
    ],
    [
      'lastSwitch',
      'unknown',
      liveOf(aCluster(), { switches: { known: false, why: { text: 'No answer within 5 seconds' } } }),
    ],
  ];
  for (const [id, state, live, more] of cases)
    it(`${id} is ${state}`, () => {
      const found = switchRole.preflight(form(more), live, NOW).find((check) => check.id === id);
      assert.equal(found?.state, state);
      assert.equal(found.risk !== undefined, state !== 'met');
    });
  it('says unknown, not met or broken, where the cloud does not tell', () => {
    const { lockMode: _l, ...silent } = aCluster();
    const { status: _s, ...silentNode } = node('pi-r2');
    const cluster = { ...silent, nodes: [node('pi-w', { role: 'Writer' }), silentNode] };
    const states = checkStates(liveOf(cluster));
    assert.equal(states.unlocked, 'unknown');
    assert.equal(states.targetRunning, 'unknown');
    const { dataSyncMode: _d, ...standby } = withStandby();
    assert.equal(
      checkStates(liveOf(standby), form({ zoneType: 'Standby', targetNode: 'pi-s1' })).dataSync,
      'unknown',
    );
  });
  it('holds a smaller target against the writer’s class', () => {
    const nodes = [node('pi-w', { role: 'Writer', class: 'polar.mysql.x8.xlarge' }), node('pi-r2')];
    assert.equal(checkStates(liveOf(aCluster({ nodes }))).targetClass, 'notMet');
  });
  it('counts ten minutes from the end of the last switch, to the millisecond', () => {
    const at = (ago: number) =>
      checkStates(
        liveOf(aCluster(), {
          switches: { known: true, value: [{ id: '1', finishedAt: NOW - ago, causeCode: '', cause: '' }] },
        }),
      ).lastSwitch;
    assert.equal(at(10 * 60_000 - 1), 'notMet');
    assert.equal(at(10 * 60_000), 'met');
  });
});

describe('switching the primary: effect, request, questions', () => {
  it('names the move and every endpoint that drops', () => {
    const said = switchRole.effect(form(), liveOf(aCluster())).map(plain).join('\n');
    assert.match(said, /pi-w in cn-hangzhou-i → pi-r2 in cn-hangzhou-i/);
    assert.match(said, /Read-write endpoints: 2/);
    assert.match(said, /pe-primary\.rwlb\.rds\.aliyuncs\.com:3306/);
    assert.match(said, /pe-report .* while it is promoted/);
  });
  it('expects the worst where the endpoints are not known', () => {
    const live = liveOf(aCluster(), {
      endpoints: { known: false, why: { text: '{a}', args: { a: 'HTTP 503' } } },
    });
    assert.match(
      switchRole.effect(form(), live).map(plain).join('\n'),
      /HTTP 503.*every read-write connection/,
    );
  });
  it('always sends the zone type, the flag and the token, and the node where one was picked', () => {
    const call = switchRole.call(form(), target, liveOf(aCluster()), 'token-1');
    assert.equal(call.action, 'FailoverDBCluster');
    assert.equal(call.tokenParameter, 'ClientToken');
    assert.deepEqual(call.parameters, {
      DBClusterId: 'pc-bp1test',
      TargetDBNodeId: 'pi-r2',
      TargetZoneType: 'Primary',
      RollBackForDisaster: false,
      ClientToken: 'token-1',
    });
    assert.ok(
      !(
        'TargetDBNodeId' in
        switchRole.call(form({ targetNode: null }), target, liveOf(aCluster()), 't').parameters
      ),
    );
  });
  it('takes the Zonal call for a cluster on ENS, with the same parameters', () => {
    const onEns = { ...target, kind: 'polardbZonal.cluster' } as const;
    const call = switchRole.call(form(), onEns, liveOf(aCluster()), 'token-1');
    assert.equal(call.action, 'FailoverDBClusterZonal');
    assert.deepEqual(
      call.parameters,
      switchRole.call(form(), target, liveOf(aCluster()), 'token-1').parameters,
    );
  });
  it('cannot know when a cluster on ENS switched last, and says so', async () => {
    const client = fakeClient(({ action }) => (/Endpoints/.test(action) ? { Items: [] } : attribute('pc-1')));
    const onEns = { ...target, id: 'pc-1', kind: 'polardbZonal.cluster' } as const;
    const live = await switchRole.read(client, onEns);
    const check = switchRole.preflight(form(), live, NOW).find(({ id }) => id === 'lastSwitch');
    assert.equal(check?.state, 'unknown');
    assert.match(plain(check.fact), /no log of switches for clusters on ENS/);
  });
  it('asks with the names of cluster, writer and target', () => {
    const said = plain(switchRole.confirmation(form(), liveOf(aCluster()), target));
    for (const word of ['orders', 'pc-bp1test', 'cn-hangzhou', 'pi-w', 'pi-r2'])
      assert.ok(said.includes(word), word);
  });
  it('tells what changed since the person looked', () => {
    const seen = liveOf(aCluster());
    assert.deepEqual(switchRole.changes(seen, liveOf(aCluster())), []);
    const now = liveOf(switched(aCluster({ status: 'Switching' }), 'pi-r1'));
    assert.deepEqual(switchRole.changes(seen, now).map(plain), [
      'Writer: pi-w → pi-r1',
      'Status: Running → Switching',
    ]);
  });
});

describe('switching the primary: watching', () => {
  const before = aCluster();
  const settle = (now: unknown, value = form()) => switchRole.settle(value, before, now).state;
  it('is not settled by Running alone', () => assert.equal(settle(before), 'going'));
  it('is not settled while the cluster still switches', () =>
    assert.equal(settle(switched(aCluster({ status: 'Switching' }), 'pi-r2')), 'going'));
  it('is not settled while the new writer is not running', () => {
    const now = switched(before, 'pi-r2');
    const nodes = now.nodes.map((each) => (each.id === 'pi-r2' ? { ...each, status: 'Switching' } : each));
    assert.equal(settle({ ...now, nodes }), 'going');
  });
  it('is settled when the target writes and the cluster runs', () =>
    assert.equal(settle(switched(before, 'pi-r2')), 'done'));
  it('fails when another node took over, unless the cloud was to choose', () => {
    assert.equal(settle(switched(before, 'pi-r1')), 'failed');
    assert.equal(settle(switched(before, 'pi-r1'), form({ targetNode: null })), 'done');
  });
  it('fails when the cluster goes away', () =>
    assert.equal(settle(aCluster({ status: 'Deleting' })), 'failed'));
  it('traces a switch without saying whose', () => {
    assert.equal(switchRole.trace(form(), before, before).found, false);
    assert.equal(switchRole.trace(form(), before, aCluster({ status: 'RoleSwitching' })).found, true);
    assert.match(
      plain(switchRole.trace(form(), before, switched(before, 'pi-r2')).say),
      /has since switched/,
    );
  });
  it('switches back to the old writer, as a fail-back where that leaves the storage', () => {
    const back = switchRole.inverse(form(), before, switched(before, 'pi-r2'));
    assert.deepEqual(back?.form, { zoneType: 'Primary', targetNode: 'pi-w', rollBack: false });
    const standby = withStandby();
    const there = switchRole.inverse(
      form({ zoneType: 'Standby', targetNode: 'pi-s1' }),
      standby,
      switched(standby, 'pi-s1'),
    );
    assert.deepEqual(there?.form, { zoneType: 'Primary', targetNode: 'pi-w', rollBack: true });
    assert.equal(switchRole.inverse(form(), before, before), undefined);
  });
});

describe('switching the primary: what is read', () => {
  it('asks for switches up to a quarter of an hour ahead, for a machine whose clock is behind', async () => {
    const client = fakeClient(({ action }) =>
      action === 'DescribeDBClusterAttribute' ? attribute('pc-1') : { Items: [], HaLogItems: [] },
    );
    const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-1', name: 'orders' } as const;
    await switchRole.read(client, target);
    const log = client.calls.find(({ action }) => action === 'DescribeHALogs');
    const ahead = Date.parse(log?.parameters['EndTime'] as string) - Date.now();
    assert.ok(ahead > 14 * 60_000 && ahead <= 15 * 60_000, String(ahead));
  });
});

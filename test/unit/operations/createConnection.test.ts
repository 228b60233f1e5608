import assert from 'node:assert/strict';
import { plain, text } from '../../../src/clouds/text';
import type { DasConnection } from '../../../src/inventory/dasConnection';
import type { CreateConnectionForm } from '../../../src/operations/connectionForm';
import { createConnection } from '../../../src/operations/createConnection';
import type { CreateConnectionLive } from '../../../src/operations/createConnectionLive';
import { aConnection as listed, aHuaweiInstance, INSTANCE_ID } from '../support/huaweiInstances';

/** One that opens no database. */
const aConnection = (more: Partial<DasConnection> = {}) => listed({ database: '', ...more });

const NOW = Date.UTC(2026, 10, 22);
const target = { kind: 'rds.instance', region: 'cn-north-4', id: INSTANCE_ID, name: 'orders' } as const;
const form = (more: Partial<CreateConnectionForm> = {}): CreateConnectionForm => ({
  engineType: 'mysql',
  user: 'root',
  password: 'Gauss_2345',
  savesPassword: false,
  database: '',
  port: 3306,
  remarks: '',
  recordsSql: false,
  nodes: [],
  ...more,
});
const live = (more: Partial<CreateConnectionLive> = {}): CreateConnectionLive => ({
  instance: aHuaweiInstance(),
  connections: { known: true, value: [] },
  supported: {
    known: true,
    value: { engines: ['mysql', 'taurus'], byNetwork: { rds: ['mysql'], gaussdb: ['taurus'] } },
  },
  ...more,
});
const problem = (field: keyof CreateConnectionForm, value: unknown, at = live()) => {
  const found = createConnection.fieldProblem(field, value, at, form(), NOW);
  return found && plain(found);
};
const check = (id: string, asked = form(), at = live()) =>
  createConnection.preflight(asked, at, NOW).find((each) => each.id === id);
const states = (...connections: DasConnection[]) => ({ connections });

describe('creating a connection', () => {
  it('takes the engine from the instance, and offers its user and port', () => {
    const step = (field: string) => createConnection.steps.find((each) => each.field === field);
    assert.deepEqual(step('engineType')?.known(live(), {}), { value: 'mysql' });
    const initial = (field: string) => {
      const input = step(field);
      assert.ok(input?.kind === 'input');
      return input.initial(live(), {}, NOW);
    };
    assert.deepEqual([initial('user'), initial('port'), initial('database')], ['root', '3306', '']);
    const mariaDb = live({ instance: aHuaweiInstance({ engine: 'MariaDB' }) });
    const engine = step('engineType');
    assert.ok(engine?.kind === 'pick' && engine.known(mariaDb, {}) === undefined);
    assert.deepEqual(
      engine.choices(mariaDb, {}).map(({ value }) => value),
      ['mysql', 'postgresql', 'sqlserver'],
    );
  });

  it('asks for nodes only where there are several, and sends none unless some are chosen', () => {
    const nodes = createConnection.steps.find(({ field }) => field === 'nodes');
    assert.ok(nodes?.kind === 'pick');
    assert.equal(nodes.known(live(), {}), undefined);
    const single = live({ instance: aHuaweiInstance({ nodes: aHuaweiInstance().nodes.slice(0, 1) }) });
    assert.deepEqual(nodes.known(single, {}), { value: [] });
    assert.deepEqual(nodes.likely(live(), {}), []);
    assert.equal(problem('nodes', ['a-no01', 'elsewhere']), 'elsewhere is not a node of this instance');
  });

  for (const [field, value, message] of [
    ['user', '', 'User must not be empty'],
    ['user', ' root', 'User must not begin or end with a blank'],
    ['user', 'ro\not', 'User must hold no line breaks or control characters'],
    ['password', '', 'Password must not be empty'],
    ['password', 'a\tb', 'Password must hold no line breaks or control characters'],
    ['database', 'a ', 'Database must not begin or end with a blank'],
    ['remarks', 'a\u0007', 'Remarks must hold no line breaks or control characters'],
    ['port', 0, 'Port must be a whole number from 1 to 65535'],
    ['port', 65536, 'Port must be a whole number from 1 to 65535'],
    ['port', '33o6', 'Port must be a whole number from 1 to 65535'],
    ['port', 3306.5, 'Port must be a whole number from 1 to 65535'],
    ['engineType', 'mariadb', 'Engine must be one that DAS has a name for'],
  ] as const)
    it(`refuses ${JSON.stringify(value)} as ${field}`, () => {
      assert.equal(problem(field, value), message);
    });

  it('accepts what stands at the edge of a rule', () => {
    for (const [field, value] of [
      ['user', 'r'],
      ['user', 'a b'],
      ['user', '用户@%'],
      ['password', ' p '],
      ['database', ''],
      ['port', 1],
      ['port', 65535],
      ['port', null],
      ['remarks', ' for the night shift '],
      ['nodes', ['a-no01', 'b-no01']],
    ] as const)
      assert.equal(problem(field, value), undefined, field);
  });

  it('reads a port as it is typed: nothing stands for the instance’s own', () => {
    const port = createConnection.steps.find(({ field }) => field === 'port');
    assert.ok(port?.kind === 'input');
    assert.deepEqual(
      ['', ' 3307 ', 'x', '1234567890123'].map((typed) => port.keep(typed, {}, NOW)),
      [null, 3307, 'x', '1234567890123'],
    );
    assert.deepEqual([port.show(null), port.show(3307), port.show('x')], ['', '3307', 'x']);
  });

  it('sends the password as a secret in the body, what is empty not at all, and no token', () => {
    const call = (asked: CreateConnectionForm, on = live()) =>
      createConnection.call(asked, target, on, 'token');
    assert.deepEqual(call(form({ port: null })), {
      cloud: 'huawei',
      product: 'das',
      action: 'CreateInstanceConnection',
      region: 'cn-north-4',
      parameters: {
        instance_id: INSTANCE_ID,
        engine_type: 'mysql',
        network_type: 'rds',
        username: 'root',
        password: 'Gauss_2345',
        is_save_password: false,
        sql_record_flag: false,
      },
      secretParameters: ['password'],
    });
    const whole = form({
      database: 'shop',
      port: 3307,
      remarks: 'night',
      nodes: ['a-no01'],
      savesPassword: true,
      recordsSql: true,
    });
    const { parameters } = call(whole);
    assert.deepEqual(
      [
        parameters['database_name'],
        parameters['port'],
        parameters['remarks'],
        parameters['node_ids'],
        parameters['is_save_password'],
        parameters['sql_record_flag'],
      ],
      ['shop', 3307, 'night', ['a-no01'], true, true],
    );
    for (const [product, engine, engineType, network] of [
      ['taurusdb', 'gaussdb-mysql', 'taurus', 'gaussdb'],
      ['gaussdb', 'GaussDB', 'gaussdbv5', 'gaussdb'],
      ['dds', 'DDS-Community', 'mongodb', 'dds'],
      ['ddm', 'DDM', 'ddm', 'ddm'],
      ['rds', 'PostgreSQL', 'postgresql', 'rds'],
      ['rds', 'SQLServer', 'sqlserver', 'rds'],
    ] as const) {
      const on = live({ instance: aHuaweiInstance({ product, engine }) });
      const known = createConnection.steps.find(({ field }) => field === 'engineType')?.known(on, {});
      assert.deepEqual(known, { value: engineType });
      assert.equal(call(form({ engineType }), on).parameters['network_type'], network);
    }
  });

  it('warns of what speaks against it, and says what it does not know', () => {
    assert.deepEqual(
      createConnection.preflight(form(), live(), NOW).map(({ state }) => state),
      ['met', 'met', 'met', 'met', 'met'],
    );
    for (const status of ['BACKING UP', 'STORAGE FULL', 'normal', 'RUNNING'])
      assert.equal(
        check('connectable', form(), live({ instance: aHuaweiInstance({ status }) }))?.state,
        'met',
      );
    for (const status of ['BUILD', 'FROZEN', 'FAILED', 'REBOOTING', 'something new'])
      assert.equal(
        check('connectable', form(), live({ instance: aHuaweiInstance({ status }) }))?.state,
        'notMet',
      );
    assert.equal(check('served', form({ engineType: 'postgresql' }))?.state, 'notMet');
    assert.equal(check('ownPort', form({ port: 3307 }))?.state, 'notMet');
    assert.equal(check('ownPort', form({ port: null })), undefined);
    const denied = { known: false, why: text('Denied.'), forbidden: true } as const;
    assert.equal(check('served', form(), live({ supported: denied }))?.state, 'unknown');
    assert.equal(check('listed', form(), live({ connections: denied }))?.state, 'unknown');
    assert.equal(check('noneLikeIt', form(), live({ connections: denied })), undefined);
    const known = (connection: DasConnection) =>
      check('noneLikeIt', form(), live({ connections: { known: true, value: [connection] } }))?.state;
    assert.equal(known(aConnection()), 'notMet');
    assert.equal(known(aConnection({ user: 'app' })), 'met');
    assert.equal(known(aConnection({ database: 'shop' })), 'met');
    assert.equal(known(aConnection({ sharedBy: 'somebody' })), 'met');
    const mariaDb = live({ instance: aHuaweiInstance({ engine: 'MariaDB' }) });
    assert.equal(check('ownEngine', form(), mariaDb)?.state, 'unknown');
  });

  it('says where DAS comes from, and what saving and recording come to', () => {
    const said = createConnection
      .effect(form({ savesPassword: true, recordsSql: true }), live())
      .map(plain)
      .join('\n');
    assert.match(said, /100\.125\.0\.0\/16 and 100\.79\.0\.0\/16/);
    assert.match(said, /user@'100\.%'/);
    const postgres = createConnection
      .effect(form({ engineType: 'postgresql' }), live())
      .map(plain)
      .join('\n');
    assert.doesNotMatch(postgres, /user@/, 'only MySQL has users by host');
    assert.match(said, /keeps the password/);
    assert.match(said, /stores every statement/);
    assert.doesNotMatch(said, /Gauss_2345/);
  });

  it('is settled by a connection that was not there before, and by no other', () => {
    const settle = (before: object, now: object, asked: Partial<CreateConnectionForm> = {}) => {
      const { password: _, ...kept } = form(asked);
      return createConnection.settle(kept, before, now);
    };
    const old = aConnection({ id: 'old' });
    assert.equal(settle(states(), states()).state, 'going');
    assert.equal(settle(states(old), states(old)).state, 'going');
    assert.equal(settle(states(old), states(old, aConnection())).state, 'done');
    assert.equal(settle(states(), states(aConnection({ user: 'app' }))).state, 'going');
    assert.equal(settle(states(), states(aConnection({ sharedBy: 'somebody' }))).state, 'going');
    assert.equal(settle(states(), states(aConnection()), { database: 'shop' }).state, 'done');
    const other = states(aConnection({ database: 'other' }));
    assert.equal(settle(states(), other, { database: 'shop' }).state, 'going');
    const unreadable = settle({ connections: null }, { connections: null });
    assert.ok(unreadable.state === 'done' && unreadable.unreadable);
  });

  it('is undone by deleting the one connection that came, and not where there are several', () => {
    const { password: _, ...kept } = form();
    const undo = (...after: DasConnection[]) => createConnection.inverse(kept, states(), states(...after));
    assert.deepEqual(undo(aConnection())?.target, {
      kind: 'das.connection',
      region: 'cn-north-4',
      id: aConnection().id,
      name: 'root@orders',
    });
    assert.equal(undo(aConnection())?.operation, 'das.deleteConnection');
    assert.equal(undo(aConnection(), aConnection({ id: 'two' })), undefined);
    assert.equal(createConnection.inverse(kept, { connections: null }, states(aConnection())), undefined);
  });

  it('never says that there is none: the list may hide it', () => {
    const { password: _, ...kept } = form();
    const trace = (before: object, now: object) => createConnection.trace(kept, before, now);
    const none = trace(states(), states());
    assert.equal(none.found, false);
    assert.match(plain(none.say), /may list only its caller’s own/);
    assert.equal(trace(states(), states(aConnection())).found, true);
    const two = trace(states(), states(aConnection(), aConnection({ id: 'two' })));
    assert.equal(plain(two.say), '2 new connections of root are there since');
    assert.equal(trace({ connections: null }, states(aConnection())).unreadable, true);
  });
});

import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { viewOf } from '../../../src/clouds/alibaba/request';
import { createAccount } from '../../../src/operations/createAccount';
import { mostDatabases } from '../../../src/operations/accountRules';
import type { Form, PickStep } from '../../../src/operations/operation';
import { aDatabase, anAccount, creationLive, onCluster } from '../support/accounts';
import { aCluster } from '../support/clusters';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const PASSWORD = 'Wonder-Land-7';
const form = (more: Form = {}): Form => ({
  name: 'testacc',
  type: 'Normal',
  password: PASSWORD,
  description: '',
  scope: 'some',
  databases: ['stock', 'audit'],
  privilege: 'ReadOnly',
  nodeType: '',
  ...more,
});
const NOTHING = { scope: 'none', databases: [], privilege: null };
const problemOf = (field: string, value: unknown, live = creationLive(), sofar: Form = form()) => {
  const problem = createAccount.fieldProblem(field, value, live, sofar, NOW);
  return problem && plain(problem);
};
const step = (field: string): PickStep => {
  const found = createAccount.steps.find((each) => each.field === field);
  assert.ok(found?.kind === 'pick');
  return found;
};
const checks = (live: unknown, value = form()) =>
  Object.fromEntries(createAccount.preflight(value, live, NOW).map(({ id, state }) => [id, state]));

describe('creating an account: each limit of the page, as it is typed', () => {
  const cases: readonly [field: string, good: readonly string[], bad: readonly [string, RegExp][]][] = [
    [
      'name',
      ['ab', 'a9', 'a_b', 'abcdefghijklmno9'],
      [
        ['', /start with a lower-case letter/],
        ['a', /at least 2/],
        ['abcdefghijklmnopq', /at most 16/],
        ['1abc', /start with a lower-case letter/],
        ['_abc', /start with a lower-case letter/],
        ['Abc', /start with a lower-case letter/],
        ['aBc', /only lower-case letters, digits and underscores/],
        ['a-c', /only lower-case letters/],
        ['a c', /only lower-case letters/],
        ['añb', /only lower-case letters/],
        ['abc_', /end with a letter or a digit/],
        ['root', /reserved/],
        ['admin', /reserved/],
        ['shop_app', /of this name already/],
      ],
    ],
    [
      'password',
      ['Test111!', `Te1${'a'.repeat(29)}`, 'TEST111!', 'test111!', 'TestTest!', 'Aa1!@#$%^&*()_+-='],
      [
        ['', /at least 8/],
        ['Test11!', /at least 8/],
        [`Te1${'a'.repeat(30)}`, /at most 32/],
        ['testtest1', /three of these/],
        ['TESTTEST', /three of these/],
        ['Test1111.', /only letters, digits and/],
        ['Test 1111', /only letters, digits and/],
        ['Tést1111', /only letters, digits and/],
      ],
    ],
    [
      'description',
      ['', 'ab', 'x'.repeat(256), 'see http://a', '会员'],
      [
        ['a', /at least 2/],
        ['x'.repeat(257), /at most 256/],
        ['http://a', /must not start with/],
        ['https://a', /must not start with/],
      ],
    ],
  ];
  for (const [field, good, bad] of cases) {
    for (const value of good)
      it(`${field} may be “${value.slice(0, 40)}” (${value.length})`, () =>
        assert.equal(problemOf(field, value), undefined));
    for (const [value, rule] of bad)
      it(`${field} may not be “${value.slice(0, 40)}” (${value.length})`, () => {
        // At the first step nothing else is known yet; the rule is said all the same.
        assert.match(problemOf(field, value, creationLive(), {}) ?? '', rule);
        assert.match(problemOf(field, value) ?? '', rule);
      });
  }

  it('takes as many databases as 900 characters of privileges allow, and not one more', () => {
    const most = mostDatabases('ReadWrite');
    assert.equal(Array.from({ length: most }, () => 'ReadWrite').join(',').length <= 900, true);
    const value = Array.from({ length: most + 1 }, (_, index) => aDatabase(`db${index}`));
    const live = creationLive({ databases: { known: true, value } });
    const names = value.map(({ name }) => name);
    const say = (databases: string[]) =>
      problemOf('privilege', 'ReadWrite', live, form({ databases, privilege: 'ReadWrite' }));
    assert.equal(say(names.slice(0, most)), undefined);
    assert.match(say(names) ?? '', /on 90 databases at once; these are 91/);
  });

  it('wants databases where the access is to chosen ones, and existing ones', () => {
    assert.match(problemOf('databases', []) ?? '', /one database or more/);
    assert.match(problemOf('databases', ['nowhere']) ?? '', /nowhere is not a database/);
    assert.match(problemOf('databases', ['a,b']) ?? '', /without commas/);
    assert.equal(problemOf('databases', ['checkout']), undefined);
  });

  it('grants nothing to a privileged account, and nothing on other engines', () => {
    const postgres = creationLive({ cluster: aCluster({ engine: 'PostgreSQL' }) });
    for (const [live, value] of [
      [creationLive(), form({ type: 'Super' })],
      [postgres, form()],
    ] as const) {
      assert.deepEqual(step('scope').known(live, value), { value: 'none' });
      assert.match(plain(createAccount.problems(value, live, NOW)[0]!.message), /Only ordinary accounts/);
      assert.deepEqual(createAccount.problems({ ...value, ...NOTHING }, live, NOW), []);
    }
  });
});

describe('creating an account: what is asked', () => {
  it('asks for databases and privilege only where they matter', () => {
    assert.equal(step('scope').known(creationLive(), { type: 'Normal' }), undefined);
    assert.deepEqual(step('databases').known(creationLive(), { scope: 'all' }), { value: [] });
    assert.equal(step('databases').known(creationLive(), { scope: 'some' }), undefined);
    assert.deepEqual(step('privilege').known(creationLive(), { scope: 'none' }), { value: null });
    assert.equal(step('privilege').known(creationLive(), { scope: 'all' }), undefined);
  });

  it('offers several databases at once, and says which are poor choices', () => {
    assert.equal(step('databases').many, true);
    assert.deepEqual(
      step('databases')
        .choices(creationLive(), {})
        .map(({ value }) => value),
      ['checkout', 'stock', 'audit'],
    );
    const say = (field: string, live = creationLive()) =>
      step(field)
        .choices(live, {})
        .flatMap(({ value, unsuitable }) => (unsuitable ? [`${String(value)}: ${plain(unsuitable)}`] : []));
    assert.deepEqual(say('type'), ['Super: PolarDB for MySQL holds one, and dba is it']);
    assert.deepEqual(say('scope', creationLive({ databases: { known: true, value: [] } })), [
      'some: There is no database yet',
    ]);
  });

  it('has the names of databases typed where they could not be read, and says so in the review', () => {
    const live = creationLive({
      databases: { known: false, why: { text: 'No permission' }, forbidden: true },
    });
    const [some] = step('scope').choices(live, {});
    assert.deepEqual([some?.value, some?.unsuitable], ['some', undefined]);
    assert.match(plain(some!.detail!), /could not be read/);
    const typed = step('databases').typed(live, {});
    assert.match(plain(typed!.prompt), /could not be read \(No permission\)/);
    assert.equal(typed?.forbidden, true);
    assert.deepEqual(typed.keep(' stock, audit,,stock ', {}, NOW), ['stock', 'audit']);
    assert.equal(typed.show(['stock', 'audit']), 'stock, audit');
    assert.equal(step('databases').typed(creationLive(), {}), undefined);
    assert.match(problemOf('databases', [], live) ?? '', /one database or more/);
    assert.match(problemOf('databases', ['two words'], live) ?? '', /without commas and blanks/);
    assert.deepEqual(createAccount.problems(form(), live, NOW), []);
    assert.equal(checks(live)['databases'], 'unknown');
    assert.equal(checks(live, form(NOTHING))['databases'], undefined);
  });

  it('hides the password and can make one', () => {
    const password = createAccount.steps.find(({ field }) => field === 'password');
    assert.ok(password?.kind === 'input');
    assert.equal(password.secret, true);
    assert.equal(problemOf('password', password.generate?.()), undefined);
    const shown = createAccount.review(form(), creationLive()).map(({ value }) => plain(value));
    assert.ok(!shown.join().includes(PASSWORD));
  });
});

describe('creating an account: checks and request', () => {
  it('is all met on a healthy cluster', () =>
    assert.deepEqual(checks(creationLive()), { running: 'met', unlocked: 'met', keyword: 'met' }));
  it('warns of a busy or locked cluster, a second privileged account, and words of the engine', () => {
    const busy = creationLive({ cluster: aCluster({ status: 'ClassChanging', lockMode: 'ManualLock' }) });
    assert.deepEqual(checks(busy), { running: 'notMet', unlocked: 'notMet', keyword: 'met' });
    assert.equal(checks(creationLive(), form({ type: 'Super', ...NOTHING })).oneSuper, 'notMet');
    assert.equal(checks(creationLive({ accounts: [] }), form({ type: 'Super', ...NOTHING })).oneSuper, 'met');
    const postgres = creationLive({ cluster: aCluster({ engine: 'PostgreSQL' }) });
    assert.equal(checks(postgres, form({ type: 'Super', ...NOTHING })).oneSuper, 'met');
    for (const name of ['select', 'mysql'])
      assert.equal(checks(creationLive(), form({ name })).keyword, 'notMet');
    for (const name of ['user', 'public', 'pg_reader', 'postgres'])
      assert.equal(checks(postgres, form({ name, ...NOTHING })).keyword, 'notMet', name);
    assert.equal(checks(creationLive(), form({ name: 'user' })).keyword, 'met');
  });

  it('always sends the type, and the privileges as a list parallel to the databases', () => {
    const { parameters, ...call } = createAccount.call(form(), onCluster, creationLive(), 'token-1');
    assert.equal(call.action, 'CreateAccountZonal');
    assert.equal(call.tokenParameter, 'ClientToken');
    assert.deepEqual(call.secretParameters, ['AccountPassword']);
    assert.deepEqual(parameters, {
      DBClusterId: 'pc-edge',
      AccountName: 'testacc',
      AccountPassword: PASSWORD,
      AccountType: 'Normal',
      DBName: 'stock,audit',
      AccountPrivilege: 'ReadOnly,ReadOnly',
      ClientToken: 'token-1',
    });
  });
  it('sends one privilege for all databases, and description and node type where they are given', () => {
    const more = { scope: 'all', databases: [], description: 'words', nodeType: 'Normal' };
    const { parameters } = createAccount.call(form(more), onCluster, creationLive(), 't');
    assert.equal(parameters['PrivForAllDB'], '1');
    assert.equal(parameters['AccountPrivilege'], 'ReadOnly');
    assert.equal(parameters['AccountDescription'], 'words');
    assert.equal(parameters['NodeType'], 'Normal');
    assert.ok(!('DBName' in parameters));
  });
  it('shows the request without the password', () => {
    const call = createAccount.call(form(), onCluster, creationLive(), 't');
    assert.ok(call.cloud === 'alibaba');
    const view = viewOf(call);
    assert.equal(view.parameters['AccountPassword'], '******');
    assert.ok(!JSON.stringify(view).includes(PASSWORD));
  });
});

describe('creating an account: watching', () => {
  const state = (...accounts: ReturnType<typeof anAccount>[]) => ({ clusterStatus: 'Running', accounts });
  const made = (more = {}) =>
    anAccount({
      name: 'testacc',
      privileges: ['stock', 'audit'].map((database) => ({ database, privilege: 'ReadOnly' })),
      ...more,
    });
  const settle = (now: unknown, value = form()) => createAccount.settle(value, state(), now).state;
  it('is settled when the account is available and may do what was asked, not before', () => {
    assert.equal(settle(state(anAccount())), 'going');
    assert.equal(settle(state(made({ status: 'Creating' }))), 'going');
    assert.equal(settle(state(made({ privileges: [] }))), 'going');
    const empowering = made().privileges.map((held) => ({ ...held, status: 'Empowering' }));
    assert.equal(settle(state(made({ privileges: empowering }))), 'going');
    assert.equal(
      settle(state(made({ privileges: [{ database: 'stock', privilege: 'ReadWrite' }] }))),
      'going',
    );
    assert.equal(settle(state(made())), 'done');
    assert.equal(settle(state(made({ privileges: [] })), form(NOTHING)), 'done');
  });
  it('fails when the cluster goes away', () =>
    assert.equal(settle({ ...state(made()), clusterStatus: 'Deleting' }), 'failed'));
  it('finds a trace only where the account was not there before', () => {
    assert.equal(createAccount.trace(form(), state(), state(made({ status: 'Creating' }))).found, true);
    const twice = createAccount.trace(form(), state(made()), state(made()));
    assert.deepEqual(
      [twice.found, plain(twice.say)],
      [false, 'No trace: there was an account testacc before'],
    );
    assert.equal(createAccount.trace(form(), state(), state()).found, false);
  });
  it('shows each account before and after', () =>
    assert.deepEqual(
      createAccount.facts(state(made())).map(({ label, value }) => [plain(label), plain(value)]),
      [['Account testacc', 'Normal · Available · stock: ReadOnly, audit: ReadOnly']],
    ));
});

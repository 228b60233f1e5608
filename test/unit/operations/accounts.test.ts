import assert from 'node:assert/strict';
import { plain, text } from '../../../src/clouds/text';
import { CloudError, type CloudErrorKind } from '../../../src/clouds/cloudError';
import { deleteAccount } from '../../../src/operations/deleteAccount';
import { describeAccount } from '../../../src/operations/describeAccount';
import { grantPrivilege } from '../../../src/operations/grantPrivilege';
import { operations } from '../../../src/operations/index';
import type { Form, Operation } from '../../../src/operations/operation';
import { resetPassword } from '../../../src/operations/resetPassword';
import { revokePrivilege } from '../../../src/operations/revokePrivilege';
import { accountLive, anAccount, onAccount, onCluster } from '../support/accounts';
import { attribute, fakeClient } from '../support/fakeClient';
import { aCluster } from '../support/clusters';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const state = (account: ReturnType<typeof anAccount> | null = anAccount(), clusterStatus = 'Running') => ({
  clusterStatus,
  account,
});
const may = (...held: readonly (readonly [database: string, privilege: string, status?: string])[]) =>
  anAccount({
    privileges: held.map(([database, privilege, status]) => ({
      database,
      privilege,
      ...(status === undefined ? {} : { status }),
    })),
  });
const say = (operation: Operation, field: string, value: unknown, live = accountLive(), sofar: Form = {}) => {
  const problem = operation.fieldProblem(field, value, live, sofar, NOW);
  return problem && plain(problem);
};
const checksOf = (operation: Operation, form: Form, live: unknown) =>
  Object.fromEntries(operation.preflight(form, live, NOW).map(({ id, state: found }) => [id, found]));

describe('resetting a password', () => {
  const form = { password: 'Wonder-Land-7' };
  it('sends it as a secret, with a token', () => {
    const call = resetPassword.call(form, onAccount, accountLive(), 'token-1');
    assert.deepEqual(call.secretParameters, ['NewAccountPassword']);
    assert.deepEqual(call.parameters, {
      DBClusterId: 'pc-edge',
      AccountName: 'shop_app',
      NewAccountPassword: 'Wonder-Land-7',
      ClientToken: 'token-1',
    });
  });
  it('holds the password to its rules', () => {
    assert.match(say(resetPassword, 'password', 'Test11!') ?? '', /at least 8/);
    assert.equal(say(resetPassword, 'password', 'Test111!'), undefined);
  });
  it('says that an accepted password cannot be read back', () => {
    const progress = resetPassword.settle(form, state(), state());
    assert.deepEqual([progress.state, 'unreadable' in progress], ['done', true]);
    assert.deepEqual(resetPassword.facts(state()), [], 'equal facts would say that nothing happened');
    assert.match(plain(progress.say), /accepted .* Nobody can read a password back/);
    assert.equal(resetPassword.settle(form, state(), state(null)).state, 'failed');
    assert.equal(
      resetPassword.settle(form, state(), state(anAccount({ status: 'Deleting' }))).state,
      'going',
    );
  });
  it('never claims a trace, and says how to find out', () => {
    const trace = resetPassword.trace(form, state(), state());
    assert.equal(trace.found, false);
    assert.equal(trace.unreadable, true);
    assert.match(plain(trace.say), /Sign in as shop_app with the new one/);
  });
});

describe('changing a description', () => {
  it('starts from the present one, and refuses the same', () => {
    const [step] = describeAccount.steps;
    assert.ok(step?.kind === 'input');
    assert.equal(step.initial(accountLive(), {}, NOW), 'The shop itself');
    assert.match(say(describeAccount, 'description', 'The shop itself') ?? '', /already/);
    assert.match(say(describeAccount, 'description', '') ?? '', /at least 2/);
    assert.equal(say(describeAccount, 'description', 'ab'), undefined);
    assert.equal(say(describeAccount, 'description', 'x'.repeat(256)), undefined);
    assert.match(say(describeAccount, 'description', 'x'.repeat(257)) ?? '', /at most 256/);
  });
  it('is settled when it is there, and can be put back', () => {
    const form = { description: 'new' };
    const now = state(anAccount({ description: 'new' }));
    assert.equal(describeAccount.settle(form, state(), state()).state, 'going');
    assert.equal(describeAccount.settle(form, state(), now).state, 'done');
    assert.equal(describeAccount.trace(form, state(), now).found, true);
    assert.equal(describeAccount.trace(form, state(), state()).found, false);
    assert.deepEqual(describeAccount.inverse(form, state(), now)?.form, { description: 'The shop itself' });
    assert.equal(describeAccount.inverse(form, state(anAccount({ description: '' })), now), undefined);
  });
});

describe('granting a privilege', () => {
  const form = { databases: ['stock', 'checkout'], privilege: 'ReadOnly' };
  it('wants databases that are there, and a privilege of the page', () => {
    assert.match(say(grantPrivilege, 'databases', []) ?? '', /one database or more/);
    assert.match(say(grantPrivilege, 'databases', ['nowhere']) ?? '', /not a database/);
    assert.match(say(grantPrivilege, 'privilege', 'Everything', accountLive(), form) ?? '', /must be one of/);
    assert.deepEqual(grantPrivilege.problems(form, accountLive(), NOW), []);
  });
  it('sends one privilege for each database', () => {
    const { parameters } = grantPrivilege.call(form, onAccount, accountLive(), 't');
    assert.equal(parameters['DBName'], 'stock,checkout');
    assert.equal(parameters['AccountPrivilege'], 'ReadOnly,ReadOnly');
  });
  it('says for each database what changes', () =>
    assert.deepEqual(grantPrivilege.effect(form, accountLive()).map(plain).slice(0, 2), [
      'shop_app on stock: nothing → ReadOnly',
      'shop_app on checkout: ReadWrite → ReadOnly',
    ]));
  it('is settled when all of it is in force', () => {
    const settle = (now: unknown) => grantPrivilege.settle(form, state(), now).state;
    assert.equal(settle(state()), 'going');
    assert.equal(settle(state(may(['stock', 'ReadOnly']))), 'going');
    assert.equal(settle(state(may(['stock', 'ReadOnly'], ['checkout', 'ReadOnly', 'Empowering']))), 'going');
    assert.equal(settle(state(may(['stock', 'ReadOnly'], ['checkout', 'ReadOnly', 'Empowered']))), 'done');
    assert.equal(settle(state(null)), 'failed');
    assert.equal(settle(state(anAccount(), 'Deleting')), 'failed');
    assert.equal(grantPrivilege.trace(form, state(), state()).found, false);
    assert.equal(grantPrivilege.trace(form, state(), state(may(['stock', 'ReadOnly']))).found, true);
  });
  it('has the names of databases typed where they could not be read, and says so in the review', () => {
    const databases = { known: false, why: { text: 'No answer within 5 seconds' } } as const;
    const live = accountLive(anAccount(), { databases });
    const [step] = grantPrivilege.steps;
    assert.ok(step?.kind === 'pick');
    assert.match(plain(step.typed(live, {})!.prompt), /could not be read \(No answer within 5 seconds\)/);
    assert.deepEqual(grantPrivilege.problems(form, live, NOW), []);
    assert.equal(checksOf(grantPrivilege, form, live)['databases'], 'unknown');
    assert.equal(checksOf(grantPrivilege, form, accountLive())['databases'], undefined);
  });
  it('takes what the account had before for no trace', () => {
    const had = state(may(['checkout', 'ReadOnly']));
    const trace = (now: unknown) => grantPrivilege.trace(form, had, now);
    assert.equal(trace(had).found, false);
    const both = trace(state(may(['stock', 'ReadOnly'], ['checkout', 'ReadOnly'])));
    assert.deepEqual([both.found, plain(both.say)], [true, 'shop_app has ReadOnly on stock since']);
  });
  it('says only what is so where there is no trace', () => {
    const say = (before: unknown, now: unknown) => plain(grantPrivilege.trace(form, before, now).say);
    const has = state(may(['stock', 'ReadOnly'], ['checkout', 'ReadOnly']));
    assert.equal(say(state(), state()), 'No trace of the privilege on stock, checkout');
    assert.equal(say(has, has), 'No trace: shop_app had the privilege before');
    for (const [operation, values] of [
      [revokePrivilege, { databases: ['checkout'] }],
      [describeAccount, { description: 'new' }],
    ] as const)
      assert.equal(
        plain(operation.trace(values, state(), state(null)).say),
        'The account is not there any more',
      );
  });
  it('warns of privileged accounts, other engines, and accounts that are not ready', () => {
    const live = accountLive(anAccount({ type: 'Super', status: 'Creating' }), {
      cluster: aCluster({ engine: 'PostgreSQL' }),
    });
    assert.deepEqual(checksOf(grantPrivilege, form, live), {
      running: 'met',
      unlocked: 'met',
      engine: 'notMet',
      available: 'notMet',
      ordinary: 'notMet',
    });
  });
});

describe('revoking a privilege', () => {
  const form = { databases: ['checkout'] };
  it('offers what the account has, and refuses what it has not', () => {
    const [step] = revokePrivilege.steps;
    assert.ok(step?.kind === 'pick' && step.many);
    assert.deepEqual(
      step.choices(accountLive(), {}).map(({ value }) => value),
      ['checkout'],
    );
    assert.match(say(revokePrivilege, 'databases', ['stock']) ?? '', /no privilege on stock/);
    assert.match(say(revokePrivilege, 'databases', []) ?? '', /one database or more/);
  });
  it('is settled when it is gone from the list, also while it is being removed not before', () => {
    const settle = (now: unknown) => revokePrivilege.settle(form, state(), now).state;
    assert.equal(settle(state()), 'going');
    assert.equal(settle(state(may(['checkout', 'ReadWrite', 'Removing']))), 'going');
    assert.equal(settle(state(may(['stock', 'ReadWrite']))), 'done');
    assert.equal(revokePrivilege.trace(form, state(), state(may())).found, true);
    assert.equal(revokePrivilege.trace(form, state(), state(null)).found, false);
  });
});

describe('deleting an account', () => {
  it('has no token, since the call takes none', () => {
    const call = deleteAccount.call({}, onAccount, accountLive(), 'token-1');
    assert.equal(call.tokenParameter, undefined);
    assert.deepEqual(call.parameters, { DBClusterId: 'pc-edge', AccountName: 'shop_app' });
  });
  it('is settled when the account is gone', () => {
    assert.equal(deleteAccount.settle({}, state(), state()).state, 'going');
    assert.equal(deleteAccount.settle({}, state(), state(null)).state, 'done');
    assert.equal(deleteAccount.settle({}, state(), state(null, 'Deleting')).state, 'failed');
    assert.equal(deleteAccount.trace({}, state(), state(anAccount({ status: 'Deleting' }))).found, true);
    assert.equal(deleteAccount.trace({}, state(), state()).found, false);
  });
  it('warns of another account in the making, and of a writer that is down', () => {
    const other = anAccount({ name: 'other', status: 'Creating' });
    const down = aCluster().nodes.map((node) =>
      node.role === 'Writer' ? { ...node, status: 'Rebooting' } : node,
    );
    const live = accountLive(anAccount(), {
      accounts: [anAccount(), other],
      cluster: aCluster({ nodes: down }),
    });
    assert.deepEqual(checksOf(deleteAccount, {}, live), {
      running: 'met',
      unlocked: 'met',
      noneChanging: 'notMet',
      writerRunning: 'notMet',
    });
  });
});

describe('operations on accounts', () => {
  const FORMS: Readonly<Record<string, Form>> = {
    'polardbZonal.createAccount': {
      name: 'testacc',
      type: 'Super',
      password: 'Wonder-Land-7',
      description: '',
      scope: 'none',
      databases: [],
      privilege: null,
      nodeType: '',
    },
    'polardbZonal.resetPassword': { password: 'Wonder-Land-7' },
    'polardbZonal.describeAccount': { description: 'words' },
    'polardbZonal.grantPrivilege': { databases: ['stock'], privilege: 'ReadOnly' },
    'polardbZonal.revokePrivilege': { databases: ['checkout'] },
    'polardbZonal.deleteAccount': {},
  };
  const answers = (accounts: readonly string[]) => ({
    Accounts: accounts.map((AccountName) => ({ AccountName, AccountStatus: 'Available' })),
    Databases: [{ DBName: 'stock' }],
  });
  const client = (...accounts: string[]) =>
    fakeClient(({ action }) => (/Attribute/.test(action) ? attribute('pc-edge') : answers(accounts)));

  for (const operation of operations.filter(({ id }) => id.startsWith('polardbZonal.')))
    it(`${operation.id} needs the permissions of exactly what it calls`, async () => {
      const target = operation.on.includes('polardbZonal.cluster') ? onCluster : onAccount;
      const cloud = client('shop_app');
      const live = await operation.read(cloud, target);
      await operation.observe(cloud, target);
      const calls = [...cloud.calls, operation.call(FORMS[operation.id] ?? {}, target, live, 'token')];
      assert.deepEqual(
        [...new Set(calls.map(({ product, action }) => `${product}:${action}`))].sort(),
        operation.permissions.map(({ action }) => action).sort(),
      );
      assert.ok(calls.every(({ parameters }) => parameters['DBClusterId'] === 'pc-edge'));
    });

  it('say that an account is not there, rather than act on nothing', async () => {
    await assert.rejects(deleteAccount.read(client('other'), onAccount), (error: unknown) => {
      assert.ok(error instanceof CloudError);
      assert.match(plain(error.explanation), /no account shop_app any more/);
      return true;
    });
    assert.deepEqual(await deleteAccount.observe(client('other'), onAccount), {
      clusterStatus: 'Running',
      account: null,
    });
  });

  for (const operation of operations.filter(({ id }) => id.startsWith('polardbZonal.'))) {
    const target = operation.on.includes('polardbZonal.cluster') ? onCluster : onAccount;
    const without = (kind: CloudErrorKind) =>
      fakeClient(({ action }) => {
        if (/Databases/.test(action)) throw new CloudError({ kind, explanation: text('No databases') });
        return /Attribute/.test(action) ? attribute('pc-edge') : answers(['shop_app']);
      });
    for (const kind of ['permission', 'refused', 'answer'] as const)
      it(`${operation.id} is read and watched without the databases (${kind})`, async () => {
        const live = await operation.read(without(kind), target);
        assert.deepEqual(await operation.observe(without(kind), target), operation.state(live));
      });
    it(`${operation.id} waits for databases that cannot be read for a moment`, () =>
      assert.rejects(operation.observe(without('network'), target), { kind: 'network' }));
  }

  it('are watched by what a run keeps of their forms, which is no secret', () => {
    for (const operation of operations.filter(
      ({ id, secrets }) => id.startsWith('polardbZonal.') && secrets.length > 0,
    )) {
      const kept = Object.entries(FORMS[operation.id] ?? {}).filter(
        ([field]) => !operation.secrets.includes(field),
      );
      const form = Object.fromEntries(kept);
      const nothing = { clusterStatus: 'Deleting', account: null, accounts: [] };
      assert.equal(operation.settle(form, nothing, nothing).state, 'failed', operation.id);
      assert.equal(operation.trace(form, nothing, nothing).found, false, operation.id);
      assert.equal(operation.inverse(form, nothing, nothing), undefined, operation.id);
    }
  });

  it('warn of what is not met, and of nothing that is', () => {
    const live = accountLive(anAccount({ type: 'Super' }), { cluster: aCluster({ engine: 'Oracle' }) });
    const found = grantPrivilege.preflight({ databases: ['stock'], privilege: 'ReadOnly' }, live, NOW);
    assert.deepEqual(
      found.map(({ id, risk }) => [id, risk !== undefined]),
      [
        ['running', false],
        ['unlocked', false],
        ['engine', true],
        ['available', false],
        ['ordinary', true],
      ],
    );
  });

  it('tell what changed since the person looked', () => {
    const now = accountLive(anAccount({ description: 'else', privileges: [] }));
    assert.deepEqual(grantPrivilege.changes(accountLive(), now).map(plain), [
      'Description: The shop itself → else',
      'Privileges: checkout: ReadWrite → –',
    ]);
    assert.deepEqual(grantPrivilege.changes(accountLive(), accountLive()), []);
  });

  it('show the cloud’s words as they are: they are never keys of a translation', () =>
    assert.ok(deleteAccount.facts(state()).every(({ value }) => !value.text.includes('Available'))));

  it('compare an account before and after', () =>
    assert.deepEqual(
      deleteAccount
        .facts(state(may(['stock', 'ReadOnly', 'Removing'])))
        .map(({ label, value }) => `${plain(label)}: ${plain(value)}`),
      [
        'Account: Available',
        'Type: Normal',
        'Description: The shop itself',
        'Database stock: ReadOnly (Removing)',
      ],
    ));
});

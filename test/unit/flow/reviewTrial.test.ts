import assert from 'node:assert/strict';
import type { CloudCall, CloudClient, Outcome } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { ReviewStep } from '../../../src/flow/reviewStep';
import { createConnection } from '../../../src/operations/createConnection';
import { fakeStepKit, settle } from '../profiles/fakeQuickInput';
import { aHuaweiInstance } from '../support/huaweiInstances';
import { profile } from './flowBench';

const LIVE = {
  instance: aHuaweiInstance(),
  connections: { known: true, value: [] },
  supported: { known: true, value: { engines: ['mysql'], byNetwork: { rds: ['mysql'] } } },
};
const FORM = {
  engineType: 'mysql',
  user: 'app',
  password: 'Gauss_2345',
  savesPassword: false,
  database: '',
  port: 3306,
  remarks: '',
  recordsSql: false,
  nodes: [],
};

/** A review of a new connection, and what its cloud answers to writes. */
function setUp(answer: () => Promise<Outcome>) {
  const kit = fakeStepKit();
  const sent: CloudCall[] = [];
  const client = {
    write: async (call: CloudCall) => {
      sent.push(call);
      return await answer();
    },
  } as unknown as CloudClient;
  const { id, name } = LIVE.instance;
  const step = new ReviewStep(
    {
      kit,
      editor: { showText: () => Promise.resolve(), copy: () => Promise.resolve() },
      translate: plain,
      clock: { now: () => 0, monotonic: () => 0, sleep: () => Promise.resolve() },
      operation: createConnection,
      title: 'orders',
      profile: profile({ cloud: 'huawei' }),
      client,
      target: { kind: 'rds.instance', region: 'cn-north-4', id, name },
      form: FORM,
      changeTicket: '',
      tryAgain: () => undefined,
      ruling: () => Promise.resolve(undefined),
      newToken: () => 'token',
    },
    LIVE,
    [],
  );
  const done = step.ask(false);
  const test = async () => {
    const box = kit.last();
    const row = box.items.find(({ label }) => label.includes('Test Sign-In'));
    assert.ok(row);
    box.activeItems = [row];
    box.enterFocused();
    await settle();
  };
  return { sent, test, done, labels: () => kit.last().labels(), leave: () => kit.last().hide() };
}

const refused = (cloudMessage: string): Outcome => ({
  kind: 'refused',
  attempts: [],
  error: new CloudError({
    kind: 'refused',
    code: 'DAS.200100',
    explanation: text('The database did not let DAS sign in (DAS.200100).'),
    cloudMessage,
  }),
});
const accepted: Outcome = { kind: 'accepted', attempts: [], body: {} };

describe('trying out a sign-in from the review', () => {
  it('is one call a click and none by itself, as the form says, with the password as a secret', async () => {
    const { sent, test, labels, leave, done } = setUp(() => Promise.resolve(accepted));
    await settle();
    assert.equal(sent.length, 0);
    await test();
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.action, 'ExecuteTestConnectionNew');
    assert.deepEqual(sent[0].secretParameters, ['password']);
    assert.equal(sent[0].parameters['connection_id'], undefined);
    assert.match(labels()[0] ?? '', /app can sign in/);
    leave();
    assert.equal(await done, undefined);
  });

  it('sends no second one while the first is on its way', async () => {
    let answer: (outcome: Outcome) => void = () => undefined;
    const { sent, test, labels } = setUp(() => new Promise((resolve) => (answer = resolve)));
    await test();
    await test();
    assert.equal(sent.length, 1);
    answer(accepted);
    await settle();
    assert.match(labels()[0] ?? '', /can sign in/);
  });

  for (const [what, outcome, words] of [
    [
      'the database’s refusal',
      refused("Access denied for user 'app'@'100.125.0.16'"),
      /did not let DAS sign in/,
    ],
    ['that DAS tests only what exists', refused('connection_id is missing'), /only connections that exist/],
    [
      'that nobody knows',
      { ...refused(''), kind: 'unknown' } as Outcome,
      /Nobody knows whether app could sign in/,
    ],
  ] as const)
    it(`says ${what}, and leaves the review open`, async () => {
      const { test, labels } = setUp(() => Promise.resolve(outcome));
      await test();
      assert.match(labels()[0] ?? '', words);
      assert.ok(labels().some((label) => label.includes('Send…')));
    });
});

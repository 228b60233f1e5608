import assert from 'node:assert/strict';
import { text } from '../../../src/clouds/text';
import { runView } from '../../../src/results/runView';
import { runState, type Run } from '../../../src/runs/run';
import { english, runWith, settledRun, switchRole } from './exampleRun';

const view = (run: Run, operation: typeof switchRole | undefined = switchRole) =>
  runView(run, operation, english, 'en');
const actions = (run: Run, operation?: typeof switchRole) =>
  view(run, operation).actions.map((a) => a.action);

describe('runView', () => {
  it('says what happened to a settled run, in words', () => {
    const shown = view(settledRun);
    assert.equal(shown.word, 'Settled');
    assert.equal(shown.latest, 'The writer is now pi-bp1b4d5f6g7h8j9k1 and the cluster runs.');
    assert.equal(shown.requestId, '925B84D9-CA72-432C-95CF-738C22AB12CD');
    assert.equal(shown.checks[1]?.word, 'Not met');
    assert.equal(shown.checks[1].risk, 'A smaller writer may not carry the load.');
    assert.equal(shown.checks[0]?.risk, undefined);
  });

  it('has a word, a sentence and a tone for every state', () => {
    const words = runState.options.map((state) => view(runWith({ state })));
    for (const { word, means } of words) assert.ok(word && means);
    assert.equal(new Set(words.map(({ word }) => word)).size, words.length);
  });

  it('never calls an unknown run a failure', () => {
    const shown = view(
      runWith({
        state: 'unknown',
        outcome: {
          kind: 'unknown',
          attempts: [],
          error: { kind: 'network', explanation: text('The connection broke.') },
        },
      }),
    );
    assert.equal(shown.tone, 'unknown');
    assert.match(shown.means, /not a failure/);
    assert.equal(shown.error?.heading, 'Why it is not known');
  });

  it('tells a request that was never sent from one that failed', () => {
    const error = { kind: 'readOnly', explanation: text('The profile is read-only.') };
    const shown = view(runWith({ state: 'failed', outcome: { kind: 'notSent', attempts: [], error } }));
    assert.equal(shown.word, 'Not sent');
    assert.match(shown.means, /Nothing was changed/);
    assert.equal(view(runWith({ state: 'failed' })).word, 'Failed');
  });

  it('shows the error with code, meaning, next step and the cloud’s own words', () => {
    const { error, requestId } = view(
      runWith({
        state: 'refused',
        outcome: {
          kind: 'refused',
          attempts: [],
          error: {
            kind: 'refused',
            code: 'UnsupportHighFrequenceSwitchOver',
            status: 400,
            requestId: 'R-1',
            cloudMessage: 'too frequent',
            explanation: text('The cloud refused the request.'),
            advice: text('General advice.'),
            meaning: text('The last switch was less than ten minutes ago.'),
            next: text('Try again in 5 minutes.'),
          },
        },
      }),
    );
    const rows = Object.fromEntries(error?.rows.map(({ label, value }) => [label, value]) ?? []);
    assert.equal(rows['Code'], 'UnsupportHighFrequenceSwitchOver');
    assert.equal(rows['Next step'], 'Try again in 5 minutes.');
    assert.equal(rows["The cloud's message"], 'too frequent');
    assert.equal(requestId, 'R-1');
  });

  it('takes the request id from the last attempt that has one', () => {
    const attempts = [
      { at: 1, durationMs: 1, requestId: 'A' },
      { at: 2, durationMs: 1, requestId: 'B' },
      { at: 3, durationMs: 1 },
    ];
    assert.equal(view(runWith({ outcome: { kind: 'unknown', attempts } })).requestId, 'B');
  });

  it('offers Switch Back only for a settled run of a known operation', () => {
    assert.ok(actions(settledRun).includes('switchBack'));
    for (const state of runState.options.filter((s) => s !== 'settled'))
      assert.ok(!actions(runWith({ state })).includes('switchBack'), state);
    assert.ok(!runView(settledRun, undefined, english, 'en').actions.some((a) => a.action === 'switchBack'));
  });

  it('still shows a run whose journaled state the operation cannot read', () => {
    const broken = {
      ...switchRole,
      inverse: () => {
        throw new Error('other shape');
      },
    };
    assert.ok(!actions(settledRun, broken).includes('switchBack'));
  });

  it('offers Stop Watching while watched, and Run Again once over without success', () => {
    const going = runWith({ state: 'settling', closedAt: undefined });
    assert.ok(actions(going).includes('stopWatching'));
    assert.ok(!actions(going).includes('runAgain'));
    assert.ok(!actions(runWith({ state: 'sending', closedAt: undefined })).includes('stopWatching'));
    assert.ok(actions(runWith({ state: 'refused' })).includes('runAgain'));
    assert.ok(!actions(settledRun).includes('runAgain'));
    assert.ok(!actions(settledRun).includes('stopWatching'));
  });

  it('offers other keys where they are what helps', () => {
    const failed = (kind: string) =>
      runWith({
        state: 'refused',
        outcome: { kind: 'refused', attempts: [], error: { kind, explanation: text('No.') } },
      });
    for (const kind of ['credentials', 'keyRejected'])
      assert.ok(actions(failed(kind)).includes('updateCredentials'), kind);
    assert.ok(!actions(failed('permission')).includes('updateCredentials'));
    assert.ok(
      actions(runWith({ state: 'settling', waitingFor: 'credentials' })).includes('updateCredentials'),
    );
    assert.ok(!actions(settledRun).includes('updateCredentials'));
  });

  it('offers the RAM policy where a permission is missing and the operation knows what it needs', () => {
    const refused = (kind: string) =>
      runWith({
        state: 'refused',
        outcome: { kind: 'refused', attempts: [], error: { kind, explanation: text('No.') } },
      });
    assert.ok(actions(refused('permission')).includes('copyPolicy'));
    assert.ok(!actions(refused('refused')).includes('copyPolicy'));
    assert.ok(!actions(refused('permission'), { ...switchRole, permissions: [] }).includes('copyPolicy'));
    assert.ok(!actions(settledRun).includes('copyPolicy'));
  });

  it('translates through the given function only, and can be posted', () => {
    const shown = runView(settledRun, switchRole, () => 'x', 'zh-cn');
    assert.deepEqual(new Set(Object.values(shown.labels)), new Set(['x']));
    assert.equal(shown.title, 'x');
    assert.deepEqual(structuredClone(shown), shown);
  });
});

describe('a run that no reading can confirm', () => {
  it('says accepted, not that the live state shows it, and names what holds the account', () => {
    const say = { text: 'The cloud accepted it' };
    const run = runWith({
      state: 'settled',
      unreadable: true,
      target: {
        kind: 'polardbZonal.account',
        region: 'ap-southeast-1',
        id: 'reporting',
        name: 'reporting',
        within: { id: 'pc-edge', name: 'edge-shop' },
      },
      timeline: [{ at: 1, state: 'settled', say }],
    });
    const view = runView(run, undefined, english, 'en');
    assert.equal(view.word, 'Accepted');
    assert.match(view.means, /No reading can show/);
    assert.equal(view.timeline[0]?.word, 'Accepted');
    assert.equal(view.target.id, 'reporting · edge-shop · pc-edge');
  });
});

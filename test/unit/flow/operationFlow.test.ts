import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { IdenticalRunError } from '../../../src/runs/runService';
import { aCluster, liveOf, node, switched } from '../support/clusters';
import { aRun } from '../support/runs';
import { bench, place, profile, settle } from './flowBench';

const TITLE = 'Switch Primary';

describe('OperationFlow', () => {
  it('collects, reviews, confirms, sends, and opens the run', async () => {
    const t = bench();
    const { done } = await t.begin();
    assert.match(t.box().title ?? '', /orders: Target node/);
    assert.match(t.box().activeItems[0]?.label ?? '', /pi-r2/, 'the likely node has the focus');
    await t.choose('pi-r2');
    assert.match(t.box().title ?? '', /Review/);
    assert.equal(t.box().activeItems[0]?.label, '$(play) Send…');
    t.state.presses = [TITLE];
    await t.choose('Send');
    await done;
    assert.equal(
      t.asked[0]?.message,
      'Switch the primary of orders (pc-bp1test, cn-hangzhou) from pi-w to pi-r2?',
    );
    assert.deepEqual(t.asked[0].buttons, [TITLE]);
    assert.equal(t.state.reads, 2, 'live data is read again before the last question');
    assert.deepEqual(t.plans[0]?.form, { zoneType: 'Primary', targetNode: 'pi-r2', rollBack: false });
    assert.deepEqual(t.opened, ['run-1']);
  });

  it('sends nothing where the last question is not answered with yes, and keeps the review', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.equal(t.plans.length, 0);
    assert.match(t.box().title ?? '', /Review/);
    t.state.presses = [TITLE];
    await t.choose('Send');
    assert.equal(t.plans.length, 1);
  });

  it('sends nothing when the person leaves at any step', async () => {
    for (const stage of ['read', 'node', 'review'] as const) {
      const t = bench();
      t.state.hangs = stage === 'read';
      const started = t.flow.start(t.operation, place);
      await settle();
      if (stage === 'review') await t.choose('pi-r2');
      t.box().hide();
      assert.equal(await started, undefined, stage);
      assert.equal(t.plans.length, 0);
      assert.equal(t.asked.length, 0);
    }
  });

  it('goes Back from the review to the step, with its answer kept', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r1');
    t.box().back();
    await settle();
    assert.match(t.box().title ?? '', /Target node/);
    assert.match(t.box().activeItems[0]?.label ?? '', /pi-r1/);
  });

  it('lists unsuitable nodes under their own heading, with the reason', async () => {
    const t = bench();
    t.state.readings = [
      liveOf(aCluster({ nodes: [...aCluster().nodes, node('pi-bad', { status: 'Creating' })] })),
    ];
    await t.begin();
    const labels = t.box().labels();
    assert.ok(labels.indexOf('Not suitable') > 0);
    assert.match(labels.at(-1) ?? '', /pi-bad/);
    assert.match(t.box().items.at(-1)?.detail ?? '', /^It is not running/);
  });

  it('shows what changed since, and does not send it silently', async () => {
    const t = bench();
    t.state.readings = [liveOf(aCluster()), liveOf(aCluster({ status: 'ClassChanging' }))];
    await t.begin();
    await t.choose('pi-r2');
    t.state.presses = [TITLE];
    await t.choose('Send');
    assert.equal(t.plans.length, 0);
    assert.equal(t.asked.length, 0);
    assert.ok(t.box().labels().includes('Changed since you looked'));
    assert.match(t.box().activeItems[0]?.label ?? '', /Status: Running → ClassChanging/);
    t.state.presses = ['Send Anyway'];
    await t.choose('Send Anyway');
    assert.match(t.asked[0]?.detail ?? '', /Not met/);
    assert.equal(t.plans.length, 1);
  });

  it('does not send to a node that became the writer meanwhile', async () => {
    const t = bench();
    t.state.readings = [liveOf(aCluster()), liveOf(switched(aCluster(), 'pi-r2'))];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.ok(
      t
        .box()
        .labels()
        .some((label) => label.includes('pi-r2 is the writer already')),
    );
    assert.ok(
      !t
        .box()
        .labels()
        .some((label) => label.includes('Send')),
    );
    await t.choose('pi-r2 is the writer already');
    assert.match(t.box().title ?? '', /Target node/);
  });

  it('reads once more where the last question was left open for long', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    t.state.presses = [TITLE];
    const { readings } = t.state;
    t.state.readings = [readings[0], liveOf(switched(aCluster(), 'pi-r1'))];
    const clock = t.state;
    const original = clock.presses.shift.bind(clock.presses);
    clock.presses.shift = () => {
      clock.now += 61_000;
      return original();
    };
    await t.choose('Send');
    assert.equal(t.plans.length, 0);
    assert.ok(t.box().labels().includes('Changed since you looked'));
    assert.match(t.box().activeItems[0]?.label ?? '', /Writer: pi-w → pi-r1/);
  });

  it('wants the id of a production resource, exactly, and says inline what is wrong', async () => {
    const t = bench([profile({ safety: 'production' })]);
    await t.begin();
    await t.choose('pi-r2');
    t.state.presses = [TITLE];
    await t.choose('Send');
    t.box().type('PC-BP1TEST');
    t.box().enter();
    await settle();
    assert.match(t.box().validationMessage ?? '', /not pc-bp1test/);
    assert.equal(t.asked.length, 0);
    t.box().type(' pc-bp1test ');
    t.box().enter();
    await settle();
    assert.equal(t.plans.length, 1);
  });

  it('wants the id of the cluster where a part of it is the target: its name may be the same elsewhere', async () => {
    const t = bench([profile({ safety: 'production' })]);
    const within = { id: 'pc-bp1test', name: 'orders' };
    const account = {
      kind: 'polardbZonal.account',
      region: 'cn-hangzhou',
      id: 'app_ro',
      name: 'app_ro',
      within,
    } as const;
    void t.flow.start({ ...t.operation, on: [account.kind] }, { ...place, target: account });
    await settle();
    await t.choose('pi-r2');
    t.state.presses = [TITLE];
    await t.choose('Send');
    assert.match(t.box().prompt ?? '', /Type the id of orders to go on: pc-bp1test/);
    t.box().type('app_ro');
    t.box().enter();
    await settle();
    assert.equal(t.plans.length, 0);
    t.box().type('pc-bp1test');
    t.box().enter();
    await settle();
    assert.equal(t.plans.length, 1);
  });

  it('refuses on a read-only profile before anything is read', async () => {
    const t = bench([profile({ safety: 'read-only' })]);
    await t.begin();
    assert.equal(t.state.reads, 0);
    assert.equal(t.asked[0]?.kind, 'fail');
    assert.match(t.asked[0].message, /"Prod" is read-only/);
  });

  it('says why a target cannot be read, and tries again', async () => {
    const t = bench();
    const broken = new CloudError({
      kind: 'network',
      explanation: text('The host did not answer.'),
      advice: text('Check the network.'),
      code: 'ETIMEDOUT',
    });
    t.state.readings = [broken, liveOf(aCluster())];
    await t.begin();
    assert.deepEqual(t.box().labels(), [
      '$(error) The host did not answer.',
      '$(blank) Code: ETIMEDOUT',
      '$(refresh) Retry',
    ]);
    assert.equal(t.box().items[0]?.detail, 'Check the network.');
    t.box().enterFocused();
    await settle();
    assert.match(t.box().title ?? '', /Target node/);
  });

  it('says that a cluster was deleted under the flow', async () => {
    const t = bench();
    const gone = new CloudError({
      kind: 'refused',
      code: 'InvalidDBClusterId.NotFound',
      explanation: text('x'),
      requestId: 'R-7',
    });
    t.state.readings = [liveOf(aCluster()), gone];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.match(t.box().labels()[0] ?? '', /orders \(pc-bp1test\) is not in cn-hangzhou any more/);
    assert.ok(
      t
        .box()
        .labels()
        .some((label) => label.includes('R-7')),
    );
    t.box().back();
    await settle();
    assert.match(t.box().title ?? '', /Review/);
    assert.equal(t.plans.length, 0);
  });

  it('opens one flow a target, and says so on a second click', async () => {
    const t = bench();
    const first = t.flow.start(t.operation, place);
    const second = t.flow.start(t.operation, place);
    assert.equal(await second, undefined);
    assert.equal(t.asked.length, 1);
    assert.match(t.asked[0]?.message ?? '', /open input for orders/);
    await settle();
    t.box().hide();
    await first;
    void t.flow.start(t.operation, place);
    await settle();
    assert.equal(t.asked.length, 1, 'it is free again afterwards');
  });

  it('sends once however often Send is entered', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    t.state.presses = [TITLE, TITLE, TITLE];
    const review = t.box();
    review.focus('$(play) Send…');
    review.enterFocused();
    review.enterFocused();
    review.enterFocused();
    await settle();
    assert.equal(t.plans.length, 1);
  });

  it('warns of a run under way, with a way to it', async () => {
    const t = bench();
    t.state.active = [aRun({ state: 'settling' })];
    t.state.presses = ['Open the Run'];
    await t.begin();
    assert.equal(t.state.reads, 0);
    assert.deepEqual(t.opened, ['run-1']);
    assert.deepEqual(t.asked[0]?.buttons, ['Open the Run', 'Continue']);
  });

  it('lets a person go on despite a run under way, and asks once', async () => {
    const t = bench();
    t.state.active = [aRun({ state: 'settling' })];
    t.state.presses = ['Continue', TITLE];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.equal(t.plans.length, 1);
  });

  it('warns of a run that began while the flow was open', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    t.state.active = [aRun({ id: 'other', state: 'settling' })];
    t.state.presses = [TITLE, undefined];
    await t.choose('Send');
    assert.deepEqual(t.asked[1]?.buttons, ['Open the Run', 'Send Anyway']);
    assert.equal(t.plans.length, 0);
  });

  it('stops an identical request that is still being sent', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    t.state.active = [aRun({ id: 'twin' })];
    t.state.presses = [TITLE, 'Open the Run'];
    await t.choose('Send');
    assert.match(t.asked[1]?.message ?? '', /It is not sent twice/);
    assert.equal(t.plans.length, 0);
    assert.deepEqual(t.opened, ['twin']);
  });

  it('stops where the run store finds the twin itself', async () => {
    const t = bench();
    t.state.startError = new IdenticalRunError(aRun({ id: 'twin' }));
    t.state.presses = [TITLE];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.equal(t.asked[1]?.kind, 'inform');
  });

  it('says that nothing was sent where the journal cannot be written, and leads back to the review', async () => {
    const t = bench();
    t.state.startError = new Error('ENOSPC: no space left on device');
    t.state.presses = [TITLE, 'Review Again'];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Send');
    assert.equal(t.asked[1]?.message, 'Nothing was sent to orders. ENOSPC: no space left on device');
    assert.match(t.box().title ?? '', /Review/);
    t.state.startError = undefined;
    t.state.presses = [TITLE];
    await t.choose('Send');
    assert.equal(t.plans.length, 1);
  });

  it('opens at the review with a form filled in beforehand, and says what it switches back', async () => {
    const t = bench();
    await t.begin({
      form: { zoneType: 'Primary', targetNode: 'pi-r1', rollBack: false },
      inverseOf: 'run-0',
    });
    assert.match(t.box().title ?? '', /Review/);
    t.state.presses = [TITLE];
    await t.choose('Send');
    assert.equal(t.plans[0]?.inverseOf, 'run-0');
  });

  it('shows a prefilled form that no longer holds as something to be put right', async () => {
    const t = bench();
    await t.begin({ form: { zoneType: 'Primary', targetNode: 'pi-gone', rollBack: false } });
    assert.ok(t.box().labels().includes('To be put right'));
  });

  it('shows the request, and copies the command, without leaving the review', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Show Request');
    assert.ok(
      t.box().items.some(({ label, description }) => /TargetDBNodeId/.test(label) && description === 'pi-r2'),
    );
    await t.choose('Open as Text');
    assert.equal(t.shown[0]?.name, 'FailoverDBCluster pc-bp1test');
    assert.match(t.shown[0].content, /TargetDBNodeId = pi-r2/);
    await t.choose('Copy as aliyun Command');
    assert.match(t.state.copied, /^aliyun polardb FailoverDBCluster --region cn-hangzhou/);
    assert.doesNotMatch(t.state.copied, /ClientToken/);
    assert.match(t.box().title ?? '', /Review/);
    assert.equal(t.box().disposed, false);
  });

  it('checks again in place', async () => {
    const t = bench();
    t.state.readings = [liveOf(aCluster()), liveOf(aCluster({ lockMode: 'ManualLock' }))];
    await t.begin();
    await t.choose('pi-r2');
    await t.choose('Check Again');
    assert.ok(t.box().labels().includes('Changed since you looked'));
    assert.equal(t.box().busy, false);
    t.state.readings = [new CloudError({ kind: 'network', explanation: text('No answer.') })];
    await t.choose('Check Again');
    assert.equal(t.box().labels()[0], '$(error) No answer.');
  });

  it('does nothing harmful on rows that only say something', async () => {
    const t = bench();
    await t.begin();
    await t.choose('pi-r2');
    for (const row of ['orders', 'Prod', 'pc-'])
      if (
        t
          .box()
          .labels()
          .some((label) => label.includes(row))
      )
        await t.choose(row);
    assert.match(t.box().title ?? '', /Review/);
    assert.equal(t.plans.length, 0);
    assert.equal(t.asked.length, 0);
  });

  it('says so where the profile was removed under the flow', async () => {
    const profiles = [profile()];
    const t = bench(profiles);
    await t.begin();
    await t.choose('pi-r2');
    profiles.pop();
    await t.choose('Send');
    assert.match(
      t.asked.at(-1)?.message ?? '',
      /was not sent\. The cloud profile of this cluster was removed/,
    );
    assert.equal(t.plans.length, 0);
  });

  it('defuses icons and line breaks in a cluster’s own words', async () => {
    const t = bench();
    t.state.readings = [
      liveOf(
        aCluster({ nodes: [node('pi-w', { role: 'Writer' }), node('pi-x', { class: '$(trash)\nevil' })] }),
      ),
    ];
    await t.begin();
    for (const { description } of t.box().items) assert.doesNotMatch(description ?? '', /\$\(trash\)|\n/);
  });
});

import assert from 'node:assert/strict';
import { text } from '../../../src/clouds/text';
import { runItems } from '../../../src/results/runItems';
import { runReport } from '../../../src/results/runReport';
import { runSummary } from '../../../src/results/runSummary';
import { runView } from '../../../src/results/runView';
import { runTitle } from '../../../src/results/runWords';
import { english, runWith } from './exampleRun';

const resetOn = (cluster: string) =>
  runWith({
    id: `run on ${cluster}`,
    title: text('Reset Password'),
    target: {
      kind: 'polardbZonal.account',
      region: 'ap-southeast-1',
      id: 'app_ro',
      name: 'app_ro',
      within: { id: `pc-${cluster}`, name: cluster },
    },
    state: 'settling',
    closedAt: undefined,
  });

describe('runs on accounts of one name in two clusters', () => {
  const runs = [resetOn('shop'), resetOn('stock')] as const;

  it('are told apart in the lists of runs', () => {
    const items = runItems(runs, english, 'en');
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Reset Password: app_ro · shop', 'Reset Password: app_ro · stock'],
    );
    assert.deepEqual(
      items.map(({ detail }) => detail),
      [
        'Production (Hangzhou), ap-southeast-1, app_ro · shop · pc-shop',
        'Production (Hangzhou), ap-southeast-1, app_ro · stock · pc-stock',
      ],
    );
    assert.deepEqual(
      items.map(({ icon }) => icon),
      ['sync', 'sync'],
    );
  });

  it('are told apart in the status bar', () =>
    assert.deepEqual(runSummary(runs, () => undefined, english)?.lines, [
      'Reset Password: app_ro · shop, settling',
      'Reset Password: app_ro · stock, settling',
    ]));

  it('are told apart in tab, panel and report', () => {
    const [run] = runs;
    assert.equal(runTitle(run, english), 'Reset Password: app_ro · shop');
    const view = runView(run, undefined, english, 'en');
    assert.equal(`${view.title}: ${view.target.name}`, runTitle(run, english));
    assert.match(runReport(view, english), /^# Reset Password: app\\_ro · shop\n/);
  });
});

describe('a run on a cluster', () => {
  it('is named by the cluster alone', () => {
    assert.equal(runTitle(runWith({}), english), 'Switch Over Primary: orders');
    const [item] = runItems([runWith({})], english, 'en');
    assert.match(item?.detail ?? '', /, cn-hangzhou, pc-bp1s826a1up9k2x3v$/);
  });
});

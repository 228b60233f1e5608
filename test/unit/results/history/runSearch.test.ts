import assert from 'node:assert/strict';
import { text } from '../../../../src/clouds/text';
import { matchingRuns } from '../../../../src/results/history/matchingRuns';
import { searchRuns, type SearchAnswer } from '../../../../src/results/history/runSearch';
import type { Run } from '../../../../src/runs/run';
import { fakeStepKit, settle } from '../../profiles/fakeQuickInput';
import { english, runWith, settledRun } from '../exampleRun';

const refused = runWith({
  id: 'refused',
  title: text('Reset Password'),
  target: {
    kind: 'polardbZonal.account',
    region: 'ap-southeast-1',
    id: 'app_ro',
    name: 'app_ro',
    within: { id: 'pc-shop', name: 'shop' },
  },
  profile: { id: 'p2', name: 'Staging' },
  state: 'refused',
  outcome: { kind: 'refused', attempts: [], requestId: 'REQ-77' },
  changeTicket: 'CHG-9',
});
const runs: readonly Run[] = [refused, settledRun];
const found = (typed: string) => matchingRuns(runs, typed, english).map(({ state }) => state);

describe('looking for runs', () => {
  it('finds by operation, resource, region, profile, ticket, outcome and request id', () => {
    for (const typed of [
      'reset pass',
      'app_ro',
      'pc-shop',
      'ap-southeast',
      'staging',
      'chg-9',
      'REFUSED',
      'req-77',
    ])
      assert.deepEqual(found(typed), ['refused'], typed);
    assert.deepEqual(found('925b84d9'), ['settled']);
  });

  it('wants each word, wherever it stands', () => {
    assert.deepEqual(found('  staging   app_ro refused '), ['refused']);
    assert.deepEqual(found('staging settled'), []);
    assert.deepEqual(found(' '), ['refused', 'settled']);
  });

  function open(exports = true) {
    const kit = fakeStepKit();
    const done = searchRuns({ kit, say: english, language: 'en' }, { title: 'Search', runs, exports });
    return { box: kit.last(), done };
  }
  const answered = async (done: Promise<SearchAnswer | undefined>) => {
    await settle();
    return await done;
  };

  it('narrows the list as it is typed, says how many there are, and gives the one that is picked', async () => {
    const { box, done } = open();
    assert.equal(box.title, 'Search (2)');
    await settle();
    box.type('settled');
    assert.equal(box.title, 'Search (1 of 2)');
    assert.deepEqual(box.labels(), ['$(pass) Switch Over Primary: orders']);
    await settle();
    box.enterFocused();
    assert.deepEqual(await answered(done), { kind: 'picked', id: settledRun.id });
  });

  it('exports what is found, and nothing where nothing is', async () => {
    const { box, done } = open();
    box.type('nothing has this');
    box.press('Export These Runs…');
    assert.ok(box.shown, 'still open');
    box.type('chg-9');
    box.press('Export These Runs…');
    assert.deepEqual(await answered(done), { kind: 'export', found: [refused], typed: 'chg-9' });
  });

  it('is left by Escape', async () => {
    const { box, done } = open(false);
    assert.equal(box.buttons.length, 0);
    box.hide();
    assert.equal(await answered(done), undefined);
  });
});

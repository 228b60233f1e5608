import assert from 'node:assert/strict';
import { text, type Text } from '../../../src/clouds/text';
import { factsView } from '../../../src/results/factsView';
import { runReport } from '../../../src/results/runReport';
import { runView } from '../../../src/results/runView';
import { english, runWith, switchRole } from './exampleRun';

const fact = (label: string | Text, value: string) => ({
  label: typeof label === 'string' ? text(label) : label,
  value: text(value),
});
const rows = (before: ReturnType<typeof fact>[], after?: ReturnType<typeof fact>[]) =>
  factsView({ before, after }, english);

describe('factsView', () => {
  it('marks in words what changed, what is new and what is gone', () => {
    const shown = rows(
      [fact('Zone', 'cn-a'), fact('Status', 'Running'), fact('Old', 'x')],
      [fact('Status', 'Running'), fact('Zone', 'cn-b'), fact('Fresh', 'y')],
    );
    assert.deepEqual(shown?.rows, [
      { label: 'Zone', before: 'cn-a', after: 'cn-b', change: 'Changed' },
      { label: 'Status', before: 'Running', after: 'Running' },
      { label: 'Old', before: 'x', change: 'Gone' },
      { label: 'Fresh', after: 'y', change: 'New' },
    ]);
    assert.equal(shown.summary, 'Changed: Zone, Old, Fresh.');
  });

  it('tells facts apart that share a sentence and differ in its words', () => {
    const binding = (name: string) => text('Binding {name}', { name });
    const shown = rows(
      [fact(binding('a'), 'active')],
      [fact(binding('a'), 'active'), fact(binding('b'), 'active')],
    );
    assert.deepEqual(
      shown?.rows.map(({ label, change }) => [label, change]),
      [
        ['Binding a', undefined],
        ['Binding b', 'New'],
      ],
    );
  });

  it('says so when all is as it was, and when nothing was read since', () => {
    const facts = [fact('Zone', 'a')];
    assert.equal(rows(facts, facts)?.summary, 'Everything is the same as before.');
    const before = rows(facts);
    assert.equal(before?.read, false);
    assert.match(before.summary, /not read again/);
    assert.equal(before.rows[0]?.change, undefined);
  });

  it('is not there without facts', () => {
    assert.equal(factsView(undefined, english), undefined);
    assert.equal(rows([], []), undefined);
  });
});

describe('a run without nodes', () => {
  const facts = { before: [fact('Accounts', '2')], after: [fact('Accounts', '3 | <b>')] };
  const shown = runView(runWith({ topology: { before: [], after: [] }, facts }), switchRole, english, 'en');

  it('shows its facts and no drawing', () => {
    assert.equal(shown.topology, undefined);
    assert.equal(shown.facts?.rows.length, 1);
  });

  it('has them in its report', () => {
    const report = runReport(shown, english);
    assert.match(report, /Changed: Accounts\./);
    assert.match(report, /^\| Accounts \| 2 \| 3 \\\| \\<b\\> \| Changed \|$/m);
    assert.doesNotMatch(report, /## Before$/m);
  });
});

import assert from 'node:assert/strict';
import { topologyView } from '../../../src/results/topologyView';
import { english } from './exampleRun';

const w = (id: string, zone: string) => ({ id, zone, role: 'Writer' });
const r = (id: string, zone: string) => ({ id, zone, role: 'Reader' });

describe('topologyView', () => {
  it('draws the same zones in the same order before and after', () => {
    const shown = topologyView([w('a', 'h'), r('b', 'i')], [r('a', 'h'), w('b', 'k')], english);
    assert.deepEqual(
      shown.before.map(({ zone }) => zone),
      ['h', 'i', 'k'],
    );
    assert.deepEqual(
      shown.after?.map(({ zone }) => zone),
      ['h', 'i', 'k'],
    );
    assert.deepEqual(shown.after[1]?.nodes, []);
  });

  it('marks what changed, in words', () => {
    const shown = topologyView(
      [w('a', 'h'), r('b', 'i'), r('gone', 'h'), r('same', 'h')],
      [r('a', 'h'), w('b', 'k'), r('new', 'h'), r('same', 'h')],
      english,
    );
    const moved = Object.fromEntries(
      [...shown.before, ...(shown.after ?? [])].flatMap(({ nodes }) =>
        nodes.flatMap(({ id, moved: said }) => (said ? [[id, said]] : [])),
      ),
    );
    assert.deepEqual(moved, {
      a: 'was Writer',
      b: 'now the writer, moved from i',
      gone: 'gone since',
      new: 'new',
    });
    assert.equal(shown.summary, 'The writer was a (h) and is now b (k).');
  });

  it('says so when the writer is the same, in whatever order the nodes come', () => {
    const shown = topologyView([w('a', 'h'), w('b', 'h')], [w('b', 'h'), w('a', 'h')], english);
    assert.equal(shown.summary, 'The writer is the same as before: a (h), b (h).');
  });

  it('keeps a role it does not know as the cloud says it, and has no after before the first reading', () => {
    const shown = topologyView([{ id: 'a', zone: 'h', role: 'Arbiter' }], undefined, english);
    assert.equal(shown.before[0]?.nodes[0]?.role, 'Arbiter');
    assert.equal(shown.after, undefined);
    assert.equal(shown.summary, 'Writer before: none.');
  });
});

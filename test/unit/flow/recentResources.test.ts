import assert from 'node:assert/strict';
import { RecentResources, resourceKey, resourcePlace } from '../../../src/flow/recentResources';

const at = (id: string, profileId = 'p') => ({ profileId, product: 'polardb', region: 'r', id }) as const;

/** A memento, and what was reported. */
function bench(stored?: unknown) {
  const problems: string[] = [];
  const state = { value: stored, fails: false };
  const memento = {
    get: () => state.value as never,
    update: (_: string, value: unknown) => {
      if (state.fails) return Promise.reject(new Error('disk full'));
      state.value = value;
      return Promise.resolve();
    },
  };
  return {
    state,
    problems,
    recent: new RecentResources(memento, (problem) => problems.push(problem)),
  };
}

describe('recent resources', () => {
  it('are in the order of the last use, each once', () => {
    const { recent } = bench();
    for (const id of ['a', 'b', 'a']) recent.add(at(id));
    assert.deepEqual(recent.keys(), [at('a'), at('b')].map(resourceKey));
  });

  it('are forgotten with their profile and after 50 others', () => {
    const { recent } = bench();
    recent.add(at('a', 'gone'));
    recent.add(at('b', 'gone2'));
    recent.forget('gone');
    assert.deepEqual(recent.keys(), [resourceKey(at('b', 'gone2'))]);
    for (let i = 0; i < 50; i++) recent.add(at(String(i)));
    assert.equal(recent.keys().length, 50);
    assert.ok(!recent.keys().includes(resourceKey(at('b', 'gone2'))));
  });

  it('are none where the memento holds something else, and stop nobody where it cannot store', async () => {
    const { recent, state, problems } = bench({ not: 'a list' });
    assert.deepEqual(recent.keys(), []);
    state.fails = true;
    recent.add(at('a'));
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(problems, ['Recent resources: Error: disk full']);
  });

  it('are the listed resource, also for what is in it', () => {
    const within = { id: 'pc-1', name: 'orders' };
    const account = { kind: 'polardbZonal.account', region: 'r', id: 'dba', name: 'dba', within } as const;
    assert.deepEqual(resourcePlace('p', account), { ...at('pc-1'), product: 'polardbZonal' });
  });
});

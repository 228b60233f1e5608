import assert from 'node:assert/strict';
import { createLimiter } from '../../../src/clouds/limiter';
import { flush } from '../support/virtualClock';

describe('the limiter', () => {
  /** Tasks that end when told to, and the order in which they began. */
  function tasks() {
    const began: number[] = [];
    const ends = new Map<number, () => void>();
    const task = (n: number) => () => {
      began.push(n);
      return new Promise<number>((resolve) => ends.set(n, () => resolve(n)));
    };
    const end = async (n: number) => {
      ends.get(n)!();
      await flush();
    };
    return { began, task, end };
  }

  it('runs so many at a time, the others in their order', async () => {
    const { began, task, end } = tasks();
    const limiter = createLimiter(2);
    const all = [1, 2, 3, 4].map((n) => limiter.run('host', task(n)));
    await flush();
    assert.deepEqual(began, [1, 2]);
    await end(2);
    assert.deepEqual(began, [1, 2, 3]);
    const late = limiter.run('host', task(5));
    await end(1);
    assert.deepEqual(began, [1, 2, 3, 4], 'a newcomer does not overtake');
    await end(3);
    await end(4);
    await end(5);
    assert.deepEqual(await Promise.all([...all, late]), [1, 2, 3, 4, 5]);
  });

  it('counts each host by itself', async () => {
    const { began, task, end } = tasks();
    const limiter = createLimiter(1);
    const all = [limiter.run('a', task(1)), limiter.run('b', task(2)), limiter.run('a', task(3))];
    await flush();
    assert.deepEqual(began, [1, 2]);
    for (const n of [1, 2, 3]) await end(n);
    await Promise.all(all);
  });

  it('gives the place on when a task fails', async () => {
    const limiter = createLimiter(1);
    const failing = limiter.run('a', () => Promise.reject(new Error('no')));
    const next = limiter.run('a', () => Promise.resolve('yes'));
    await assert.rejects(failing, /no/);
    assert.equal(await next, 'yes');
  });

  it('forgets who is cancelled while waiting, and lets the next one in', async () => {
    const { began, task, end } = tasks();
    const limiter = createLimiter(1);
    const stop = new AbortController();
    const first = limiter.run('a', task(1));
    const second = limiter.run('a', task(2), stop.signal);
    const third = limiter.run('a', task(3));
    stop.abort(new Error('stopped'));
    await assert.rejects(second, /stopped/);
    await end(1);
    assert.deepEqual(began, [1, 3]);
    await end(3);
    assert.deepEqual(await Promise.all([first, third]), [1, 3]);
    await assert.rejects(limiter.run('a', task(4), AbortSignal.abort(new Error('before'))), /before/);
    assert.equal(await limiter.run('a', () => Promise.resolve(5)), 5, 'the place is free again');
  });
});

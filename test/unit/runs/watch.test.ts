import assert from 'node:assert/strict';
import { BackOff, SeenFor } from '../../../src/runs/watch';
import { VirtualClock } from '../support/virtualClock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('how long something has been seen', () => {
  it('counts from the first time', () => {
    const row = new SeenFor();
    assert.deepEqual(
      [0, 0.5, 1.5, 2].map((at) => row.seen(at * MINUTE) / MINUTE),
      [0, 0.5, 1.5, 2],
    );
  });

  it('begins anew after a reset', () => {
    const row = new SeenFor();
    row.seen(0);
    row.seen(MINUTE);
    row.reset();
    assert.equal(row.seen(10 * MINUTE), 0);
    assert.equal(row.seen(11 * MINUTE), MINUTE);
  });

  it('does not count a pause, nor a night for which the machine slept', () => {
    const row = new SeenFor();
    row.seen(0);
    row.pause();
    assert.equal(row.seen(MINUTE / 2), 0);
    assert.equal(row.seen(8 * HOUR), MINUTE);
  });
});

describe('the pauses between readings', () => {
  const signal = new AbortController().signal;
  const clock = new VirtualClock();
  /** How long each of the next pauses lasts, in milliseconds. */
  const pauses = async (backOff: BackOff, count: number, notBefore?: number) => {
    const lasted: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const from = clock.monotonic();
      await clock.run(backOff.wait(signal, notBefore));
      lasted.push(clock.monotonic() - from);
    }
    return lasted;
  };

  for (const [name, random] of [
    ['at their longest', 0],
    ['at their shortest', 0.999],
  ] as const)
    it(`grow from 2 or 3 s, and end at 20 to 30 s: ${name}`, async () => {
      const lasted = await pauses(new BackOff(clock, () => random), 12);
      assert.ok(lasted[0]! >= 2000 && lasted[0]! <= 3000, String(lasted));
      assert.ok(lasted.at(-1)! >= 20_000 && lasted.at(-1)! <= 30_000, String(lasted));
      assert.deepEqual(
        lasted,
        [...lasted].sort((a, b) => a - b),
      );
    });

  it('are five minutes at most before the time at which something is expected, and end then', async () => {
    const backOff = new BackOff(clock, () => 0);
    const due = clock.now() + 12 * MINUTE;
    assert.deepEqual(await pauses(backOff, 3, due), [5 * MINUTE, 5 * MINUTE, 2 * MINUTE]);
    assert.deepEqual(await pauses(backOff, 2, due), [3000, 4500], 'from then on as for any other run');
  });

  it('end within seconds when the machine wakes up, and start anew', async () => {
    const backOff = new BackOff(clock, () => 0);
    await pauses(backOff, 12);
    const waiting = backOff.wait(signal);
    await clock.advance(1000);
    const from = clock.monotonic();
    clock.jump(8 * HOUR);
    await clock.run(waiting);
    assert.ok(clock.monotonic() - from <= 5000);
    assert.deepEqual(await pauses(backOff, 1), [3000]);
  });

  it('end when the machine wakes up although something is expected much later', async () => {
    const waiting = new BackOff(clock, () => 0).wait(signal, clock.now() + 24 * HOUR);
    clock.jump(HOUR);
    const from = clock.monotonic();
    await clock.run(waiting);
    assert.ok(clock.monotonic() - from <= 5000);
  });

  it('neither hang nor hurry when the clock is set back', async () => {
    const backOff = new BackOff(clock, () => 0);
    await pauses(backOff, 12);
    const waiting = backOff.wait(signal);
    clock.jump(-8 * HOUR);
    const from = clock.monotonic();
    await clock.run(waiting);
    assert.equal(clock.monotonic() - from, 30_000);
  });
});

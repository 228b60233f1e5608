import assert from 'node:assert/strict';
import { CloudError, type CloudErrorKind } from '../../../src/clouds/cloudError';
import { retryRead, retryWrite, type AttemptResult } from '../../../src/clouds/retry';
import { plain, text } from '../../../src/clouds/text';
import { VirtualClock } from '../support/virtualClock';

type Step = (clock: VirtualClock) => Promise<AttemptResult>;
const attempt = { at: 0, durationMs: 0 };
const ok: Step = () => Promise.resolve({ kind: 'accepted', body: { ok: true }, requestId: 'R', attempt });

type Effect = Extract<AttemptResult, { kind: 'failed' }>['effect'];
const fails =
  (
    kind: CloudErrorKind,
    effect: Effect,
    more: { transient?: boolean; retryAfterMs?: number; takes?: number } = {},
  ): Step =>
  async (clock) => {
    if (more.takes) await clock.sleep(more.takes);
    return {
      kind: 'failed',
      error: new CloudError({ kind, code: `code-${kind}`, explanation: text(`It was ${kind}.`) }),
      effect,
      transient: more.transient ?? true,
      attempt,
      ...(more.retryAfterMs ? { retryAfterMs: more.retryAfterMs } : {}),
    };
  };
const throttled = fails('throttled', 'rejected');
const skewed = fails('clock', 'rejected');
const refused = fails('refused', 'refused', { transient: false });
const broken = fails('network', 'ambiguous');
const unsent = fails('network', 'unsent');
const serverError = fails('server', 'ambiguous');

/** Plays the steps, the last one for ever, and notes when each began and how long it may take. */
function play(steps: readonly Step[], random = 0.5) {
  const clock = new VirtualClock(0);
  const began: number[] = [];
  const timeouts: number[] = [];
  const attempting = (number: number, timeoutMs: number): Promise<AttemptResult> => {
    assert.equal(number, began.length + 1, 'attempts are numbered from 1');
    began.push(clock.now());
    timeouts.push(timeoutMs);
    return steps[Math.min(number, steps.length) - 1]!(clock);
  };
  return { clock, began, timeouts, attempting, deps: { clock, random: () => random } };
}

describe('repeating a read', () => {
  const read = (steps: readonly Step[], random?: number) => {
    const played = play(steps, random);
    return { ...played, result: played.clock.run(retryRead(played.attempting, played.deps)) };
  };
  const fate = async (steps: readonly Step[], random?: number) => {
    const { result, began } = read(steps, random);
    return [
      await result.then(
        () => 'ok',
        (error: unknown) => (error as CloudError).kind,
      ),
      began.length,
    ];
  };

  for (const [what, step] of [
    ['throttling', throttled],
    ['an error of the cloud’s own', serverError],
    ['a broken connection', broken],
    ['a refused connection', unsent],
  ] as const) {
    it(`goes on after ${what}`, async () => assert.deepEqual(await fate([step, ok]), ['ok', 2]));
    it(`goes on after ${what} three times`, async () =>
      assert.deepEqual(await fate([step, step, step, ok]), ['ok', 4]));
    it(`gives up after the third repeat because of ${what}`, async () =>
      assert.equal((await fate([step]))[1], 4));
  }
  it('does not repeat what the cloud refused', async () =>
    assert.deepEqual(await fate([refused, ok]), ['refused', 1]));

  it('waits with full jitter: from nothing up to a limit that doubles', async () => {
    const none = read([throttled], 0);
    await assert.rejects(none.result);
    assert.deepEqual(none.began, [0, 0, 0, 0]);
    const most = read([throttled], 1);
    await assert.rejects(most.result);
    assert.deepEqual(most.began, [0, 1000, 3000, 7000]);
  });

  it('waits as long as the cloud asks, in milliseconds, up to half a minute', async () => {
    const asked = (ms: number) => fails('throttled', 'rejected', { retryAfterMs: ms });
    const edge = read([asked(30_000), ok]);
    await edge.result;
    assert.deepEqual(edge.began, [0, 30_000]);
    assert.deepEqual(await fate([asked(30_001), ok]), ['throttled', 1]);
  });

  it('stops waiting when a person cancels', async () => {
    const stop = new AbortController();
    const { attempting, deps, clock, began } = play([throttled]);
    const result = retryRead(attempting, deps, stop.signal);
    const rejected = assert.rejects(result, { kind: 'cancelled' });
    await clock.advance(10);
    stop.abort(new Error('stopped'));
    await rejected;
    assert.equal(began.length, 1);
    assert.equal(clock.sleeping, 0);
    await assert.rejects(retryRead(attempting, deps, AbortSignal.abort()), { kind: 'cancelled' });
    assert.equal(began.length, 1);
  });
});

describe('repeating a write', () => {
  const write = async (steps: readonly Step[], hasToken: boolean, random?: number) => {
    const played = play(steps, random);
    const outcome = await played.clock.run(retryWrite(played.attempting, { hasToken }, played.deps));
    return { ...played, outcome, fate: [outcome.kind, played.began.length] as const };
  };
  const fate = async (steps: readonly Step[], hasToken: boolean) => (await write(steps, hasToken)).fate;

  for (const hasToken of [true, false])
    describe(hasToken ? 'with a token' : 'without a token', () => {
      const the = (what: string, steps: readonly Step[], kind: string, attempts: number) =>
        it(what, async () => assert.deepEqual(await fate(steps, hasToken), [kind, attempts]));

      the('is accepted at once', [ok], 'accepted', 1);
      the('is repeated when throttled', [throttled, throttled, throttled, ok], 'accepted', 4);
      the('is refused in the end where throttling does not end', [throttled], 'refused', 4);
      the('is repeated once when the clock is off', [skewed, ok], 'accepted', 2);
      the('is refused when the clock stays off', [skewed], 'refused', 2);
      the('is not repeated when refused', [refused, ok], 'refused', 1);
      the('tries once more where no byte left', [unsent, ok], 'accepted', 2);
      the('is not sent where no byte leaves the second time either', [unsent], 'notSent', 2);
      the(
        'is not tried again where that is no use',
        [fails('network', 'unsent', { transient: false })],
        'notSent',
        1,
      );
    });

  describe('after an attempt whose fate is not known', () => {
    for (const [what, step] of [
      ['a broken connection', broken],
      ['an error of the cloud’s own', serverError],
    ] as const) {
      it(`is never sent again without a token: ${what}`, async () =>
        assert.deepEqual(await fate([step, ok], false), ['unknown', 1]));
      it(`sends the same token again: ${what}`, async () =>
        assert.deepEqual(await fate([step, ok], true), ['accepted', 2]));
    }

    it('without a token is not sent again after throttling either', async () => {
      assert.deepEqual(await fate([throttled, broken, ok], false), ['unknown', 2]);
    });

    it('stays unknown when the repeat is refused, and says both', async () => {
      const { outcome } = await write([broken, refused], true);
      assert.ok(outcome.kind === 'unknown');
      assert.equal(outcome.attempts.length, 2);
      assert.equal(outcome.error.code, 'code-refused');
      const words = plain(outcome.error.explanation);
      assert.ok(words.includes('It was network.') && words.includes('It was refused.'), words);
      assert.match(plain(outcome.error.advice!), /live state/);
    });

    for (const [what, step, attempts] of [
      ['is throttled', throttled, 4],
      ['is not sent', fails('network', 'unsent', { transient: false }), 2],
      ['fails for credentials', fails('credentials', 'refused'), 2],
    ] as const)
      it(`stays unknown when the repeat ${what}`, async () => {
        assert.deepEqual(await fate([broken, step], true), ['unknown', attempts]);
      });

    it('gives the token up before 60 seconds are over, counted from the first attempt', async () => {
      const slow = fails('network', 'ambiguous', { takes: 29_000 });
      const { began, timeouts, clock, outcome } = await write([slow], true, 1);
      assert.equal(outcome.kind, 'unknown');
      // 29 s, 1 s of waiting, 29 s; the 2 s that come next would end after the window.
      assert.deepEqual(began, [0, 30_000]);
      assert.deepEqual(timeouts, [30_000, 30_000]);
      assert.equal(clock.now(), 59_000);
    });

    it('does not let the last attempt outlast the 60 seconds', async () => {
      const slow = fails('network', 'ambiguous', { takes: 20_000 });
      const { timeouts, began } = await write([slow], true, 0);
      assert.deepEqual(began, [0, 20_000, 40_000]);
      assert.deepEqual(timeouts, [30_000, 30_000, 20_000]);
    });

    it('is unknown, not cancelled, when a person stops the waiting', async () => {
      const stop = new AbortController();
      const { attempting, deps, clock, began } = play([broken]);
      const result = retryWrite(attempting, { hasToken: true, signal: stop.signal }, deps);
      await clock.advance(10);
      stop.abort(new Error('stopped'));
      assert.equal((await result).kind, 'unknown');
      assert.equal(began.length, 1);
    });
  });

  it('is not sent when a person stops it before, or while it waits after throttling', async () => {
    const { attempting, deps, clock, began } = play([throttled]);
    const before = await retryWrite(attempting, { hasToken: true, signal: AbortSignal.abort() }, deps);
    assert.deepEqual([before.kind, began.length], ['notSent', 0]);
    const stop = new AbortController();
    const result = retryWrite(attempting, { hasToken: true, signal: stop.signal }, deps);
    await clock.advance(10);
    stop.abort(new Error('stopped'));
    assert.equal((await result).kind, 'notSent');
    assert.equal(began.length, 1);
  });

  describe('is not sent again', () => {
    const HOURS = 8 * 3600_000;
    /** The first attempt, then what happens while it waits for the second. */
    const meanwhile = async (
      first: Step,
      happens: (clock: VirtualClock) => void,
      mayStillSend?: () => Promise<boolean>,
    ) => {
      const { attempting, deps, clock, began } = play([first, ok]);
      const result = retryWrite(attempting, { hasToken: true, mayStillSend }, deps);
      await clock.advance(10);
      happens(clock);
      const outcome = await clock.run(result);
      return [outcome.kind, began.length, outcome.kind === 'accepted' ? '' : outcome.error.kind];
    };

    for (const [what, step, kind] of [
      ['turned away', throttled, 'notSent'],
      ['not sent', unsent, 'notSent'],
      ['lost', broken, 'unknown'],
    ] as const) {
      it(`where the machine slept for 8 hours after a first attempt that was ${what}`, async () =>
        assert.deepEqual(await meanwhile(step, (clock) => clock.jump(HOURS)), [kind, 1, 'tooLate']));

      it(`where nobody stands for it any more after a first attempt that was ${what}`, async () => {
        let may = true;
        const ended = await meanwhile(
          step,
          () => (may = false),
          () => Promise.resolve(may),
        );
        assert.deepEqual(ended, [kind, 1, 'tooLate']);
      });
    }

    it('where the cloud asks for patience until its minute is over', async () => {
      const after = async (ms: number) =>
        (
          await write(
            [
              fails('throttled', 'rejected', { retryAfterMs: 30_000 }),
              fails('throttled', 'rejected', { retryAfterMs: ms }),
              ok,
            ],
            false,
          )
        ).fate;
      assert.deepEqual(await after(29_999), ['accepted', 3]);
      assert.deepEqual(await after(30_000), ['refused', 2]);
    });
  });

  it('asks before every attempt whether it may still be sent', async () => {
    const { attempting, deps, clock, began } = play([throttled, broken, ok]);
    const asked: number[] = [];
    const mayStillSend = () => Promise.resolve(asked.push(began.length) > 0);
    const outcome = await clock.run(retryWrite(attempting, { hasToken: true, mayStillSend }, deps));
    assert.deepEqual([outcome.kind, asked], ['accepted', [0, 1, 2]]);
  });

  for (const [what, mayStillSend] of [
    ['no', () => Promise.resolve(false)],
    ['that it cannot be told', () => Promise.reject(new Error('the journal is gone'))],
  ] as const)
    it(`is not sent at all where the answer is ${what}`, async () => {
      const { attempting, deps, clock, began } = play([ok]);
      const outcome = await clock.run(retryWrite(attempting, { hasToken: true, mayStillSend }, deps));
      assert.deepEqual([outcome.kind, began.length], ['notSent', 0]);
    });

  it('is not sent where the answer itself came after its minute', async () => {
    const ask = async (ms: number) => {
      const { attempting, deps, clock, began } = play([ok]);
      const mayStillSend = () => clock.sleep(ms).then(() => true);
      const outcome = await clock.run(retryWrite(attempting, { hasToken: true, mayStillSend }, deps));
      return [outcome.kind, began.length];
    };
    assert.deepEqual(await ask(59_999), ['accepted', 1]);
    assert.deepEqual(await ask(60_000), ['notSent', 0]);
  });
});

import assert from 'node:assert/strict';
import { CloudError } from '../../../../src/clouds/cloudError';
import { text } from '../../../../src/clouds/text';
import { PAUSE_MS, RenewedKeys, type MadeKey } from '../../../../src/profiles/keys/renewedKeys';
import { flush, VirtualClock } from '../../support/virtualClock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('keys that are renewed', () => {
  let clock: VirtualClock;
  let keys: RenewedKeys;
  let made: number;
  /** What comes of the next. */
  let answer: (signal: AbortSignal) => Promise<MadeKey>;
  const made1h = () => Promise.resolve({ key: keyNumber((made += 1)), lifetimeMs: HOUR });
  const keyNumber = (number: number) => ({
    accessKeyId: `STS.${number}`,
    accessKeySecret: 'secret',
    securityToken: 'token',
  });
  const refused = () => Promise.reject(new CloudError({ kind: 'credentials', explanation: text('no') }));
  const id = async (signal?: AbortSignal) => (await keys.key(signal)).accessKeyId;

  beforeEach(() => {
    clock = new VirtualClock();
    made = 0;
    answer = made1h;
    keys = new RenewedKeys(clock, (signal) => answer(signal));
  });

  it('are made when they are first needed, and used until five minutes before their end', async () => {
    assert.equal(keys.expiresAt, undefined);
    assert.equal(await id(), 'STS.1');
    assert.equal(keys.expiresAt, clock.now() + HOUR);
    assert.equal(keys.renewsAt, clock.now() + HOUR - 5 * MINUTE);
    await clock.advance(55 * MINUTE - 1);
    assert.equal(await id(), 'STS.1');
    await flush();
    assert.equal(made, 1);
    await clock.advance(1);
    assert.equal(await id(), 'STS.1', 'they are still good while new ones are made');
    await flush();
    assert.equal(await id(), 'STS.2');
  });

  it('are waited for where they end within half a minute, and never handed out after their end', async () => {
    await id();
    await clock.advance(HOUR - 30_000);
    assert.equal(await id(), 'STS.2');
    await clock.advance(3 * HOUR);
    assert.equal(await id(), 'STS.3');
  });

  it('of a short life are used for half of it', async () => {
    answer = () => Promise.resolve({ key: keyNumber((made += 1)), lifetimeMs: 4 * MINUTE });
    await id();
    await clock.advance(2 * MINUTE - 1);
    await id();
    assert.equal(made, 1);
    await clock.advance(1);
    await id();
    await flush();
    assert.equal(made, 2);
  });

  it('are made once for all who wait', async () => {
    let arrive: (key: MadeKey) => void = () => undefined;
    answer = () => {
      made += 1;
      return new Promise((resolve) => (arrive = resolve));
    };
    const waiting = [id(), id(), id()];
    await flush();
    arrive({ key: keyNumber(9), lifetimeMs: HOUR });
    assert.deepEqual(await Promise.all(waiting), ['STS.9', 'STS.9', 'STS.9']);
    assert.equal(made, 1);
  });

  it('go on being made for the others when one who waits gives up', async () => {
    let arrive: (key: MadeKey) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    const leaving = new AbortController();
    const [leaver, stayer] = [id(leaving.signal), id()];
    await flush();
    leaving.abort();
    await assert.rejects(leaver, { kind: 'cancelled' });
    arrive({ key: keyNumber(1), lifetimeMs: HOUR });
    assert.equal(await stayer, 'STS.1');
    await assert.rejects(id(AbortSignal.abort()), { kind: 'cancelled' });
  });

  it('tell a failure to all who wait, and are tried again only after a pause, once', async () => {
    let tries = 0;
    answer = () => ((tries += 1), refused());
    const waiting = await Promise.allSettled([id(), id(), id()]);
    assert.ok(waiting.every(({ status }) => status === 'rejected'));
    assert.equal(tries, 1);
    await assert.rejects(id(), /no/);
    await clock.advance(PAUSE_MS - 1);
    await assert.rejects(id(), /no/);
    assert.equal(tries, 1);
    await clock.advance(1);
    answer = made1h;
    assert.deepEqual(await Promise.all([id(), id()]), ['STS.1', 'STS.1']);
    assert.equal(keys.problem, undefined);
  });

  it('are tried again at once where a person says so', async () => {
    answer = refused;
    await assert.rejects(id());
    answer = made1h;
    await assert.rejects(id());
    keys.tryAgain();
    assert.equal(await id(), 'STS.1');
  });

  it('that are still good are used where no new ones can be made, and the failure is known', async () => {
    await id();
    answer = refused;
    await clock.advance(56 * MINUTE);
    assert.equal(await id(), 'STS.1');
    await flush();
    assert.match(keys.problem?.message ?? '', /no/);
    await clock.advance(4 * MINUTE - 5000);
    await assert.rejects(id(), /no/, 'too near to their end to be used while a try is made');
    assert.equal(await id(), 'STS.1', 'in the pause after it they are the best there is');
    await clock.advance(5000);
    await assert.rejects(id(), /no/);
  });

  it('notice that the machine slept, or that its clock was set back', async () => {
    await id();
    clock.jump(2 * HOUR);
    assert.equal(await id(), 'STS.2');
    clock.jump(-5 * HOUR);
    await clock.advance(HOUR);
    assert.equal(await id(), 'STS.3');
  });

  it('are made anew where the cloud calls them expired, whatever they said', async () => {
    const key = await keys.key();
    assert.equal(keys.expired(key), true);
    assert.equal(await id(), 'STS.2');
    assert.equal(keys.expired(key), true);
    assert.equal(await id(), 'STS.2', 'the one that was meant has gone already');
  });

  it('say when they change', async () => {
    let changes = 0;
    keys.onDidChange(() => (changes += 1));
    await id();
    assert.equal(changes, 1);
    answer = refused;
    await clock.advance(HOUR);
    await assert.rejects(id());
    assert.equal(changes, 2);
  });

  it('are not made any more once nobody needs them, and what is under way is ended', async () => {
    let ended: AbortSignal | undefined;
    answer = (signal) => ((ended = signal), new Promise(() => undefined));
    const waiting = id();
    await flush();
    keys.dispose();
    await assert.rejects(waiting, { kind: 'cancelled' });
    assert.equal(ended?.aborted, true);
    answer = made1h;
    await clock.advance(PAUSE_MS);
    await assert.rejects(id(), { kind: 'cancelled' });
    assert.equal(made, 0);
  });

  it('do not tell the words of a fault of our own', async () => {
    answer = () => Promise.reject(new Error('secret-of-somebody'));
    await assert.rejects(id(), (error: Error) => !error.message.includes('secret-of'));
  });
});

import type { AccessKey } from '../../clouds/accessKey';
import { type Clock, stopwatch } from '../../clouds/clock';
import { CloudError } from '../../clouds/cloudError';
import { cancelledError } from '../../clouds/retry';
import { Listeners } from '../listeners';
import { failedStep } from './keyStepError';

/** A new key and how long it is good for, milliseconds from now. */
export interface MadeKey {
  readonly key: AccessKey;
  readonly lifetimeMs: number;
}

/** Where keys come from that are used to sign. */
export interface KeySource {
  /** Rejects with CloudError, or as cancelled once `signal` is aborted: what is under way goes on for the others. */
  key(signal?: AbortSignal): Promise<AccessKey>;
  /** The cloud calls this key expired. Whether there will be another one. */
  expired(key: AccessKey): boolean;
  /** A person wants it tried again now. */
  tryAgain(): void;
  dispose(): void;
}

/** How long before its end a key is replaced, and at most half of its life. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** A request needs that long: a key nearer to its end is not handed out while a new one is being made. */
const SHORTEST_MS = 30_000;
/** After a failure nothing is tried for so long. */
export const PAUSE_MS = 10_000;

interface Current extends MadeKey {
  readonly age: () => number;
  readonly expiresAt: number;
}

/**
 * One temporary key, made anew before it expires: when it is asked for, never by a timer, and once for all who ask. A
 * key that is still good is handed out meanwhile, also where no new one can be made; a failure is told to all who wait
 * and not tried again for PAUSE_MS. Its age is the longer of what the wall clock and the machine's own time say, so
 * that neither sleep nor a clock set back keeps an expired key in use.
 */
export class RenewedKeys implements KeySource {
  readonly #clock: Clock;
  readonly #make: (signal: AbortSignal) => Promise<MadeKey>;
  readonly #close = new AbortController();
  readonly #changed = new Listeners<undefined>();
  #current: Current | undefined;
  #renewing: Promise<AccessKey> | undefined;
  #failed: { readonly error: CloudError; readonly since: () => number } | undefined;

  constructor(clock: Clock, make: (signal: AbortSignal) => Promise<MadeKey>) {
    this.#clock = clock;
    this.#make = make;
  }

  /** After a key was made, could not be made, or was given up. */
  readonly onDidChange = this.#changed.event;

  /** When the key ends by this machine's clock, milliseconds since the epoch; undefined while there is none. */
  get expiresAt(): number | undefined {
    return this.#current?.expiresAt;
  }

  /** When it is replaced at the earliest. */
  get renewsAt(): number | undefined {
    return this.#current && this.#current.expiresAt - renewBefore(this.#current);
  }

  /** Why there is no newer key. */
  get problem(): CloudError | undefined {
    return this.#failed?.error;
  }

  async key(signal?: AbortSignal): Promise<AccessKey> {
    if (signal?.aborted) throw cancelledError();
    const current = this.#current;
    const leftMs = current ? current.lifetimeMs - current.age() : 0;
    if (current && leftMs > renewBefore(current)) return current.key;
    const failed = this.#failed && this.#failed.since() < PAUSE_MS ? this.#failed.error : undefined;
    if (failed) {
      if (current && leftMs > 0) return current.key;
      throw failed;
    }
    const renewed = this.#renewed();
    if (!current || leftMs <= Math.min(SHORTEST_MS, renewBefore(current)))
      return await unlessAborted(renewed, signal);
    // Whoever needs the new key hears of a failure then.
    renewed.catch(() => undefined);
    return current.key;
  }

  expired(key: AccessKey): boolean {
    if (this.#current?.key.accessKeyId === key.accessKeyId) {
      this.#current = undefined;
      this.#changed.fire(undefined);
    }
    return true;
  }

  tryAgain(): void {
    this.#failed = undefined;
  }

  /** Ends what is under way. */
  dispose(): void {
    this.#close.abort(cancelledError());
    this.#changed.dispose();
  }

  #renewed(): Promise<AccessKey> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew(): Promise<AccessKey> {
    const { signal } = this.#close;
    try {
      if (signal.aborted) throw cancelledError();
      const made = await unlessAborted(this.#make(signal), signal);
      this.#current = {
        ...made,
        age: stopwatch(this.#clock),
        expiresAt: this.#clock.now() + made.lifetimeMs,
      };
      this.#failed = undefined;
      return made.key;
    } catch (error) {
      const why = error instanceof CloudError ? error : failedStep();
      this.#failed = { error: why, since: stopwatch(this.#clock) };
      throw why;
    } finally {
      this.#changed.fire(undefined);
    }
  }
}

const renewBefore = ({ lifetimeMs }: MadeKey): number => Math.min(RENEW_BEFORE_MS, lifetimeMs / 2);

/** The promise, or a rejection as cancelled as soon as the signal is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelledError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

import type { Clock } from '../clouds/clock';
import { text } from '../clouds/text';
import { localTime, systemTimeZone } from '../operations/localTime';
import type { Connections } from '../profiles/connections';
import { oneLine } from '../profiles/displayText';
import { errorSentence } from '../profiles/errorSentence';
import type { KeyTimes } from '../profiles/keys/profileKeys';
import { Listeners } from '../profiles/listeners';
import type { Say } from '../profiles/say';
import { localAndUtc } from './localAndUtc';

/** What the row of a profile says of keys that are renewed. */
export interface KeyWords {
  /** `role dba until 14:42`. */
  readonly brief: string;
  readonly tooltip: readonly (readonly [string, string | undefined])[];
}

export interface KeysInTreeDeps {
  readonly connections: Pick<Connections, 'keyTimes' | 'onDidChangeKeys'>;
  readonly clock: Clock;
  readonly say: Say;
}

/**
 * How long the keys of profiles are good for, in words. They name the time at which keys end, and not what is left of
 * it: a row whose words change every minute would be drawn anew every minute, with all that is open below it.
 */
export class KeysInTree {
  readonly #deps: KeysInTreeDeps;
  readonly #changed = new Listeners<string>();
  readonly #subscription: { dispose(): void };
  /** By profile, what waits for the end of its keys. */
  readonly #ends = new Map<string, AbortController>();

  constructor(deps: KeysInTreeDeps) {
    this.#deps = deps;
    this.#subscription = deps.connections.onDidChangeKeys((profileId) => {
      void this.#awaitEnd(profileId);
      this.#changed.fire(profileId);
    });
  }

  /** Called with the id of a profile whose words changed. */
  readonly onDidChange = this.#changed.event;

  /** Undefined where the keys are not renewed, or were not needed yet. */
  of(profileId: string): KeyWords | undefined {
    const { connections, clock, say } = this.#deps;
    const times = connections.keyTimes(profileId);
    return times && keyWords(times, clock.now(), say);
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const waiting of this.#ends.values()) waiting.abort();
    this.#changed.dispose();
  }

  /** Keys that nobody needs any more are not renewed: then the row must not go on naming a time that is over. */
  async #awaitEnd(profileId: string): Promise<void> {
    const { connections, clock } = this.#deps;
    this.#ends.get(profileId)?.abort();
    const { expiresAt } = connections.keyTimes(profileId) ?? {};
    if (expiresAt === undefined) return;
    const waiting = new AbortController();
    this.#ends.set(profileId, waiting);
    try {
      await clock.sleep(Math.max(expiresAt - clock.now(), 0), waiting.signal);
      this.#changed.fire(profileId);
    } catch {
      // Other keys have taken their place.
    }
  }
}

/** In words, at a moment. */
export function keyWords({ way, expiresAt, renewsAt, problem }: KeyTimes, now: number, say: Say): KeyWords {
  const name = oneLine(say(way));
  const good = expiresAt !== undefined && expiresAt > now;
  const time = (at: number) => localTime(at, systemTimeZone).slice(11);
  const brief = good
    ? say(text('{keys} until {time}', { keys: name, time: time(expiresAt) }))
    : problem
      ? say(text('{keys}: no new keys', { keys: name }))
      : name;
  return {
    brief,
    tooltip: [
      [say(text('Keys')), name],
      [say(text('Valid until')), good ? localAndUtc(expiresAt) : undefined],
      [
        say(text('Renewed')),
        good && renewsAt !== undefined
          ? say(text('from {time} on, when they are next needed', { time: time(renewsAt) }))
          : say(text('when they are next needed')),
      ],
      [say(text('No new keys')), problem && oneLine(errorSentence(problem, say))],
    ],
  };
}

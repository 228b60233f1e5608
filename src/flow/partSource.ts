import { text } from '../clouds/text';
import type { PartTarget } from '../inventory/estate';
import type { ResourceKind } from '../inventory/target';
import type { PickEntry, PickSource } from '../profiles/multiStepPick';
import type { Say } from '../profiles/say';
import { factsAsOf } from './asOf';
import type { Found } from './resourceSource';

/** The parts of a resource that an operation can be started on, as a list that fills when they have been read. */
export class PartSource implements PickSource<PartTarget> {
  readonly #found: Found;
  readonly #kinds: readonly ResourceKind[];
  readonly #say: Say;
  readonly #now: () => number;

  /** Reads the resource where it has not been read yet. `now`: milliseconds since the epoch. */
  constructor(found: Found, kinds: readonly ResourceKind[], say: Say, now: () => number) {
    this.#found = found;
    this.#kinds = kinds;
    this.#say = say;
    this.#now = now;
    if (!this.#detail()) void found.estate.refreshResource(found.resource);
  }

  busy(): boolean {
    return this.#detail()?.state === 'loading';
  }

  onDidChange(listener: () => void): { dispose(): void } {
    return this.#found.estate.onDidChange(listener);
  }

  entries(): readonly PickEntry<PartTarget>[] {
    const { estate, reader, resource } = this.#found;
    const detail = this.#detail();
    const known = estate.resource(resource) ?? resource;
    const stale = estate.stale(resource);
    const parts = reader
      .targets(known, detail?.parts ?? {})
      .filter(({ kind }) => this.#kinds.includes(kind))
      .map((part): PickEntry<PartTarget> => ({
        value: part,
        key: `${part.kind}/${part.id}`,
        label: part.name,
        description: factsAsOf(part.facts, stale, this.#now(), this.#say),
      }));
    const error = detail?.error ?? Object.values(detail?.problems ?? {}).find((each) => each !== undefined);
    if (error)
      return [...parts, this.#again(this.#say(text('Retry')), this.#say(error.explanation), 'warning')];
    if (parts.length > 0 || this.busy() || !detail) return parts;
    return [
      this.#again(
        this.#say(text('There is nothing here to choose from')),
        this.#say(text('Choose this to look again.')),
        'info',
      ),
    ];
  }

  #again(label: string, detail: string, icon: string): PickEntry<PartTarget> {
    const act = () => {
      this.#found.tryAgain();
      void this.#found.estate.refreshResource(this.#found.resource);
    };
    return { label, detail, icon, act };
  }

  #detail() {
    return this.#found.estate.detail(this.#found.resource);
  }
}

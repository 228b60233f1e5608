import { text, type Text } from '../clouds/text';
import type { Estate, ProductReader, Resource, Stale } from '../inventory/estate';
import { problemGroups } from '../inventory/problemGroups';
import { Gathered } from '../profiles/gathered';
import type { PickEntry, PickItem, PickSource } from '../profiles/multiStepPick';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import { factsAsOf } from './asOf';
import { resourceKey, type ResourcePlace } from './recentResources';

/** One product of one profile. */
export interface Source {
  readonly profile: Profile;
  readonly reader: ProductReader;
  readonly estate: Estate;
  /** A person chose to read again: also keys that the cloud did not accept are tried once more. */
  tryAgain(): void;
}

/** A listed resource and where it was found. */
export interface Found extends Source {
  readonly resource: Resource;
}

const RECENT_SHOWN = 5;

export interface ResourceSourceOptions {
  /** Keys of what was last worked on, the last first: these stand first in the list. */
  readonly recent: readonly string[];
  /** So that what is typed finds tags, too. */
  readonly showsTags?: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The resources of all profiles as a list that fills while the regions answer. Regions that failed offer Retry. */
export class ResourceSource implements PickSource<Found> {
  readonly #sources: readonly Source[];
  readonly #translate: Say;
  readonly #options: ResourceSourceOptions;
  /** Those made so far: a list may fill many times, and most of what is in it stays. */
  readonly #items = new WeakMap<
    Resource,
    { readonly item: PickItem<Found>; readonly stale: Stale | undefined }
  >();

  /** Starts loading what is not loaded yet. */
  constructor(sources: readonly Source[], translate: Say, options: ResourceSourceOptions) {
    this.#sources = sources;
    this.#options = options;
    this.#translate = translate;
    for (const { estate } of sources) estate.load();
  }

  busy(): boolean {
    return this.#sources.some(({ estate }) =>
      estate.regions().some(({ state }) => state === 'idle' || state === 'loading'),
    );
  }

  onDidChange(listener: () => void): { dispose(): void } {
    const gathered = new Gathered(listener);
    const subscriptions = this.#sources.map(({ estate }) => estate.onDidChange(() => gathered.soon()));
    return { dispose: () => [...subscriptions, gathered].forEach((each) => each.dispose()) };
  }

  entries(): readonly PickEntry<Found>[] {
    const recent = this.#recent();
    const shown = new Set(recent.map(({ key }) => key));
    const groups = this.#sources.map((source) => this.#group(source, shown));
    const failed = this.#sources.flatMap((source) => this.#failed(source));
    const empty =
      recent.length === 0 &&
      groups.every((entries) => entries.length === 0) &&
      !this.busy() &&
      failed.length === 0;
    return [
      ...(recent.length > 0 ? [{ heading: this.#translate(text('Recent')) }, ...recent] : []),
      ...groups.flat(),
      ...(failed.length > 0 ? [{ heading: this.#translate(text('Could not be read')) }, ...failed] : []),
      ...(empty ? [this.#empty()] : []),
    ];
  }

  /** Those that are listed now; where there are several sources, with the one that each is of. */
  #recent(): PickItem<Found>[] {
    const wanted = new Set(this.#options.recent);
    if (wanted.size === 0) return [];
    const found = new Map<string | undefined, PickItem<Found>>();
    for (const source of this.#sources)
      for (const item of this.#itemsOf(source)) if (wanted.has(item.key ?? '')) found.set(item.key, item);
    return [...wanted]
      .flatMap((key) => found.get(key) ?? [])
      .slice(0, RECENT_SHOWN)
      .map((item) => {
        if (this.#sources.length === 1) return item;
        return { ...item, description: `${this.#named(item.value)} · ${item.description ?? ''}` };
      });
  }

  #group(source: Source, elsewhere: ReadonlySet<string | undefined>): PickEntry<Found>[] {
    const entries = this.#itemsOf(source).filter(({ key }) => !elsewhere.has(key));
    return entries.length === 0 ? [] : [{ heading: this.#named(source) }, ...entries];
  }

  /** One line for the regions that failed for one and the same reason. */
  #failed(source: Source): PickEntry<Found>[] {
    const { profile, reader, estate } = source;
    const loads = estate.regions();
    return problemGroups(loads).map((regions) => {
      const error = loads.find(({ region }) => region === regions[0])?.error;
      const facts = {
        regions: regions.length === 1 ? (regions[0] ?? '') : regions.length,
        of: this.#named(source),
      };
      return {
        label: this.#translate(
          regions.length === 1
            ? text('Retry {regions} of {of}', facts)
            : text('Retry {regions} regions of {of}', facts),
        ),
        key: `retry/${profile.id}/${reader.product}/${regions.join('/')}`,
        detail: this.#translate(error?.explanation ?? text('No answer')),
        icon: 'warning',
        act: () => {
          source.tryAgain();
          for (const region of regions) void estate.refresh(region);
        },
      };
    });
  }

  /** The profile, with its product only where there are several. */
  #named({ profile, reader }: Source): string {
    const isAlone = this.#sources.every((other) => other.reader === reader);
    return isAlone ? profile.name : `${profile.name} · ${reader.title}`;
  }

  #empty(): PickEntry<Found> {
    const regions = [...new Set(this.#sources.flatMap(({ profile }) => profile.regions))];
    return {
      label: this.#translate(this.#nothing()),
      detail: this.#translate(text('Looked in {regions}. Choose this to look again.', { regions })),
      icon: 'info',
      act: () => {
        for (const source of this.#sources) {
          source.tryAgain();
          void source.estate.refresh();
        }
      },
    };
  }

  #itemsOf(source: Source): readonly PickItem<Found>[] {
    return source.estate.regions().flatMap(({ resources }) =>
      resources.map((resource) => {
        const stale = source.estate.stale(resource);
        const known = this.#items.get(resource);
        if (known && known.stale === stale) return known.item;
        const item = this.#item({ ...source, resource }, stale);
        this.#items.set(resource, { item, stale });
        return item;
      }),
    );
  }

  #item(found: Found, stale: Stale | undefined): PickItem<Found> {
    const { reader, resource } = found;
    const tags = this.#options.showsTags ? (reader.tags?.(resource) ?? []) : [];
    return {
      value: found,
      key: foundKey(found),
      label: resource.name,
      description: factsAsOf(reader.facts(resource), stale, this.#options.now(), this.#translate),
      detail: [resource.id, ...tags, ...this.#again(stale)].join(' · '),
      icon: 'database',
    };
  }

  #again(stale: Stale | undefined): readonly string[] {
    return stale && !stale.error ? [this.#translate(text('being read again'))] : [];
  }

  #nothing(): Text {
    const titles = [...new Set(this.#sources.map(({ reader }) => reader.title))];
    const product = titles;
    switch (this.#sources[0]?.reader.noun) {
      case 'instance':
        return text('There are no {product} instances here', { product });
      case 'connection':
        return text('There are no {product} connections here', { product });
      default:
        return text('There are no {product} clusters here', { product });
    }
  }
}

export const foundPlace = ({ profile, reader, resource }: Found): ResourcePlace => ({
  profileId: profile.id,
  product: reader.product,
  region: resource.region,
  id: resource.id,
});

/** Tells a found resource from every other, and names it as the one to have focused. */
export const foundKey = (found: Found): string => resourceKey(foundPlace(found));

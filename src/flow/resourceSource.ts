import { text, type Text } from '../clouds/text';
import type { Estate, ProductReader, Resource } from '../inventory/estate';
import { problemGroups } from '../inventory/problemGroups';
import type { PickEntry, PickSource } from '../profiles/multiStepPick';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';

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

/** The resources of all profiles as a list that fills while the regions answer. Regions that failed offer Retry. */
export class ResourceSource implements PickSource<Found> {
  readonly #sources: readonly Source[];
  readonly #translate: Say;
  readonly #showsTags: boolean;

  /** Starts loading what is not loaded yet. `showsTags`: so that what is typed finds them, too. */
  constructor(sources: readonly Source[], translate: Say, { showsTags = false } = {}) {
    this.#sources = sources;
    this.#showsTags = showsTags;
    this.#translate = translate;
    for (const { estate } of sources) estate.load();
  }

  busy(): boolean {
    return this.#sources.some(({ estate }) =>
      estate.regions().some(({ state }) => state === 'idle' || state === 'loading'),
    );
  }

  onDidChange(listener: () => void): { dispose(): void } {
    const subscriptions = this.#sources.map(({ estate }) => estate.onDidChange(listener));
    return { dispose: () => subscriptions.forEach((subscription) => subscription.dispose()) };
  }

  entries(): readonly PickEntry<Found>[] {
    const groups = this.#sources.map((source) => this.#group(source));
    const failed = this.#sources.flatMap((source) => this.#failed(source));
    const empty = groups.every((entries) => entries.length === 0) && !this.busy() && failed.length === 0;
    return [
      ...groups.flat(),
      ...(failed.length > 0 ? [{ heading: this.#translate(text('Could not be read')) }, ...failed] : []),
      ...(empty ? [this.#empty()] : []),
    ];
  }

  #group(source: Source): PickEntry<Found>[] {
    const { estate } = source;
    const resources = estate.regions().flatMap((load) => load.resources);
    if (resources.length === 0) return [];
    return [
      { heading: this.#named(source) },
      ...resources.map((resource) => this.#entry({ ...source, resource })),
    ];
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
    const regions = [...new Set(this.#sources.flatMap(({ profile }) => profile.regions))].join(', ');
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

  #entry(found: Found): PickEntry<Found> {
    const { reader, resource } = found;
    const tags = this.#showsTags ? (reader.tags?.(resource) ?? []) : [];
    return {
      value: found,
      key: foundKey(found),
      label: resource.name,
      description: reader
        .facts(resource)
        .filter((fact) => fact)
        .join(' · '),
      detail: [resource.id, ...tags].join(' · '),
      icon: 'database',
    };
  }

  #nothing(): Text {
    const titles = [...new Set(this.#sources.map(({ reader }) => reader.title))];
    const product = titles.join(', ');
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

/** Tells a found resource from every other, and names it as the one to have focused. */
export const foundKey = ({ profile, reader, resource }: Found): string =>
  `${profile.id}/${reader.product}/${resource.region}/${resource.id}`;

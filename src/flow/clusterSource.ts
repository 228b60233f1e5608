import { text } from '../clouds/text';
import type { Estate, RegionLoad } from '../inventory/estate';
import { writersOf, type Cluster } from '../inventory/polardbCluster';
import type { Target } from '../inventory/target';
import type { PickEntry, PickSource } from '../profiles/multiStepPick';
import type { Profile } from '../profiles/profile';
import type { Translate } from '../results/translate';

/** A resource and the profile through which it is reached. */
export interface Place {
  readonly profileId: string;
  readonly target: Target;
}

interface Source {
  readonly profile: Profile;
  readonly estate: Estate;
}

/** The clusters of all profiles as a list that fills while the regions answer. Regions that failed offer Retry. */
export class ClusterSource implements PickSource<Place> {
  readonly #sources: readonly Source[];
  readonly #translate: Translate;

  /** Starts loading what is not loaded yet. */
  constructor(sources: readonly Source[], translate: Translate) {
    this.#sources = sources;
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

  entries(): readonly PickEntry<Place>[] {
    const groups = this.#sources.map((source) => this.#group(source));
    const failed = this.#sources.flatMap((source) => this.#failed(source));
    const empty = groups.every((entries) => entries.length === 0) && !this.busy() && failed.length === 0;
    return [
      ...groups.flat(),
      ...(failed.length > 0 ? [{ heading: this.#translate(text('Could not be read')) }, ...failed] : []),
      ...(empty ? [this.#empty()] : []),
    ];
  }

  #group({ profile, estate }: Source): PickEntry<Place>[] {
    const clusters = estate.regions().flatMap(({ region, clusters: found }) => {
      // A cluster's own reading may be newer than the list's.
      return found.map((listed) => estate.cluster({ region, id: listed.id }) ?? listed);
    });
    if (clusters.length === 0) return [];
    return [{ heading: profile.name }, ...clusters.map((cluster) => entry(profile, cluster))];
  }

  #failed({ profile, estate }: Source): PickEntry<Place>[] {
    const why = ({ error }: RegionLoad) => this.#translate(error?.explanation ?? text('No answer'));
    return estate
      .regions()
      .filter(({ state }) => state === 'failed')
      .map((load) => ({
        label: this.#translate(
          text('Retry {region} of {profile}', { region: load.region, profile: profile.name }),
        ),
        detail: why(load),
        icon: 'warning',
        act: () => void estate.refresh(load.region),
      }));
  }

  #empty(): PickEntry<Place> {
    const regions = [...new Set(this.#sources.flatMap(({ profile }) => profile.regions))].join(', ');
    return {
      label: this.#translate(text('There are no PolarDB clusters here')),
      detail: this.#translate(text('Looked in {regions}. Choose this to look again.', { regions })),
      icon: 'info',
      act: () => {
        for (const { estate } of this.#sources) void estate.refresh();
      },
    };
  }
}

function entry(profile: Profile, cluster: Cluster): PickEntry<Place> {
  const zone = writersOf(cluster)[0]?.zone ?? cluster.zones[0];
  return {
    value: {
      profileId: profile.id,
      target: { kind: 'polardb.cluster', region: cluster.region, id: cluster.id, name: cluster.name },
    },
    key: `${profile.id}/${cluster.region}/${cluster.id}`,
    label: cluster.name,
    description: [cluster.region, `${cluster.engine} ${cluster.version}`, cluster.status, zone]
      .filter((part) => part)
      .join(' · '),
    detail: cluster.id,
    icon: 'database',
  };
}

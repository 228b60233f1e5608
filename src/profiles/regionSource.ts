import type { CloudClient } from '../clouds/cloudClient';
import { Listeners } from './listeners';
import type { PickEntry, PickSource } from './multiStepPick';
import type { ProfileCloud, RegionOffer, Site } from './profileCloud';
import type { Say } from './say';

export interface RegionQuestion {
  readonly cloud: ProfileCloud;
  readonly site: Site | undefined;
  /** What verifying the keys told already. */
  readonly offer: RegionOffer | undefined;
  /** Asked where it told nothing. */
  readonly client: CloudClient;
  /** Selected at first; undefined where nothing was chosen yet. */
  readonly chosen: readonly string[] | undefined;
}

/**
 * The regions to choose from: those the cloud lists, or, where it does not, the known ones under a heading that says
 * why. Those chosen before that are not listed stay on offer.
 */
export function regionSource(
  { cloud, site, offer, client, chosen }: RegionQuestion,
  say: Say,
): PickSource<string> & { dispose(): void } {
  const changed = new Listeners<undefined>();
  const stop = new AbortController();
  let entries: readonly PickEntry<string>[] = [];
  let busy = true;
  const show = ({ regions, why }: RegionOffer) => {
    const isListed = why === undefined;
    const ids = regions.map(({ id }) => id);
    const unlisted = (chosen ?? []).filter((id) => !ids.includes(id));
    const atFirst = isListed || cloud.knownRegions(site).chosen;
    entries = [
      ...(isListed ? [] : [{ heading: cloud.heading(why, say) }]),
      ...ids.map((id) => entry(id, cloud.regionName(id, say), chosen?.includes(id) ?? atFirst)),
      ...unlisted.map((id) =>
        isListed && cloud.unlisted
          ? entry(id, say(cloud.unlisted), false)
          : entry(id, cloud.regionName(id, say), true),
      ),
    ];
    busy = false;
    changed.fire(undefined);
  };
  if (offer) show(offer);
  else
    cloud.listRegions(client, site, stop.signal).then(show, (why: unknown) => {
      if (!stop.signal.aborted) show({ regions: cloud.knownRegions(site).regions, why });
    });
  return {
    entries: () => entries,
    busy: () => busy,
    onDidChange: changed.event,
    dispose: () => {
      stop.abort();
      changed.dispose();
    },
  };
}

const entry = (id: string, name: string | undefined, picked: boolean): PickEntry<string> => ({
  value: id,
  key: id,
  label: id,
  picked,
  ...(name === undefined ? {} : { description: name }),
});

import type { CloudClient } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import { listRegions } from '../inventory/polardb';
import { errorSentence } from './errorSentence';
import { KNOWN_REGIONS } from './knownRegions';
import { Listeners } from './listeners';
import type { PickEntry, PickSource } from './multiStepPick';
import type { Say } from './say';

/**
 * The regions to choose from: those the cloud lists, or, where it refuses to, the known ones under a heading that says
 * why. `chosen` are selected, all of them where it is undefined; those that the cloud does not list stay on offer.
 */
export function regionSource(
  client: CloudClient,
  chosen: readonly string[] | undefined,
  say: Say,
): PickSource<string> & { dispose(): void } {
  const changed = new Listeners<undefined>();
  const stop = new AbortController();
  let entries: readonly PickEntry<string>[] = [];
  let busy = true;
  const show = (ids: readonly string[], heading?: string) => {
    const all = [...ids, ...(chosen ?? []).filter((id) => !ids.includes(id))];
    entries = [...(heading === undefined ? [] : [{ heading }]), ...all.map((id) => entry(id, chosen))];
    busy = false;
    changed.fire(undefined);
  };
  listRegions(client, stop.signal).then(
    (regions) => {
      show(regions.map(({ id }) => id));
    },
    (error: unknown) => {
      if (stop.signal.aborted) return;
      const why = errorSentence(error, say);
      show(
        KNOWN_REGIONS.map(({ id }) => id),
        say(text('The cloud did not list its regions, so these are the public ones. {why}', { why })),
      );
    },
  );
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

function entry(id: string, chosen: readonly string[] | undefined): PickEntry<string> {
  const name = KNOWN_REGIONS.find((region) => region.id === id)?.name;
  const picked = chosen?.includes(id) ?? true;
  return { value: id, key: id, label: id, picked, ...(name === undefined ? {} : { description: name }) };
}

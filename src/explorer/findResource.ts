import type { Clock } from '../clouds/clock';
import { text } from '../clouds/text';
import type { FlowParts } from '../flow/flowHost';
import { type Found, foundPlace, ResourceSource } from '../flow/resourceSource';
import { sourcesOf } from '../flow/sourcesOf';
import { readers } from '../inventory/readers';
import type { MultiStep } from '../profiles/multiStep';
import type { Say } from '../profiles/say';
import type { ResourceTree, RevealingView } from './resourceTree';

export interface FindDeps {
  readonly steps: MultiStep;
  readonly clock: Pick<Clock, 'now'>;
  readonly say: Say;
  readonly profiles: FlowParts['profiles'];
  readonly connections: Pick<FlowParts['connections'], 'estate' | 'tryAgain'>;
  readonly tree: ResourceTree;
  readonly view: RevealingView;
  readonly recent: FlowParts['recent'];
  readonly addProfile: () => void;
  /** A filter that hides what was found gives way. */
  readonly clearFilter: () => Promise<void>;
}

/**
 * Finds a cluster, an instance or a connection of any profile by what is typed of its name, id, tags, zone, engine or
 * status, and selects it in the tree. What was not read yet is read meanwhile.
 */
export async function findResource(deps: FindDeps): Promise<void> {
  const { steps, say, profiles, connections, tree, view, recent } = deps;
  const all = profiles.list();
  if (all.length === 0) {
    deps.addProfile();
    return;
  }
  const found = await steps.pick<Found>({
    title: say(text('Find Cluster')),
    placeholder: say(text('Name, id, tag, zone, engine or status')),
    back: false,
    items: new ResourceSource(sourcesOf(readers, all, connections), say, {
      recent: recent.keys(),
      showsTags: true,
      now: () => deps.clock.now(),
    }),
  });
  if (found === undefined || typeof found === 'symbol') return;
  recent.add(foundPlace(found));
  const { profile, reader, resource } = found;
  if (!tree.model.filter.shows(reader, resource)) await deps.clearFilter();
  const node = tree.model.resourceNode(profile.id, reader.product, resource);
  tree.model.bringIntoView(node);
  await tree.reveal(view, node);
}

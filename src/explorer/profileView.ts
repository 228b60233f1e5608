import { text } from '../clouds/text';
import type { RegionLoad } from '../inventory/estate';
import { oneLine } from '../profiles/displayText';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';

const ICONS = { normal: 'cloud', production: 'shield', 'read-only': 'lock' } as const;

/** A profile as root of the tree. Its safety is in words as well as in the icon. */
export function profileView(profile: Profile, say: Say): ItemView {
  const safety = safetyWord(profile, say);
  const sample = profile.sample ? say(text('sample')) : undefined;
  const label = oneLine(profile.name);
  const { identity } = profile;
  return {
    label,
    description: dotted(safety, sample),
    icon: { name: profile.sample && profile.safety === 'normal' ? 'beaker' : ICONS[profile.safety] },
    contextValue: `profile.${profile.safety}${profile.sample ? '.sample' : ''}`,
    children: 'open',
    spoken: [say(text('Cloud profile {name}', { name: label })), safety, sample].filter(Boolean).join(', '),
    tooltip: () =>
      lines(
        label,
        [say(text('Cloud')), profile.sample ? say(text('Sample cloud on this machine')) : 'Alibaba Cloud'],
        [say(text('Account')), identity?.accountId],
        [say(text('Identity')), identity && oneLine(identity.arn)],
        [say(text('Regions')), String(profile.regions.length)],
        [say(text('Safety')), safety ?? say(text('normal'))],
      ),
  };
}

function safetyWord({ safety }: Profile, say: Say): string | undefined {
  if (safety === 'production') return say(text('production'));
  return safety === 'read-only' ? say(text('read-only')) : undefined;
}

/** The PolarDB branch: how much of it is here. */
export function productView(loads: readonly RegionLoad[], say: Say): ItemView {
  const description = productSummary(loads, say);
  const failed = loads.some(({ state }) => state === 'failed');
  return {
    label: 'PolarDB',
    description,
    icon: failed ? { name: 'warning', color: 'list.warningForeground' } : { name: 'layers' },
    contextValue: 'polardb',
    children: 'open',
    spoken: `PolarDB, ${description}`,
    tooltip: () =>
      lines(
        `PolarDB: ${description}`,
        ...loads.map(({ region, state, total, clusters }): [string, string] => [
          region,
          state === 'failed' ? say(text('failed')) : String(total ?? clusters.length),
        ]),
      ),
  };
}

/** "14 clusters", "50 of 312" while pages are missing, "3 of 8 regions" while regions have not answered. */
export function productSummary(loads: readonly RegionLoad[], say: Say): string {
  const shown = sum(loads, ({ clusters }) => clusters.length);
  const total = sum(loads, ({ clusters, total = 0 }) => Math.max(clusters.length, total));
  const failed = loads.filter(({ state }) => state === 'failed').length;
  const silent = loads.filter(
    ({ state, total }) => state === 'idle' || (state === 'loading' && total === undefined),
  ).length;
  if (silent > 0)
    return say(
      text('{answered} of {regions} regions', { answered: loads.length - silent, regions: loads.length }),
    );
  const count = shown < total ? say(text('{shown} of {total}', { shown, total })) : clusterCount(total, say);
  if (failed === 0) return count;
  const failures =
    failed === 1 ? say(text('1 region failed')) : say(text('{failed} regions failed', { failed }));
  // First what is wrong: a narrow side bar cuts the end off.
  return `${failures}, ${count}`;
}

function clusterCount(total: number, say: Say): string {
  if (total === 0) return say(text('no clusters'));
  return total === 1 ? say(text('1 cluster')) : say(text('{total} clusters', { total }));
}

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((so, each) => so + of(each), 0);

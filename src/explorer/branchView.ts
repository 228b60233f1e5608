import { text, type Text } from '../clouds/text';
import type { ProductReader, RegionLoad } from '../inventory/estate';
import { listed, type Say } from '../profiles/say';
import { lines, type ItemView } from './itemView';

/** A product's branch: how much of it is here. `shown`: how many resources the filter lets through, where there is one. */
export function branchView(
  { product, title, noun }: Pick<ProductReader, 'product' | 'title' | 'noun'>,
  { isFirst, shown }: { readonly isFirst: boolean; readonly shown?: number | undefined },
  loads: readonly RegionLoad[],
  say: Say,
): ItemView {
  const description = branchSummary(loads, noun, say, shown);
  const failed = loads.some(({ state }) => state === 'failed');
  return {
    label: title,
    description,
    icon: failed ? { name: 'warning', color: 'list.warningForeground' } : { name: 'layers' },
    contextValue: product,
    // Opening a branch loads it: what nobody looks at is not asked for.
    children: isFirst ? 'open' : 'closed',
    spoken: listed([title, description], say),
    tooltip: () =>
      lines(
        description ? `${title}: ${description}` : title,
        ...loads.map(({ region, state, total, resources }): [string, string] => [
          region,
          stateOrCount(state, total ?? resources.length, say),
        ]),
      ),
  };
}

function stateOrCount(state: RegionLoad['state'], count: number, say: Say): string {
  if (state === 'failed') return say(text('failed'));
  return state === 'idle' ? say(text('not read yet')) : String(count);
}

/**
 * "14 clusters", "50 of 312" while pages are missing, "3 of 8 regions" while regions have not answered, "3 of 120" of
 * which a filter shows 3; nothing where none has been asked.
 */
export function branchSummary(
  loads: readonly RegionLoad[],
  noun: ProductReader['noun'],
  say: Say,
  filtered?: number,
): string {
  if (loads.length > 0 && loads.every(({ state }) => state === 'idle')) return '';
  const shown = sum(loads, ({ resources }) => resources.length);
  const total = sum(loads, ({ resources, total = 0 }) => Math.max(resources.length, total));
  const failed = loads.filter(({ state }) => state === 'failed').length;
  const silent = loads.filter(
    ({ state, total }) => state === 'idle' || (state === 'loading' && total === undefined),
  ).length;
  if (silent > 0)
    return say(
      text('{answered} of {regions} regions', { answered: loads.length - silent, regions: loads.length }),
    );
  const count =
    filtered !== undefined
      ? say(text('{shown} of {total}', { shown: filtered, total: shown }))
      : shown < total
        ? say(text('{shown} of {total}', { shown, total }))
        : say(countOf(total, noun));
  if (failed === 0) return count;
  const failures =
    failed === 1 ? say(text('1 region failed')) : say(text('{failed} regions failed', { failed }));
  // Nothing is known of any: "no clusters" would be said too much.
  if (total === 0 && failed === loads.length) return failures;
  // First what is wrong: a narrow side bar cuts the end off.
  return listed([failures, count], say);
}

function countOf(total: number, noun: ProductReader['noun']): Text {
  if (noun === 'connection') {
    if (total === 0) return text('no connections');
    return total === 1 ? text('1 connection') : text('{total} connections', { total });
  }
  if (noun === 'instance') {
    if (total === 0) return text('no instances');
    return total === 1 ? text('1 instance') : text('{total} instances', { total });
  }
  if (total === 0) return text('no clusters');
  return total === 1 ? text('1 cluster') : text('{total} clusters', { total });
}

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((so, each) => so + of(each), 0);

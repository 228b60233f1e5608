import { text } from '../clouds/text';
import { listed, type Say } from '../profiles/say';
import type { ItemView } from './itemView';
import { ROWS_AT_A_TIME } from './rowLimits';

/** The row after the first so many resources of a branch. */
export function moreView(shown: number, total: number, say: Say): ItemView {
  const label = say(text('Show {count} more', { count: Math.min(ROWS_AT_A_TIME, total - shown) }));
  const description = say(text('{shown} of {total} shown', { shown, total }));
  return {
    label,
    description,
    icon: { name: 'ellipsis' },
    contextValue: 'more',
    children: 'none',
    command: { id: 'clusterdeck.showMore', title: label },
    spoken: listed([label, description], say),
    tooltip: () =>
      say(
        text('Find Cluster… and Filter Resources… look through all {total}, also those not shown.', {
          total,
        }),
      ),
  };
}

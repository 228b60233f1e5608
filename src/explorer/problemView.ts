import type { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import type { Detail, ProductReader, RegionLoad } from '../inventory/estate';
import { oneLine } from '../profiles/displayText';
import { errorSentence } from '../profiles/errorSentence';
import { listed, type Say } from '../profiles/say';
import { lines, type ItemView } from './itemView';
import type { ProductView } from './productView';

const ICON = { name: 'error', color: 'list.errorForeground' };

/** Regions that did not answer. */
export function regionsProblemView(failed: readonly RegionLoad[], say: Say): ItemView {
  const [first] = failed;
  const label =
    failed.length === 1 ? (first?.region ?? '') : say(text('{count} regions', { count: failed.length }));
  const tooltip = () =>
    failed.map(({ region, error }) => `${region}: ${error ? factsOf(error, say) : ''}`).join('\n\n');
  return problemView(label, first?.error, say, tooltip);
}

/** A profile that cannot be read before it has other keys: said once for all its products and regions. */
export const keysProblemView = (error: CloudError | undefined, say: Say): ItemView =>
  problemView(say(text('Credentials needed')), error, say, () => (error ? factsOf(error, say) : ''));

/** Resources that are left out because the cloud's answer about them cannot be read. */
export function unreadableView(
  load: RegionLoad | undefined,
  { noun }: Pick<ProductReader, 'noun'>,
  say: Say,
): ItemView {
  const problems = load?.problems ?? [];
  const facts = { region: load?.region ?? '', count: problems.length };
  const label = say(problems.length === 1 ? ONE_UNREADABLE[noun](facts) : UNREADABLE[noun](facts));
  return problemView(label, problems[0], say, () =>
    problems.map((error) => factsOf(error, say)).join('\n\n'),
  );
}

type Unreadable = Record<ProductReader['noun'], (facts: { region: string; count: number }) => Text>;
const ONE_UNREADABLE: Unreadable = {
  cluster: ({ region }) => text('{region}: 1 cluster cannot be shown', { region }),
  instance: ({ region }) => text('{region}: 1 instance cannot be shown', { region }),
  connection: ({ region }) => text('{region}: 1 connection cannot be shown', { region }),
};
const UNREADABLE: Unreadable = {
  cluster: (facts) => text('{region}: {count} clusters cannot be shown', facts),
  instance: (facts) => text('{region}: {count} instances cannot be shown', facts),
  connection: (facts) => text('{region}: {count} connections cannot be shown', facts),
};

/** What of a resource could not be read: one of its parts, or all of it. */
export function resourceProblemView(
  detail: Detail | undefined,
  part: string | undefined,
  view: Pick<ProductView, 'notRead'>,
  say: Say,
): ItemView {
  const error = part === undefined ? detail?.error : detail?.problems[part];
  const label = say(part === undefined ? text('Not read') : view.notRead(part));
  return problemView(label, error, say, () => (error ? factsOf(error, say) : ''));
}

/** What the menu offers besides Retry. */
function remedyOf(error: CloudError): string {
  if (error.needsKeys) return '.credentials';
  return error.setting ? '.network' : '';
}

function problemView(
  label: string,
  error: CloudError | undefined,
  say: Say,
  tooltip: () => string,
): ItemView {
  const description = error ? oneLine(errorSentence(error, say)) : '';
  return {
    label,
    description,
    icon: ICON,
    contextValue: `problem${error ? remedyOf(error) : ''}`,
    children: 'none',
    spoken: listed([say(text('Error')), label, description], say),
    tooltip,
  };
}

const factsOf = (error: CloudError, say: Say): string =>
  lines(
    oneLine(errorSentence(error, say)),
    [say(text('Code')), error.code && oneLine(error.code)],
    [say(text('The cloud says')), error.cloudMessage && oneLine(error.cloudMessage)],
    [say(text('Request ID')), error.requestId && oneLine(error.requestId)],
  );

/** Stands where there is nothing yet. */
export function loadingView(say: Say): ItemView {
  const label = say(text('Loading…'));
  return {
    label,
    icon: { name: 'loading~spin' },
    contextValue: 'placeholder',
    children: 'none',
    spoken: label,
    tooltip: () => label,
  };
}

const EMPTY: Readonly<Record<ProductReader['noun'], Text>> = {
  cluster: text('No clusters'),
  instance: text('No instances'),
  connection: text('No connections'),
};

/** Stands under a product that has nothing. */
export function emptyView({ noun }: Pick<ProductReader, 'noun'>, say: Say): ItemView {
  const label = say(EMPTY[noun]);
  const description = say(text('in the regions of this profile'));
  const spoken = `${label} ${description}`;
  return {
    label,
    description,
    contextValue: 'placeholder',
    children: 'none',
    spoken,
    tooltip: () => spoken,
  };
}

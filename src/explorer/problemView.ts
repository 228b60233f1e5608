import type { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { ClusterDetail, RegionLoad } from '../inventory/estate';
import { oneLine } from '../profiles/displayText';
import { errorSentence } from '../profiles/errorSentence';
import type { Say } from '../profiles/say';
import { lines, type ItemView } from './itemView';

const ICON = { name: 'error', color: 'list.errorForeground' };

/** Regions that did not answer. */
export function regionsProblemView(failed: readonly RegionLoad[], say: Say): ItemView {
  const [first] = failed;
  const label =
    failed.length === 1 ? (first?.region ?? '') : say(text('{count} regions', { count: failed.length }));
  const tooltip = () =>
    failed.map(({ region, error }) => `${region}: ${error ? facts(error, say) : ''}`).join('\n\n');
  return problemView(label, first?.error, say, tooltip);
}

/** Clusters that are left out because the cloud's answer about them cannot be read. */
export function unreadableView(load: RegionLoad | undefined, say: Say): ItemView {
  const problems = load?.problems ?? [];
  const label =
    problems.length === 1
      ? say(text('{region}: 1 cluster cannot be shown', { region: load?.region ?? '' }))
      : say(
          text('{region}: {count} clusters cannot be shown', {
            region: load?.region ?? '',
            count: problems.length,
          }),
        );
  return problemView(label, problems[0], say, () => problems.map((error) => facts(error, say)).join('\n\n'));
}

/** What of a cluster could not be read: all of it, or its endpoints. */
export function clusterProblemView(detail: ClusterDetail | undefined, say: Say): ItemView {
  const error = detail?.error ?? detail?.endpointsError;
  const label = detail?.error ? say(text('Not read')) : say(text('Endpoints not read'));
  return problemView(label, error, say, () => (error ? facts(error, say) : ''));
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
    contextValue: `problem${error?.kind === 'credentials' ? '.credentials' : ''}`,
    children: 'none',
    spoken: [say(text('Error')), label, description].join(', '),
    tooltip,
  };
}

const facts = (error: CloudError, say: Say): string =>
  lines(
    oneLine(errorSentence(error, say)),
    [say(text('Code')), error.code && oneLine(error.code)],
    [say(text('The cloud says')), error.cloudMessage && oneLine(error.cloudMessage)],
    [say(text('Request ID')), error.requestId && oneLine(error.requestId)],
  );

/** Stands where there is nothing, or nothing yet. */
export function placeholderView(kind: 'loading' | 'empty', ofCluster: boolean, say: Say): ItemView {
  if (kind === 'empty') return emptyView(say);
  const label = ofCluster ? say(text('Loading endpoints…')) : say(text('Loading…'));
  return {
    label,
    icon: { name: 'loading~spin' },
    contextValue: 'placeholder',
    children: 'none',
    spoken: label,
    tooltip: () => label,
  };
}

function emptyView(say: Say): ItemView {
  const label = say(text('No clusters'));
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

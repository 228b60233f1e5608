import { duration } from './duration';
import type { TopologyView } from './topologyView';
import type { FactsView } from './factsView';
import type { RunView } from './runViewShape';
import { singleLine } from './singleLine';
import type { Say } from '../profiles/say';
import { text } from '../clouds/text';

/** Foreign words in Markdown: no markup of theirs takes effect, and they stay on their line. */
export const escapeMarkdown = (value: string): string =>
  singleLine(value, 2000).replace(/[\\`*_{}[\]()<>#!|~&@$]/g, (c) => `\\${c}`);

export const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A fence longer than any run of back-ticks inside. */
function fenced(body: string, language: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}

/**
 * The run as Markdown, for a ticket or a post-mortem. Times in UTC: its readers may sit anywhere. `level`: that of its
 * first heading.
 */
export function runReport(view: RunView, translate: Say, level = 1): string {
  const { labels } = view;
  const md = escapeMarkdown;
  const marks = '#'.repeat(level);
  const table = (rows: readonly (readonly [string, string])[]) =>
    [
      `| ${md(labels.parameter)} | ${md(labels.value)} |`,
      '| --- | --- |',
      ...rows.map(([name, value]) => `| ${md(name)} | ${md(value)} |`),
    ].join('\n');
  const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const zones = (drawn: TopologyView['before']) =>
    bullets(
      drawn.flatMap(({ zone, nodes }) =>
        nodes.map(({ role, id, moved }) => md(`${zone}: ${role} ${id}${moved ? ` (${moved})` : ''}`)),
      ),
    );
  const part = (heading: string, body: string | undefined) =>
    body ? [`${marks}# ${md(heading)}`, body] : [];
  const took = view.closedAt === undefined ? undefined : duration(view.closedAt - view.createdAt);
  return [
    `${marks} ${md(`${view.title}: ${view.target.name}`)}`,
    `**${md(view.word)}**: ${md(view.means)} ${md(view.latest)}`,
    bullets(
      (
        [
          [labels.target, view.target.id],
          [labels.region, view.region],
          [labels.profile, view.profile],
          [labels.changeTicket, view.changeTicket],
          [labels.started, utc(view.createdAt)],
          [labels.took, took],
          [labels.requestId, view.requestId],
        ] as const
      ).flatMap(([label, value]) => (value ? [`${md(label)}: ${md(value)}`] : [])),
    ),
    ...part(
      view.error?.heading ?? '',
      view.error && bullets(view.error.rows.map(({ label, value }) => `${md(label)}: ${md(value)}`)),
    ),
    ...part(
      labels.topology,
      [view.topology?.summary, view.facts?.summary].flatMap((s) => (s ? [md(s)] : [])).join('\n\n'),
    ),
    ...part(labels.before, view.topology && zones(view.topology.before)),
    ...part(labels.after, view.topology?.after && zones(view.topology.after)),
    ...(view.facts ? [factsTable(view.facts, labels)] : []),
    ...part(
      labels.timeline,
      bullets(view.timeline.map(({ at, word, say }) => `${utc(at)} **${md(word)}** ${md(say)}`)),
    ),
    ...part(
      labels.checks,
      bullets(view.checks.map(({ word, title, fact }) => `**${md(word)}** ${md(title)}. ${md(fact)}`)),
    ),
    ...part(labels.effect, bullets(view.effect.map(md))),
    ...part(
      labels.request,
      `${md(view.request.action)} ${md(view.request.host)}\n\n${table(Object.entries(view.request.parameters))}`,
    ),
    ...part(labels.response, view.received && fenced(view.received.raw, view.received.tree ? 'json' : '')),
    translate(text('Made by ClusterDeck.')),
  ]
    .filter((piece) => piece !== '')
    .join('\n\n');
}

function factsTable({ rows }: FactsView, labels: RunView['labels']): string {
  const row = (...cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [
    row(labels.fact, labels.before, labels.after, ''),
    '| --- | --- | --- | --- |',
    ...rows.map(({ label, before, after, change }) => row(label, before ?? '–', after ?? '–', change ?? '')),
  ].join('\n');
}

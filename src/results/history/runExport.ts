import { redact } from '../../clouds/redact';
import { text } from '../../clouds/text';
import { nameWithHolder } from '../../inventory/target';
import type { Say } from '../../profiles/say';
import type { Run } from '../../runs/run';
import { duration } from '../duration';
import { escapeMarkdown, runReport, utc } from '../runReport';
import { runView } from '../runView';
import { runWords } from '../runWords';
import { EXPORT_FORMAT, runRecord } from './runRecord';

export type ExportFormat = 'markdown' | 'json';

/**
 * Runs as JSON for other tools, newest first, secrets masked. `now`: milliseconds since the epoch.
 * `{ format: 'clusterdeck.history', version: 1, exportedAt, runs: [runRecord] }`
 */
export function runsAsJson(runs: readonly Run[], now: number): string {
  const exportedAt = new Date(now).toISOString();
  const records = runs.map((run) => runRecord(redact(run)));
  return `${JSON.stringify({ ...EXPORT_FORMAT, exportedAt, runs: records }, undefined, 2)}\n`;
}

/** One run as Markdown for a post-mortem, secrets masked. `level`: that of its first heading. */
export const runAsMarkdown = (run: Run, say: Say, language: string, level = 1): string =>
  runReport(runView(redact(run), undefined, say, language), say, level);

/** Runs as Markdown, secrets masked: of several a table with all of them first. */
export function runsAsMarkdown(runs: readonly Run[], say: Say, language: string): string {
  const [first] = runs;
  if (first && runs.length === 1) return `${runAsMarkdown(first, say, language)}\n`;
  const head = `# ${escapeMarkdown(say(text('History')))}`;
  const reports = runs.map((run) => runAsMarkdown(run, say, language, 2));
  return `${[head, overview(runs.map(withoutSecrets), say), ...reports].join('\n\n')}\n`;
}

const withoutSecrets = (run: Run): Run => redact(run);

function overview(runs: readonly Run[], say: Say): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const heads = [
    text('Started'),
    text('Operation'),
    text('Resource'),
    text('Outcome'),
    text('Profile'),
    text('Took'),
    text('Change ticket'),
  ];
  return [
    row(heads.map(say)),
    `|${' --- |'.repeat(heads.length)}`,
    ...runs.map((run) =>
      row([
        utc(run.createdAt),
        say(run.title),
        nameWithHolder(run.target),
        say(runWords(run).word),
        run.profile.name,
        run.closedAt === undefined ? '' : duration(run.closedAt - run.createdAt),
        run.changeTicket ?? '',
      ]),
    ),
  ].join('\n');
}

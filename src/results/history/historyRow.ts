import { text } from '../../clouds/text';
import { withHolder } from '../../inventory/target';
import { localTime, systemTimeZone, utcBeside } from '../../operations/localTime';
import { listed, type Say } from '../../profiles/say';
import { isOver, type Run } from '../../runs/run';
import { duration } from '../duration';
import { runRequestId } from '../runView';
import { runTitle, runWords } from '../runWords';
import { singleLine } from '../singleLine';

/** How a run looks in the history. All texts are in the person's language; a cloud's words stay on their line. */
export interface HistoryRow {
  readonly label: string;
  readonly description: string;
  readonly icon: { readonly name: string; readonly color?: string };
  /** `run.over` or `run.active`, with `.request` where there is a request id to copy. */
  readonly contextValue: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly tooltip: string;
}

/** Beside the shape, which tells them apart. */
const COLORS: Readonly<Record<string, string>> = {
  pass: 'testing.iconPassed',
  error: 'testing.iconFailed',
  'circle-slash': 'testing.iconFailed',
  question: 'list.warningForeground',
};

export function historyRow(run: Run, say: Say): HistoryRow {
  const { word, icon, means } = runWords(run);
  const { changeTicket, closedAt, createdAt, profile, target } = run;
  const requestId = runRequestId(run);
  const took = closedAt === undefined ? undefined : duration(closedAt - createdAt);
  const label = singleLine(runTitle(run, say));
  const color = COLORS[icon];
  const parts = [say(word), profile.name, took, changeTicket].flatMap((part) =>
    part ? [singleLine(part)] : [],
  );
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say(text('Target')), withHolder(target)],
    [say(text('Region')), target.region],
    [say(text('Profile')), profile.name],
    [say(text('Change ticket')), changeTicket],
    [say(text('Started')), localAndUtc(createdAt)],
    [say(text('Ended')), closedAt === undefined ? undefined : localAndUtc(closedAt)],
    [say(text('Took')), took],
    [say(text('Request id')), requestId],
  ];
  return {
    label,
    description: parts.join(' · '),
    icon: { name: icon, ...(color ? { color } : {}) },
    contextValue: `run.${isOver(run) ? 'over' : 'active'}${requestId ? '.request' : ''}`,
    spoken: listed([label, ...parts, localTime(createdAt, systemTimeZone)], say),
    tooltip: [
      label,
      `${say(word)}: ${say(means)}`,
      ...lines.flatMap(([name, value]) => (value ? [`${name}: ${singleLine(value)}`] : [])),
    ].join('\n'),
  };
}

const localAndUtc = (at: number): string =>
  `${localTime(at, systemTimeZone)} (${utcBeside(at, systemTimeZone)})`;

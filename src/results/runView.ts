import { nameWithHolder, withHolder } from '../inventory/target';
import { redact } from '../clouds/redact';
import { text, type Text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { policyText, policyWords } from '../operations/permissions';
import { isOver, type Run, type RunError, type RunState } from '../runs/run';
import { receivedView, sentView } from './exchangeView';
import { factsView } from './factsView';
import { RUN_LABELS, type LabelName } from './runLabels';
import { runWords, stateWord } from './runWords';
import type { CheckView, RunAction, RunView, Tone } from './runViewShape';
import { topologyView } from './topologyView';
import { copyCommandLabel, productOfRun, toolOf } from './cliCommand';
import type { Say } from '../profiles/say';
import { singleLine } from './singleLine';

const TONES: Readonly<Record<RunState, Tone>> = {
  sending: 'going',
  scheduled: 'going',
  settling: 'going',
  settled: 'good',
  failed: 'bad',
  refused: 'bad',
  unknown: 'unknown',
  abandoned: 'stopped',
};

/** `run` for people. `operation` is undefined for a run of an operation that this version does not know. */
export function runView(
  run: Run,
  operation: Operation | undefined,
  translate: Say,
  language: string,
): RunView {
  const words = runWords(run);
  const requestId = runRequestId(run);
  const received = receivedView(run, translate);
  return {
    id: run.id,
    language,
    labels: labels(translate),
    title: translate(run.title),
    target: { name: nameWithHolder(run.target), id: withHolder(run.target) },
    region: run.target.region,
    profile: run.profile.name,
    ...(run.changeTicket ? { changeTicket: singleLine(run.changeTicket) } : {}),
    state: run.state,
    tone: TONES[run.state],
    icon: words.icon,
    word: run.waitingFor
      ? translate(
          text('{state}, {waiting}', { state: translate(words.word), waiting: translate(words.brief) }),
        )
      : translate(words.word),
    means: translate(words.means),
    latest: translate(run.timeline.at(-1)?.say ?? text('')),
    createdAt: run.createdAt,
    ...(run.closedAt === undefined ? {} : { closedAt: run.closedAt }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(run.outcome?.error ? { error: errorView(run.outcome.error, run.outcome.kind, translate) } : {}),
    ...comparison(run, translate),
    timeline: run.timeline.map(({ at, state, say }) => ({
      at,
      word: translate(state === 'settled' ? words.word : stateWord(state)),
      say: translate(say),
    })),
    checks: run.checks.map((check) => checkView(check, translate)),
    effect: run.effect.map((line) => translate(line)),
    values: run.review.map(({ label, value }) => ({ label: translate(label), value: translate(value) })),
    request: redact(run.request),
    sent: sentView(run.request, translate),
    ...(received ? { received } : {}),
    attempts: (run.outcome?.attempts ?? []).map(withoutAnswer),
    actions: actions(run, operation, requestId, translate),
  };
}

/** The answers are shown apart. */
const withoutAnswer = ({ at, durationMs, status, code, requestId }: RunAttempt): RunAttempt => ({
  at,
  durationMs,
  ...(status === undefined ? {} : { status }),
  ...(code === undefined ? {} : { code }),
  ...(requestId === undefined ? {} : { requestId }),
});
type RunAttempt = NonNullable<Run['outcome']>['attempts'][number];

/** The id under which the cloud knows the request, from wherever it was told. */
export const runRequestId = ({ outcome }: Run): string | undefined =>
  outcome?.requestId ??
  outcome?.error?.requestId ??
  outcome?.attempts.findLast(({ requestId }) => requestId !== undefined)?.requestId;

/**
 * The form that switches a settled run back, where its operation has one. None for a run whose journaled states this
 * version cannot read.
 */
export function inverseOf(run: Run, operation: Operation | undefined): ReturnType<Operation['inverse']> {
  if (run.state !== 'settled' || !operation) return undefined;
  try {
    return operation.inverse(run.form, run.before, run.after);
  } catch {
    return undefined;
  }
}

/** Before and after: a drawing where there are nodes, facts where there are facts. */
function comparison({ topology, facts }: Run, translate: Say): Pick<RunView, 'topology' | 'facts'> {
  const { before, after } = topology;
  const rows = factsView(facts, translate);
  return {
    ...(before.length + (after?.length ?? 0) > 0
      ? { topology: topologyView(before.map(node), after?.map(node), translate) }
      : {}),
    ...(rows ? { facts: rows } : {}),
  };
}

const labels = (translate: Say): Record<LabelName, string> =>
  Object.fromEntries(Object.entries(RUN_LABELS).map(([name, label]) => [name, translate(label)])) as Record<
    LabelName,
    string
  >;

const node = ({ note, ...rest }: Run['topology']['before'][number]) =>
  note === undefined ? rest : { ...rest, note };

function checkView(check: Run['checks'][number], translate: Say): CheckView {
  return {
    state: check.state,
    word: translate(RUN_LABELS[check.state]),
    title: translate(check.title),
    fact: translate(check.fact),
    ...(check.risk && check.state !== 'met' ? { risk: translate(check.risk) } : {}),
  };
}

const ERROR_HEADINGS = {
  accepted: text('What went wrong'),
  refused: text('What the cloud said'),
  notSent: text('Why it was not sent'),
  unknown: text('Why it is not known'),
};

function errorView(
  error: RunError,
  kind: NonNullable<Run['outcome']>['kind'],
  translate: Say,
): NonNullable<RunView['error']> {
  const advice = error.next ?? error.advice;
  const rows: [Text, string | undefined][] = [
    [text('What happened'), translate(error.explanation)],
    [text('Meaning'), error.meaning && translate(error.meaning)],
    [text('Next step'), advice && translate(advice)],
    [text('Code'), error.code],
    [text("The cloud's message"), error.cloudMessage],
    [text('HTTP status'), error.status === undefined ? undefined : String(error.status)],
    [text('Request id'), error.requestId],
  ];
  return {
    heading: translate(ERROR_HEADINGS[kind]),
    rows: rows.flatMap(([label, value]) => (value ? [{ label: translate(label), value }] : [])),
  };
}

/** Whether the cloud said that the profile's user may not do it: then a policy is what helps. */
const lacksPermission = ({ outcome }: Run): boolean => outcome?.error?.kind === 'permission';

/** Whether other keys are what helps: it waits for them, or was not carried out for want of them. */
const needsKeys = ({ waitingFor, outcome }: Run): boolean =>
  waitingFor === 'credentials' || ['credentials', 'keyRejected'].includes(outcome?.error?.kind ?? '');

function actions(
  run: Run,
  operation: Operation | undefined,
  requestId: string | undefined,
  translate: Say,
): RunView['actions'] {
  const inverse = inverseOf(run, operation);
  const offered: [RunAction, Text | false | undefined][] = [
    ['switchBack', inverse?.title],
    ['retry', run.waitingFor !== undefined && text('Retry')],
    ['updateCredentials', needsKeys(run) && text('Update Credentials')],
    [
      'copyPolicy',
      lacksPermission(run) &&
        operation !== undefined &&
        policyText(operation) !== undefined &&
        policyWords(operation).copy,
    ],
    ['stopWatching', !isOver(run) && run.state !== 'sending' && text('Stop Watching')],
    ['copyRequestId', requestId !== undefined && text('Copy Request Id')],
    ['copyCommand', copyCommandLabel(toolOf(productOfRun(run)))],
    ['openConsole', text('Open in Console')],
    ['runAgain', isOver(run) && run.state !== 'settled' && operation !== undefined && text('Run Again')],
    ['copyReport', text('Copy as Markdown')],
  ];
  return offered.flatMap(([action, label]) => (label ? [{ action, label: translate(label) }] : []));
}

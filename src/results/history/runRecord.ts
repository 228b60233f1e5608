import { plain, type Text } from '../../clouds/text';
import type { Labelled, Run } from '../../runs/run';
import { runRequestId } from '../runView';

/** The name and version of what Export writes as JSON; README.md describes it. */
export const EXPORT_FORMAT = { format: 'clusterdeck.history', version: 1 } as const;

/**
 * A run as the JSON export has it: sentences in English whatever the language, times as ISO 8601 in UTC, lengths of time
 * in milliseconds. What there is nothing of is left out.
 * @param run without its secrets
 */
export function runRecord(run: Run) {
  const { outcome, topology, facts } = run;
  return {
    id: run.id,
    operation: run.operation,
    title: plain(run.title),
    state: run.state,
    outcome: outcome?.kind,
    requestId: runRequestId(run),
    profile: run.profile,
    target: run.target,
    changeTicket: run.changeTicket,
    startedAt: iso(run.createdAt),
    updatedAt: iso(run.updatedAt),
    endedAt: iso(run.closedAt),
    durationMs: run.closedAt === undefined ? undefined : run.closedAt - run.createdAt,
    inverseOf: run.inverseOf,
    form: run.form,
    values: labelled(run.review),
    effect: run.effect.map(plain),
    checks: run.checks.map(({ id, state, title, fact, risk }) => ({
      id,
      state,
      title: plain(title),
      fact: plain(fact),
      risk: said(risk),
    })),
    timeline: run.timeline.map(({ at, state, say }) => ({ at: iso(at), state, say: plain(say) })),
    before: { nodes: topology.before, facts: labelled(facts?.before) },
    after: (topology.after ?? facts?.after) && { nodes: topology.after, facts: labelled(facts?.after) },
    request: run.request,
    attempts: outcome?.attempts.map(({ at, ...attempt }) => ({ at: iso(at), ...attempt })),
    error: outcome?.error && errorRecord(outcome.error),
  };
}

function errorRecord({
  explanation,
  advice,
  meaning,
  next,
  ...facts
}: NonNullable<NonNullable<Run['outcome']>['error']>) {
  return {
    ...facts,
    explanation: plain(explanation),
    advice: said(advice),
    meaning: said(meaning),
    next: said(next),
  };
}

const said = (sentence: Text | undefined): string | undefined => sentence && plain(sentence);

const labelled = (values: readonly Labelled[] | undefined) =>
  values?.map(({ label, value }) => ({ label: plain(label), value: plain(value) }));

function iso(at: number): string;
function iso(at: number | undefined): string | undefined;
function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

import type { RequestView } from '../clouds/cloudClient';
import { redact } from '../clouds/redact';
import { text } from '../clouds/text';
import type { ReviewValue } from '../operations/operation';
import type { Labelled, Run } from './run';
import type { RunPlan } from './runStore';

/** The run of a plan, as it is journaled before its request is sent. Secret fields stay behind. */
export function newRun(
  plan: RunPlan,
  id: string,
  request: RequestView,
  lease: Run['lease'],
  at: number,
): Run {
  const { operation, live, form } = plan;
  const before = operation.state(live);
  return {
    version: 1,
    id,
    operation: operation.id,
    title: operation.title,
    profile: { ...plan.profile },
    target: { ...plan.target },
    form: Object.fromEntries(Object.entries(form).filter(([field]) => !operation.secrets.includes(field))),
    state: 'sending',
    createdAt: at,
    updatedAt: at,
    before,
    topology: { before: [...operation.topology(before)] },
    facts: { before: labelled(operation.facts(before)) },
    checks: [...plan.checks],
    effect: [...operation.effect(form, live)],
    review: labelled(operation.review(form, live)),
    request,
    timeline: [{ at, state: 'sending', say: text('Confirmed; sending the request') }],
    lease,
    ...(plan.inverseOf === undefined ? {} : { inverseOf: plan.inverseOf }),
    ...(plan.changeTicket === undefined ? {} : { changeTicket: redact(plan.changeTicket) }),
  };
}

/** Where a value is changed is of use before the sending only. */
export const labelled = (values: readonly ReviewValue[]): Labelled[] =>
  values.map(({ label, value }) => ({ label, value }));

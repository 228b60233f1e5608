import type { RequestView } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import type { Run } from './run';
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
    checks: [...plan.checks],
    effect: [...operation.effect(form, live)],
    // Where a value is changed is of use before the sending only.
    review: operation.review(form, live).map(({ label, value }) => ({ label, value })),
    request,
    timeline: [{ at, state: 'sending', say: text('Confirmed; sending the request') }],
    lease,
    ...(plan.inverseOf === undefined ? {} : { inverseOf: plan.inverseOf }),
  };
}

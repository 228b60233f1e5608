import { isDeepStrictEqual } from 'node:util';
import type { Form, Operation } from '../operations/operation';
import { isSameTarget, type Place } from '../runs/conflicts';
import type { Run } from '../runs/run';

/**
 * The run that is still sending the very same request: same operation, resource and values. Secret fields are not
 * journaled, so they do not count.
 */
export function sameRequest(
  active: readonly Run[],
  operation: Pick<Operation, 'id' | 'secrets'>,
  target: Place,
  form: Form,
): Run | undefined {
  const journaled = Object.fromEntries(
    Object.entries(form).filter(([field]) => !operation.secrets.includes(field)),
  );
  return active.find(
    (run) =>
      run.state === 'sending' &&
      run.operation === operation.id &&
      isSameTarget(run.target, target) &&
      isDeepStrictEqual(run.form, journaled),
  );
}

import { isDeepStrictEqual } from 'node:util';
import type { Target } from '../inventory/target';
import type { Form, Operation } from '../operations/operation';
import type { Run } from '../runs/run';

/**
 * The run that is still sending the very same request: same operation, resource and values. Secret fields are not
 * journaled, so they do not count.
 */
export function sameRequest(
  active: readonly Run[],
  operation: Pick<Operation, 'id' | 'secrets'>,
  target: Pick<Target, 'region' | 'id'>,
  form: Form,
): Run | undefined {
  const journaled = Object.fromEntries(
    Object.entries(form).filter(([field]) => !operation.secrets.includes(field)),
  );
  return active.find(
    (run) =>
      run.state === 'sending' &&
      run.operation === operation.id &&
      run.target.region === target.region &&
      run.target.id === target.id &&
      isDeepStrictEqual(run.form, journaled),
  );
}

import { CloudError } from '../clouds/cloudError';
import type { Target } from '../inventory/target';
import type { Operation } from '../operations/operation';
import { policyText, policyWords } from '../operations/permissions';
import type { FlowParts } from './flowHost';
import type { Remedy } from './liveRead';

type Parts = Pick<FlowParts, 'editor' | 'dialogs' | 'translate'>;

/** Where a permission is missing: the least policy that allows the operation on this target, for the clipboard. */
export function policyRemedy(
  error: unknown,
  operation: Pick<Operation, 'permissions' | 'on'>,
  target: Target,
  parts: Parts,
): Remedy | undefined {
  return error instanceof CloudError && error.kind === 'permission'
    ? policyCopy(operation, target, parts)
    : undefined;
}

/** The least policy for the clipboard; undefined where the operation does not know what it needs. */
export function policyCopy(
  operation: Pick<Operation, 'permissions' | 'on'>,
  target: Target,
  { editor, dialogs, translate }: Parts,
): Remedy | undefined {
  const policy = policyText(operation, target);
  if (policy === undefined) return undefined;
  const { copy, copied } = policyWords(operation);
  return {
    label: translate(copy),
    icon: 'copy',
    act: async () => {
      await editor.copy(policy);
      void dialogs.inform(translate(copied), []);
    },
  };
}

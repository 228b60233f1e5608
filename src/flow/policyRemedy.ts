import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { Target } from '../inventory/target';
import type { Operation } from '../operations/operation';
import { policyText } from '../operations/permissions';
import type { FlowParts } from './flowHost';
import type { Remedy } from './liveRead';

type Parts = Pick<FlowParts, 'editor' | 'dialogs' | 'translate'>;

/** Where a permission is missing: the least RAM policy that allows the operation on this target, for the clipboard. */
export function policyRemedy(
  error: unknown,
  operation: Pick<Operation, 'permissions'>,
  target: Target,
  parts: Parts,
): Remedy | undefined {
  return error instanceof CloudError && error.kind === 'permission'
    ? policyCopy(operation, target, parts)
    : undefined;
}

/** The least RAM policy for the clipboard; undefined where the operation does not know what it needs. */
export function policyCopy(
  operation: Pick<Operation, 'permissions'>,
  target: Target,
  { editor, dialogs, translate }: Parts,
): Remedy | undefined {
  const policy = policyText(operation, target);
  if (policy === undefined) return undefined;
  return {
    label: translate(text('Copy RAM Policy')),
    act: async () => {
      await editor.copy(policy);
      const said = text('The RAM policy is on the clipboard. Give it to the account’s administrator.');
      void dialogs.inform(translate(said), []);
    },
  };
}

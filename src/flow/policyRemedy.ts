import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { Target } from '../inventory/target';
import type { Operation } from '../operations/operation';
import { policyText } from '../operations/permissions';
import type { FlowParts } from './flowHost';
import type { Remedy } from './liveRead';

/** Where a permission is missing: the least RAM policy that allows the operation on this target, for the clipboard. */
export function policyRemedy(
  error: unknown,
  operation: Pick<Operation, 'permissions'>,
  target: Target,
  { editor, dialogs, translate }: Pick<FlowParts, 'editor' | 'dialogs' | 'translate'>,
): Remedy | undefined {
  if (!(error instanceof CloudError) || error.kind !== 'permission') return undefined;
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

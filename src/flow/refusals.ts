import type { Ruling } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import type { Profile } from '../profiles/profile';
import type { FlowParts } from './flowHost';

type Parts = Pick<FlowParts, 'dialogs' | 'translate'>;

/** Whether the profile may be used for the operation; says so where not. */
export async function mayWrite(
  { dialogs, translate }: Parts,
  { title, risk }: Operation,
  { name, safety }: Profile,
): Promise<boolean> {
  if (safety !== 'read-only' || risk === 'read') return true;
  const said = text(
    '{operation} was refused: the cloud profile "{name}" is read-only. Edit the profile to allow changes.',
    { operation: translate(title), name },
  );
  await dialogs.fail(translate(said), []);
  return false;
}

/** Says that the person's own safety policy refuses the operation. */
export async function sayRuledOut(
  { dialogs, translate }: Parts,
  { title }: Operation,
  { fact, advice }: Ruling,
): Promise<void> {
  const said = text('{operation} was not sent: your safety policy refuses it. {rule} {advice}', {
    operation: translate(title),
    rule: translate(fact),
    advice: translate(advice),
  });
  await dialogs.fail(translate(said), []);
}

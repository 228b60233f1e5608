import { createHash } from 'node:crypto';
import { GatewayError } from './gatewayError';
import type { OperationContext } from './operationContext';
import { apiTime, type Effect } from './sampleCluster';

/** What a write did, for the log of effects. Holds no secret. */
export type Done = Pick<Effect, 'clusterId' | 'detail'>;

/** Notes what a write without a client token did. */
export function noteEffect(context: OperationContext, action: string, done: Done): void {
  context.estate.record(effectOf(context, action, done));
}

const effectOf = ({ identity, requestId, now }: OperationContext, action: string, done: Done): Effect => ({
  at: apiTime(now),
  action,
  requestId,
  accessKeyId: identity.accessKeyId,
  ...done,
});

/**
 * Executes a write and notes its effect. With a client token seen within 24 hours and the same parameters it answers
 * as it did then, without a second effect; with other parameters it refuses.
 */
export function writeOnce(
  context: OperationContext,
  action: string,
  execute: () => Done,
): Record<string, unknown> {
  const { identity, parameters, estate, requestId, now } = context;
  const clientToken = parameters.get('ClientToken');
  const key = `${identity.accountId} ${context.host.host} ${action} ${clientToken ?? ''}`;
  // A digest, because one of the parameters may be a password.
  const digest = createHash('sha256')
    .update(JSON.stringify([...parameters].filter(([name]) => name !== 'ClientToken').sort()))
    .digest('hex');
  const earlier = clientToken === undefined ? undefined : estate.tokenAnswer(key);
  if (earlier) {
    if (earlier.parameters === digest) return { RequestId: earlier.requestId };
    throw new GatewayError(
      400,
      'IdempotentParameterMismatch',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  }
  const done = execute();
  estate.record(
    { ...effectOf(context, action, done), ...(clientToken === undefined ? {} : { clientToken }) },
    clientToken === undefined ? undefined : { key, answer: { at: now, parameters: digest, requestId } },
  );
  return {};
}

import assert from 'node:assert/strict';
import { TransportError } from '../../../src/clouds/transport';

/** The TransportError that an exchange ends with; it must say none of the `secrets`. */
export async function failureOf(
  exchange: Promise<unknown>,
  secrets: readonly string[],
): Promise<TransportError> {
  const error: unknown = await exchange.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TransportError, String(error));
  assert.equal(error.cause, undefined, 'a cause might hold the request');
  const said = `${error.stack} ${JSON.stringify(error)}`;
  for (const secret of secrets) assert.ok(!said.includes(secret), said);
  return error;
}

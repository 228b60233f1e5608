import { text } from '../../clouds/text';
import { answeredFields, answeredKey } from './answeredKey';
import type { KeyMachineParts } from './keyMachineParts';
import type { ProgramRecipe } from './keyRecipe';
import { stepError } from './keyStepError';
import type { MadeKey } from './renewedKeys';
import { splitCommand } from './splitCommand';

/** As long as the vendor's SDKs wait. */
const TIMEOUT_MS = 60_000;

const NAMES = {
  id: 'access_key_id',
  secret: 'access_key_secret',
  token: 'sts_token',
  ends: ['expiration', 'sts_expiration'],
};

/** Runs the command and takes the key that it writes: mode External (facts: 7). Rejects with CloudError. */
export async function programKey(
  { command }: ProgramRecipe,
  { run, env, home, clock, windows }: KeyMachineParts,
  signal: AbortSignal,
): Promise<MadeKey> {
  const split = splitCommand(command, windows);
  if ('problem' in split) throw stepError(split.problem, text('Edit the profile to take it over again.'));
  const output = await run({ ...split, cwd: home, env: env(), timeoutMs: TIMEOUT_MS }, signal);
  const fields = answeredFields(output);
  const mode = typeof fields['mode'] === 'string' ? fields['mode'].toLowerCase() : '';
  if (mode !== '' && mode !== 'ak' && mode !== 'ststoken')
    throw stepError(
      text('What came back is no key but another way to get one.'),
      text('The program must write the mode AK or StsToken.'),
    );
  return answeredKey(fields, NAMES, { now: clock.now(), needsToken: mode === 'ststoken' });
}

import type { AccessKey } from '../../../src/clouds/accessKey';
import { isRecipe, type StoredKeys } from '../../../src/profiles/keys/keyRecipe';
import type { ConnectionsDeps } from '../../../src/profiles/connections';

/** A machine on which keys are got only as a test says: nothing is run or called. */
export const quietKeyMachine = (
  more: Partial<ConnectionsDeps['keyMachine']> = {},
): ConnectionsDeps['keyMachine'] => ({
  env: () => ({}),
  home: '/home/somebody',
  windows: false,
  run: () => Promise.reject(new Error('a program was run')),
  direct: () => Promise.reject(new Error('an address was called')),
  ...more,
});

/** What is stored, where it is a key itself. */
export async function keyIn(stored: Promise<StoredKeys>): Promise<AccessKey> {
  const keys = await stored;
  if (isRecipe(keys)) throw new Error('It is got, and no key itself.');
  return keys;
}

import { CloudError } from '../../src/clouds/cloudError';
import { text } from '../../src/clouds/text';
import type { AnyFixture, FixtureCase, Stored } from './fixtures/fixture';
import type { Death } from './mortalWindow';

/** How one cell of the matrix is set up. */
export interface Setting {
  readonly fixture: AnyFixture;
  readonly aim: FixtureCase<Stored>;
  /** False: the same operation, as if its API had no client token. */
  readonly token: boolean;
  readonly death?: Death;
}

export const PROFILE = { id: 'profile-1', name: 'Production' };

/** As the profile store has it. */
export const profileGone = () =>
  new CloudError({ kind: 'profileGone', explanation: text('The profile is no longer there.') });

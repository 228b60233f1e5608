import type { Clock } from '../../clouds/clock';
import type { SendDirectly } from '../../clouds/directRequest';
import type { Env } from './killSwitches';
import type { RunProgram } from './runProgram';

/** The machine that temporary keys are got on. */
export interface KeyMachineParts {
  readonly clock: Clock;
  /** Read whenever keys are to be got. */
  readonly env: () => Env;
  /** The folder of the person: programs run there, never in a workspace. */
  readonly home: string;
  readonly windows: boolean;
  readonly run: RunProgram;
  /** To this machine's own hosts. */
  readonly direct: SendDirectly;
}

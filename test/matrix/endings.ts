import type { Verdict } from './judge';
import type { AnyFixture } from './fixtures/fixture';
import type { Times } from './faults';
import type { Making } from './onTheWay';

/** What a kind of fault must end in, by how often it strikes, whether the call has a token and leaves a trace. */
export type Ending = (times: Times, token: boolean, trace: boolean) => Verdict['claim'];

/** Something that becomes of writes. */
export interface WriteFault {
  readonly name: string;
  readonly ending: Ending;
  readonly making: Making;
  /** False where the operation has no room for it. */
  readonly fits?: ((fixture: AnyFixture) => boolean) | undefined;
}

/** No byte left, and a moment later it may: tried twice in all. */
export const UNSENT: Ending = (times) => (times === 1 ? 'settled' : 'failed');
/** No byte left, and none would a moment later. */
export const HOPELESS: Ending = () => 'failed';
/** Turned away before execution: tried four times in all. */
export const TURNED_AWAY: Ending = (times) => (times === Infinity ? 'refused' : 'settled');
/** Nobody knows what became of it, and nothing did. */
export const LOST: Ending = (times, token) => (token && times !== Infinity ? 'settled' : 'unknown');
/** The same, each attempt taking half a minute of the one for which the token is sent again. */
export const LOST_SLOWLY: Ending = (times, token) => (token && times === 1 ? 'settled' : 'unknown');
/** Nobody knows what became of it, and it had its effect: the same token is accepted in the end, or there is a trace. */
export const MADE: Ending = (times, token, trace) => (trace ? 'settled' : LOST(times, token, trace));
export const MADE_SLOWLY: Ending = (times, token, trace) =>
  trace ? 'settled' : LOST_SLOWLY(times, token, trace);
/** Late, but accepted. */
export const ACCEPTED: Ending = () => 'settled';
export const REFUSED: Ending = () => 'refused';

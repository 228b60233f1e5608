import { isDeepStrictEqual } from 'node:util';
import { text } from '../clouds/text';
import { holderOf, type Target } from '../inventory/target';
import type { Run } from './run';
import { close } from './transitions';

/** Where something is done. */
export type Place = Pick<Target, 'kind' | 'region' | 'id' | 'within'>;

/** Whether two targets are one, whoever names them: an id is unique in its region, a part's in its holder. */
export const isSameTarget = (a: Place, b: Place): boolean =>
  a.kind === b.kind && a.region === b.region && a.id === b.id && a.within?.id === b.within?.id;

/** Whether what is done to one may disturb the other: the same listed resource, or parts of it. */
export const concerns = (a: Place, b: Place): boolean => isDeepStrictEqual(holderOf(a), holderOf(b));

/**
 * Whether the other run is the very same request, being sent or sent since this one was confirmed, whichever profile
 * it is sent with. One that was withdrawn or refused had no effect and stops nobody.
 */
export const isTwin = (other: Run, run: Run): boolean =>
  other.id !== run.id &&
  (other.state === 'sending' || (mayHaveEffect(other) && sentAt(other) >= run.createdAt)) &&
  other.operation === run.operation &&
  isSameTarget(other.target, run.target) &&
  isDeepStrictEqual(asJournaled(other.form), asJournaled(run.form));

const mayHaveEffect = ({ outcome }: Run): boolean =>
  outcome?.kind !== 'notSent' && outcome?.kind !== 'refused';

/** When its sending ended, as journaled. */
const sentAt = ({ timeline }: Run): number => timeline.find(({ state }) => state !== 'sending')?.at ?? 0;

const asJournaled = (form: Run['form']): unknown => JSON.parse(JSON.stringify(form));

/** An order of any two runs that all windows see the same. */
export const isEarlier = (a: Run, b: Run): boolean =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);

/** Another window was sending the same at the same moment. */
export const withdrawn = (run: Run, at: number): Run =>
  close(
    { ...run, outcome: { kind: 'notSent', attempts: [] } },
    at,
    'failed',
    text('Not sent: another window is sending, or has just sent, the very same request'),
  );

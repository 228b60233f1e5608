import { type Text, text } from '../clouds/text';
import { type Cluster, clusterPhase } from '../inventory/polardbCluster';
import type { Check } from './operation';

/** `risk`: what the cloud does with this operation while something else is under way. */
export const running = ({ status }: Cluster, risk: Text): Check => ({
  id: 'running',
  state: clusterPhase(status) === 'running' ? 'met' : 'notMet',
  title: text('The cluster is running'),
  fact: text('Status: {status}', { status }),
  risk,
});

/** `risk`: what comes of this operation on a locked cluster. */
export const unlocked = ({ lockMode }: Cluster, risk: Text): Check => ({
  id: 'unlocked',
  state: lockMode === undefined ? 'unknown' : lockMode.toLowerCase() === 'unlock' ? 'met' : 'notMet',
  title: text('The cluster is not locked'),
  fact:
    lockMode === undefined
      ? text('The cloud did not say whether it is locked')
      : text('Lock mode: {mode}', { mode: lockMode }),
  risk,
});

import { text } from '../clouds/text';
import { type Cluster, writersOf } from '../inventory/polardbCluster';
import { type Account, isAvailable, isSuper } from '../inventory/polardbZonalAccount';
import * as clusterChecks from './clusterChecks';
import type { Check } from './operation';

/** Only PolarDB for MySQL takes privileges on databases through its API; elsewhere the engine grants them. */
export const isMySql = ({ engine }: Cluster): boolean => engine.toLowerCase() === 'mysql';

export const running = (cluster: Cluster): Check =>
  clusterChecks.running(
    cluster,
    text('While another task is under way, the cloud is likely to refuse (LockTimeout).'),
  );

export const unlocked = (cluster: Cluster): Check =>
  clusterChecks.unlocked(cluster, text('A locked cluster refuses operations or takes no writes.'));

export const available = (account: Account): Check => ({
  id: 'available',
  state: isAvailable(account) ? 'met' : 'notMet',
  title: text('The account is available'),
  fact: text('{name}: {status}', { name: account.name, status: account.status }),
  risk: text('While the account is being made, changed or deleted, the cloud is likely to refuse.'),
});

export const ordinary = (account: Account): Check => ({
  id: 'ordinary',
  state: isSuper(account) ? 'notMet' : 'met',
  title: text('The account is an ordinary one'),
  fact: text('Type: {type}', { type: account.type || '–' }),
  risk: text(
    'A privileged account has every privilege already; the cloud changes them for ordinary accounts only.',
  ),
});

export const mySql = (cluster: Cluster): Check => ({
  id: 'engine',
  state: isMySql(cluster) ? 'met' : 'notMet',
  title: text('The engine takes privileges from the cloud'),
  fact: text('{engine} {version}', { engine: cluster.engine, version: cluster.version }),
  risk: text(
    'The cloud grants privileges on PolarDB for MySQL only; elsewhere a privileged account grants them in SQL.',
  ),
});

/** The cloud makes and deletes accounts one at a time; this one counts too. */
export const noneChanging = (accounts: readonly Account[]): Check => {
  const busy = accounts.find((account) => !isAvailable(account));
  return {
    id: 'noneChanging',
    state: busy ? 'notMet' : 'met',
    title: text('No account of the cluster is being made or deleted'),
    fact: busy
      ? text('{name}: {status}', { name: busy.name, status: busy.status })
      : text('All accounts are available'),
    risk: text('The cloud does one of these at a time and refuses the next (ConcurrentTaskExceeded).'),
  };
};

export const writerRunning = (cluster: Cluster): Check => {
  const [writer] = writersOf(cluster);
  const status = writer?.status;
  return {
    id: 'writerRunning',
    state: status === undefined ? 'unknown' : status.toLowerCase() === 'running' ? 'met' : 'notMet',
    title: text('The writer is running'),
    fact:
      status === undefined
        ? text('The cloud did not say how the writer is')
        : text('{node}: {status}', { node: writer?.id ?? '–', status }),
    risk: text('The cloud drops the account on the writer; without it, it refuses (Connect.Timeout).'),
  };
};

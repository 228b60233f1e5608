import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { ClusterDetail, Estate, EstateChange, RegionLoad } from './estate';
import { isClusterNotFound, listClusters, readCluster, readEndpoints } from './polardb';
import type { Cluster, ClusterAddress } from './polardbCluster';
import { RegionClusters } from './regionClusters';

export interface PolardbEstateDeps {
  readonly client: CloudClient;
  /** The profile's regions, in its order. Asked anew each time. */
  regions(): readonly string[];
  /** Milliseconds since the epoch. */
  now?(): number;
}

interface RegionState {
  readonly clusters: RegionClusters;
  readonly details: Map<string, ClusterDetail>;
  readonly reading: Map<string, Promise<void>>;
  load: Omit<RegionLoad, 'region' | 'clusters'>;
  loading?: Promise<void> | undefined;
}

/** The PolarDB clusters of one profile. Each region loads by itself; what is shown stays while it is loaded again. */
export function createPolardbEstate(deps: PolardbEstateDeps): Estate {
  return new PolardbEstate(deps);
}

class PolardbEstate implements Estate {
  private readonly listeners = new Set<(change: EstateChange) => void>();
  private readonly states = new Map<string, RegionState>();
  private readonly stop = new AbortController();

  constructor(private readonly deps: PolardbEstateDeps) {}

  onDidChange(listener: (change: EstateChange) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  regions(): readonly RegionLoad[] {
    return this.deps.regions().map((region) => {
      const { load, clusters } = this.state(region);
      return { region, ...load, clusters: clusters.all() };
    });
  }

  load(): void {
    for (const region of this.deps.regions())
      if (this.state(region).load.state === 'idle') void this.refreshRegion(region);
  }

  async refresh(region?: string): Promise<void> {
    const regions = region === undefined ? this.deps.regions() : [region];
    await Promise.all(regions.map((each) => this.refreshRegion(each)));
  }

  cluster({ region, id }: ClusterAddress): Cluster | undefined {
    return this.state(region).clusters.get(id);
  }

  detail({ region, id }: ClusterAddress): ClusterDetail | undefined {
    const { details, clusters } = this.state(region);
    const detail = details.get(id);
    const cluster = clusters.get(id);
    return detail && cluster ? { ...detail, cluster } : detail;
  }

  async refreshCluster(address: ClusterAddress): Promise<void> {
    if (this.stop.signal.aborted) return;
    const { reading } = this.state(address.region);
    const running = reading.get(address.id) ?? this.readDetail(address);
    reading.set(address.id, running);
    await running.finally(() => reading.delete(address.id));
  }

  put(cluster: Cluster, readAt = this.now()): void {
    if (this.state(cluster.region).clusters.accept(cluster, readAt))
      this.changed({ region: cluster.region, clusterId: cluster.id });
  }

  dispose(): void {
    this.listeners.clear();
    this.stop.abort(new CloudError({ kind: 'cancelled', explanation: text('The request was cancelled.') }));
  }

  private async refreshRegion(region: string): Promise<void> {
    if (this.stop.signal.aborted) return;
    const state = this.state(region);
    state.loading ??= this.loadRegion(region, state).finally(() => (state.loading = undefined));
    await state.loading;
  }

  private async loadRegion(region: string, state: RegionState): Promise<void> {
    const began = this.now();
    const { total, problems } = state.load;
    this.setLoad(region, state, { state: 'loading', ...given({ total, problems }) });
    const listed = new Set<string>();
    const missed: CloudError[] = [];
    let all: number | undefined;
    try {
      for await (const page of listClusters(this.deps.client, region, this.stop.signal)) {
        for (const cluster of page.clusters) {
          listed.add(cluster.id);
          state.clusters.accept(cluster, began);
        }
        missed.push(...page.problems);
        all = page.total;
        this.setLoad(region, state, { state: 'loading', total: all, ...given({ problems: some(missed) }) });
      }
      // A cluster that could not be read this time has not gone.
      if (missed.length === 0)
        for (const id of state.clusters.retain(listed, began)) state.details.delete(id);
      this.setLoad(region, state, { state: 'loaded', ...given({ total: all, problems: some(missed) }) });
    } catch (error) {
      if (this.stop.signal.aborted) return;
      this.setLoad(region, state, {
        state: 'failed',
        error: asCloudError(error),
        ...given({ total: all ?? total, problems }),
      });
    }
  }

  private async readDetail(address: ClusterAddress): Promise<void> {
    const { client } = this.deps;
    const { signal } = this.stop;
    const state = this.state(address.region);
    const began = this.now();
    const { cluster: known, endpoints: shown, endpointsError } = state.details.get(address.id) ?? {};
    const before = given({ cluster: known, endpoints: shown, endpointsError });
    this.setDetail(address, state, { ...before, state: 'loading' });
    const [cluster, endpoints] = await Promise.allSettled([
      readCluster(client, address, signal),
      readEndpoints(client, address, signal),
    ]);
    if (signal.aborted) return;
    if (cluster.status === 'rejected') {
      if (isClusterNotFound(cluster.reason)) this.remove(address, state);
      else
        this.setDetail(address, state, { ...before, state: 'failed', error: asCloudError(cluster.reason) });
      return;
    }
    state.clusters.accept(cluster.value, began);
    this.setDetail(
      address,
      state,
      endpoints.status === 'fulfilled'
        ? { state: 'loaded', cluster: cluster.value, endpoints: endpoints.value }
        : { state: 'loaded', cluster: cluster.value, endpointsError: asCloudError(endpoints.reason) },
    );
  }

  private remove({ region, id }: ClusterAddress, state: RegionState): void {
    const had = state.clusters.delete(id);
    state.details.delete(id);
    const { total } = state.load;
    if (had && total !== undefined) state.load = { ...state.load, total: Math.max(0, total - 1) };
    this.changed({ region });
  }

  private setLoad(region: string, state: RegionState, load: RegionState['load']): void {
    state.load = load;
    this.changed({ region });
  }

  private setDetail({ region, id }: ClusterAddress, state: RegionState, detail: ClusterDetail): void {
    state.details.set(id, detail);
    this.changed({ region, clusterId: id });
  }

  private state(region: string): RegionState {
    const known = this.states.get(region);
    if (known) return known;
    const fresh: RegionState = {
      clusters: new RegionClusters(),
      details: new Map(),
      reading: new Map(),
      load: { state: 'idle' },
    };
    this.states.set(region, fresh);
    return fresh;
  }

  private changed(change: EstateChange): void {
    if (this.stop.signal.aborted) return;
    for (const listener of [...this.listeners]) listener(change);
  }

  private now(): number {
    return this.deps.now?.() ?? Date.now();
  }
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? [...list] : undefined);

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the fields that are there. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;

/** The errors of clients are CloudErrors; anything else is a fault here, shown rather than swallowed. */
const asCloudError = (error: unknown): CloudError =>
  error instanceof CloudError
    ? error
    : new CloudError({
        kind: 'answer',
        explanation: text('Unexpected error: {message}', { message: String(error) }),
      });

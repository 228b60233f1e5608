import type { ClusterDetail, Estate, EstateChange, RegionLoad } from '../../../src/inventory/estate';
import type { Cluster, ClusterAddress } from '../../../src/inventory/polardbCluster';
import { Listeners } from '../../../src/profiles/listeners';

/** An estate that holds what a test puts in. */
export class FakeEstate implements Estate {
  readonly loads = new Map<string, RegionLoad>();
  readonly details = new Map<string, ClusterDetail>();
  readonly asked: string[] = [];
  readonly changed = new Listeners<EstateChange>();
  readonly onDidChange = this.changed.event;

  constructor(...regions: string[]) {
    for (const region of regions) this.loads.set(region, { region, state: 'idle', clusters: [] });
  }

  /** A region has answered, or not. */
  set(region: string, more: Partial<RegionLoad>): void {
    this.loads.set(region, { region, state: 'loaded', clusters: [], ...more });
    this.changed.fire({ region });
  }
  setDetail(address: ClusterAddress, detail: ClusterDetail): void {
    this.details.set(address.id, detail);
    this.changed.fire({ region: address.region, clusterId: address.id });
  }

  regions = () => [...this.loads.values()];
  load(): void {
    this.asked.push('load');
    for (const [region, load] of this.loads)
      if (load.state === 'idle') {
        this.loads.set(region, { ...load, state: 'loading' });
        this.changed.fire({ region });
      }
  }
  refresh(region = 'all'): Promise<void> {
    this.asked.push(`refresh ${region}`);
    return Promise.resolve();
  }
  cluster({ region, id }: ClusterAddress): Cluster | undefined {
    return this.loads.get(region)?.clusters.find((cluster) => cluster.id === id);
  }
  detail = ({ id }: ClusterAddress) => this.details.get(id);
  refreshCluster(address: ClusterAddress): Promise<void> {
    this.asked.push(`read ${address.id}`);
    this.setDetail(address, { state: 'loading' });
    return Promise.resolve();
  }
  put(): void {
    throw new Error('the tree puts nothing');
  }
  dispose(): void {
    this.changed.dispose();
  }
}

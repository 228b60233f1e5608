import type {
  Detail,
  Estate,
  EstateChange,
  RegionLoad,
  Resource,
  ResourceAddress,
  Stale,
} from '../../../src/inventory/estate';
import { Listeners } from '../../../src/profiles/listeners';

/** An estate that holds what a test puts in. */
export class FakeEstate implements Estate {
  readonly loads = new Map<string, RegionLoad>();
  readonly details = new Map<string, Detail>();
  readonly asked: string[] = [];
  readonly changed = new Listeners<EstateChange>();
  readonly onDidChange = this.changed.event;

  constructor(...regions: string[]) {
    for (const region of regions) this.loads.set(region, { region, state: 'idle', resources: [] });
  }

  /** A region has answered, or not. */
  set(region: string, more: Partial<RegionLoad>): void {
    this.loads.set(region, { region, state: 'loaded', resources: [], ...more });
    this.changed.fire({ region });
  }
  setDetail(address: ResourceAddress, detail: Partial<Detail>): void {
    this.details.set(address.id, { state: 'loaded', parts: {}, problems: {}, ...detail });
    this.changed.fire({ region: address.region, resourceId: address.id });
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
  resource({ region, id }: ResourceAddress): Resource | undefined {
    return this.loads.get(region)?.resources.find((resource) => resource.id === id);
  }
  readonly old = new Map<string, Stale>();
  stale = ({ id }: ResourceAddress) => this.old.get(id);
  detail = ({ id }: ResourceAddress) => this.details.get(id);
  refreshResource(address: ResourceAddress): Promise<void> {
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

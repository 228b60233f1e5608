import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type {
  Detail,
  Estate,
  EstateChange,
  Parts,
  ProductReader,
  RegionLoad,
  Resource,
  ResourceAddress,
  Stale,
} from './estate';
import type { LastTree, Reading } from './lastTree';
import { RegionResources } from './regionResources';
import { asCloudError, settled } from './settled';

export interface ProductEstateDeps<R extends Resource, P extends Parts> {
  readonly client: CloudClient;
  readonly reader: ProductReader<R, P>;
  /** The profile's regions, in its order. Asked anew each time. */
  regions(): readonly string[];
  /** Milliseconds since the epoch. */
  now(): number;
  /** What was known when a window last looked, shown until it is read again. */
  readonly last?: LastTree<R>;
}

type PartReading = (client: CloudClient, address: ResourceAddress, signal?: AbortSignal) => Promise<unknown>;

interface RegionState<R extends Resource, P extends Parts> {
  readonly resources: RegionResources<R>;
  readonly details: Map<string, Detail<P>>;
  readonly reading: Map<string, Promise<void>>;
  /** By resource, when and why its own reading failed last. */
  readonly failures: Map<string, { readonly at: number; readonly error: CloudError }>;
  /** What was last said of those that are. */
  readonly stale: Map<string, Stale>;
  load: Omit<RegionLoad, 'region' | 'resources'>;
  loading?: Promise<void> | undefined;
}

/** One product of one profile. Each region loads by itself; what is shown stays while it is loaded again. */
export const createProductEstate = <R extends Resource, P extends Parts>(
  deps: ProductEstateDeps<R, P>,
): Estate<R, P> => new ProductEstate(deps);

class ProductEstate<R extends Resource, P extends Parts> implements Estate<R, P> {
  private readonly listeners = new Set<(change: EstateChange) => void>();
  private readonly states = new Map<string, RegionState<R, P>>();
  private readonly stop = new AbortController();
  private restoring: Promise<void> | undefined;

  constructor(private readonly deps: ProductEstateDeps<R, P>) {}

  onDidChange(listener: (change: EstateChange) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  regions(): readonly RegionLoad<R>[] {
    return this.deps.regions().map((region) => {
      const { load, resources } = this.state(region);
      return { region, ...load, resources: resources.all() };
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

  resource({ region, id }: ResourceAddress): R | undefined {
    return this.state(region).resources.get(id);
  }

  detail({ region, id }: ResourceAddress): Detail<P> | undefined {
    return this.state(region).details.get(id);
  }

  stale({ region, id }: ResourceAddress): Stale | undefined {
    const { resources, failures, load, stale: said } = this.state(region);
    const readAt = resources.readAt(id);
    if (readAt === undefined) return undefined;
    const isLast = resources.isLast(id);
    const later = [failures.get(id), load.failing].find((each) => each && (isLast || each.at > readAt));
    if (!later && !isLast) return undefined;
    // What a whole answer leaves out without having gone is what could not be read of it.
    const error = later ? later.error : load.problems?.[0];
    const known = said.get(id);
    if (known?.readAt === readAt && known.error === error) return known;
    const stale = { readAt, ...given({ error }) };
    said.set(id, stale);
    return stale;
  }

  async refreshResource(address: ResourceAddress): Promise<void> {
    if (this.stop.signal.aborted) return;
    const { reading } = this.state(address.region);
    const running = reading.get(address.id) ?? this.readDetail(address);
    reading.set(address.id, running);
    await running.finally(() => reading.delete(address.id));
  }

  put(state: unknown, readAt: number): void {
    const resource = this.deps.reader.parse(state);
    if (resource && this.state(resource.region).resources.accept(resource, readAt))
      this.changed({ region: resource.region, resourceId: resource.id });
  }

  dispose(): void {
    this.deps.last?.dispose();
    this.listeners.clear();
    this.stop.abort(new CloudError({ kind: 'cancelled', explanation: text('The request was cancelled.') }));
  }

  private async refreshRegion(region: string): Promise<void> {
    if (this.stop.signal.aborted) return;
    this.restoring ??= this.restore();
    const state = this.state(region);
    state.loading ??= this.loadRegion(region, state).finally(() => (state.loading = undefined));
    await state.loading;
  }

  private async loadRegion(region: string, state: RegionState<R, P>): Promise<void> {
    const began = this.deps.now();
    const { total, problems, answeredAt, failing } = state.load;
    const before = given({ answeredAt, failing });
    this.setLoad(region, state, { state: 'loading', ...before, ...given({ total, problems }) });
    const listed = new Set<string>();
    const missed: CloudError[] = [];
    let all: number | undefined;
    try {
      for await (const page of this.deps.reader.list(this.deps.client, region, this.stop.signal)) {
        for (const resource of page.resources) {
          listed.add(resource.id);
          state.resources.accept(resource, began);
        }
        missed.push(...page.problems);
        all = page.total;
        this.setLoad(region, state, {
          state: 'loading',
          total: all,
          ...before,
          ...given({ problems: some(missed) }),
        });
      }
      // What could not be read this time has not gone.
      if (missed.length === 0) for (const id of state.resources.retain(listed, began)) forget(id, state);
      this.setLoad(region, state, {
        state: 'loaded',
        answeredAt: this.deps.now(),
        ...given({ total: all, problems: some(missed) }),
      });
      this.deps.last?.renew(() => this.readings());
    } catch (thrown) {
      if (this.stop.signal.aborted) return;
      const error = asCloudError(thrown);
      this.setLoad(region, state, {
        state: 'failed',
        error,
        failing: { since: failing?.since ?? began, at: began, error },
        ...given({ total: all ?? total, problems, answeredAt }),
      });
    }
  }

  /** Behind the loads: no request waits for what is shown meanwhile. */
  private async restore(): Promise<void> {
    const readings = (await this.deps.last?.read()) ?? [];
    const open = new Map(this.deps.regions().map((region) => [region, this.state(region)]));
    const changed = new Set<string>();
    for (const reading of readings) {
      const { region } = reading.resource;
      const state = open.get(region);
      const isAnswered = state?.load.answeredAt !== undefined;
      if (!isAnswered && state?.resources.restore(reading)) changed.add(region);
    }
    for (const region of changed) this.changed({ region });
  }

  private readings(): readonly Reading<R>[] {
    return this.deps.regions().flatMap((region) => this.state(region).resources.readings());
  }

  private async readDetail(address: ResourceAddress): Promise<void> {
    const { client, reader } = this.deps;
    const { signal } = this.stop;
    const state = this.state(address.region);
    const began = this.deps.now();
    const before = state.details.get(address.id) ?? { parts: {}, problems: {} };
    this.setDetail(address, state, { parts: before.parts, problems: before.problems, state: 'loading' });
    const [resource, parts] = await Promise.all([
      settled(reader.read(client, address, signal)),
      this.readParts(address),
    ]);
    if (signal.aborted) return;
    if ('error' in resource) {
      if (reader.isGone(resource.error)) this.remove(address, state);
      else {
        const error = asCloudError(resource.error);
        state.failures.set(address.id, { at: began, error });
        this.setDetail(address, state, {
          parts: before.parts,
          problems: before.problems,
          state: 'failed',
          error,
        });
      }
      return;
    }
    state.resources.accept(resource.value, began);
    state.failures.delete(address.id);
    this.setDetail(address, state, { state: 'loaded', ...parts });
  }

  private async readParts(address: ResourceAddress): Promise<Pick<Detail<P>, 'parts' | 'problems'>> {
    const { client, reader } = this.deps;
    const readings: Record<string, PartReading> = reader.parts;
    const read = await Promise.all(
      Object.entries(readings).map(
        async ([name, reading]) => [name, await settled(reading(client, address, this.stop.signal))] as const,
      ),
    );
    const parts = read.flatMap(([name, each]) => ('value' in each ? [[name, each.value]] : []));
    const problems = read.flatMap(([name, each]) =>
      'error' in each ? [[name, asCloudError(each.error)]] : [],
    );
    return {
      parts: Object.fromEntries(parts) as Partial<P>,
      problems: Object.fromEntries(problems) as Detail<P>['problems'],
    };
  }

  private remove({ region, id }: ResourceAddress, state: RegionState<R, P>): void {
    const had = state.resources.delete(id);
    forget(id, state);
    const { total } = state.load;
    if (had && total !== undefined) state.load = { ...state.load, total: Math.max(0, total - 1) };
    this.changed({ region });
  }

  private setLoad(region: string, state: RegionState<R, P>, load: RegionState<R, P>['load']): void {
    state.load = load;
    this.changed({ region });
  }

  private setDetail({ region, id }: ResourceAddress, state: RegionState<R, P>, detail: Detail<P>): void {
    state.details.set(id, detail);
    this.changed({ region, resourceId: id });
  }

  private state(region: string): RegionState<R, P> {
    const known = this.states.get(region);
    if (known) return known;
    const fresh: RegionState<R, P> = {
      resources: new RegionResources(this.deps.reader),
      details: new Map(),
      reading: new Map(),
      failures: new Map(),
      stale: new Map(),
      load: { state: 'idle' },
    };
    this.states.set(region, fresh);
    return fresh;
  }

  private changed(change: EstateChange): void {
    if (this.stop.signal.aborted) return;
    for (const listener of [...this.listeners]) listener(change);
  }
}

function forget(
  id: string,
  { details, failures, stale }: Pick<RegionState<Resource, Parts>, 'details' | 'failures' | 'stale'>,
): void {
  details.delete(id);
  failures.delete(id);
  stale.delete(id);
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? [...list] : undefined);

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the fields that are there. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;

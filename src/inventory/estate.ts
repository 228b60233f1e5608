import type { CloudClient } from '../clouds/cloudClient';
import type { CloudError } from '../clouds/cloudError';
import type { ProductId, ResourceKind, Target } from './target';

/** Where a listed resource lives. */
export interface ResourceAddress {
  /** As `Target.region`. */
  readonly region: string;
  readonly id: string;
}

/** What a product lists: a cluster, an instance. */
export interface Resource extends ResourceAddress {
  /** The name people gave it; the id where they gave none. */
  readonly name: string;
}

/** A page of a region's list. */
export interface ResourcePage<R extends Resource = Resource> {
  /** Those that no earlier page had. */
  readonly resources: readonly R[];
  /** How many the region holds, as the cloud says. */
  readonly total: number;
  /** Why resources of this page could not be read; each names the resource, where its id could be. */
  readonly problems: readonly CloudError[];
}

/** What stands under a resource and has calls of its own, by name: endpoints, accounts. */
export type Parts = Readonly<Record<string, unknown>>;

/** A part of a resource, as a picker shows it. */
export interface PartTarget extends Pick<Target, 'kind' | 'id' | 'name'> {
  /** What tells it from the others, in the cloud's own words. */
  readonly facts: readonly string[];
}

/**
 * How the resources of one product are read. Methods, not properties, so that readers of all products fit in one list:
 * a reader gets back only what it gave.
 */
export interface ProductReader<R extends Resource = Resource, P extends Parts = Parts> {
  readonly product: ProductId;
  /** The product's own name, the same in every language. */
  readonly title: string;
  /** What its list holds. */
  readonly noun: 'cluster' | 'instance' | 'connection';
  /** The kind of the resources listed. */
  readonly kind: ResourceKind;
  /** All resources of a region, page by page. Throws CloudError. */
  list(client: CloudClient, region: string, signal?: AbortSignal): AsyncIterable<ResourcePage<R>>;
  /** One resource with all that its own call tells. Rejects with CloudError. */
  read(client: CloudClient, address: ResourceAddress, signal?: AbortSignal): Promise<R>;
  /** Each part by itself, so that one that fails does not hide the others. They reject with CloudError. */
  readonly parts: {
    readonly [K in keyof P]: (
      client: CloudClient,
      address: ResourceAddress,
      signal?: AbortSignal,
    ) => Promise<P[K]>;
  };
  /** Whether the cloud says that the resource, or the part of it that was asked for, does not exist. */
  isGone(error: unknown): boolean;
  /** Whether it is the part, where the cloud tells that apart. */
  isPartGone?(error: unknown): boolean;
  /** A newer reading over an older one, where a list tells less than a resource's own call. */
  merge(older: R, newer: R): R;
  /** Whether this came from the resource's own call. */
  isDetailed(resource: R): boolean;
  /** What tells one resource from another in a picker, in the cloud's own words: engine, status, zone. */
  facts(resource: R): readonly string[];
  /** The tags that people gave it, as `key=value`, where its list tells them. */
  tags?(resource: R): readonly string[];
  /** What of a resource operations of their own are started on: its accounts, its clusters. */
  targets(resource: R, parts: Partial<P>): readonly PartTarget[];
  /** A resource out of what a run has watched; undefined where that is something else. */
  parse(state: unknown): R | undefined;
  /** A resource as it once was kept, without what is none of its fields; undefined where that is something else. */
  restore(kept: unknown): R | undefined;
  /** Where, besides under the resource itself, what is done to it shows in the same region. */
  readonly alsoShownIn?: readonly AlsoShown[];
}

/** The list of a product, or those of its resources that have it in one of their parts. */
export interface AlsoShown {
  readonly product: ProductId;
  readonly where: 'list' | 'parts';
}

/** One region's resources as far as they are known. */
export interface RegionLoad<R extends Resource = Resource> {
  readonly region: string;
  readonly state: 'idle' | 'loading' | 'loaded' | 'failed';
  /** What arrived so far; after a failed refresh, what was there before it; of what has not answered, that of last time. */
  readonly resources: readonly R[];
  /** How many there are in all, once the first page is in. */
  readonly total?: number;
  readonly error?: CloudError;
  /** Why resources are missing that the last load could not read. */
  readonly problems?: readonly CloudError[];
  /** When a load was last answered in full, milliseconds since the epoch. */
  readonly answeredAt?: number;
  /** Where loads have failed since, also while it is loaded again: when the first and the last one began, and why. */
  readonly failing?: { readonly since: number; readonly at: number; readonly error: CloudError };
}

/** A resource whose last reading failed, or that was not read since the window opened: what is known of it is old. */
export interface Stale {
  /** When what is known was read, milliseconds since the epoch. */
  readonly readAt: number;
  /** Undefined where it is being read again for the first time since the window opened. */
  readonly error?: CloudError;
}

/** What only a resource's own calls tell. The same object until something changes. */
export interface Detail<P extends Parts = Parts> {
  readonly state: 'loading' | 'loaded' | 'failed';
  /** The parts that have been read; after a failed refresh, what was there before it. */
  readonly parts: Partial<P>;
  /** Why parts are missing. */
  readonly problems: { readonly [K in keyof P]?: CloudError };
  /** Why the resource itself could not be read. */
  readonly error?: CloudError;
}

/** What changed: one resource, one region's list, or (with neither) everything. */
export interface EstateChange {
  readonly region?: string;
  readonly resourceId?: string;
}

/** All resources of one product in one profile, loaded region by region, shared by the tree and the pickers. */
export interface Estate<R extends Resource = Resource, P extends Parts = Parts> {
  onDidChange(listener: (change: EstateChange) => void): { dispose(): void };
  /** In the profile's order. Does not load anything. */
  regions(): readonly RegionLoad<R>[];
  /** Loads the regions that are idle; those loading, loaded or failed are left alone. */
  load(): void;
  /** Loads again: one region or all. Resolves when they have answered; never rejects. */
  refresh(region?: string): Promise<void>;
  /** The resource as last known, from its own reading or from the list. */
  resource(address: ResourceAddress): R | undefined;
  detail(address: ResourceAddress): Detail<P> | undefined;
  /**
   * Undefined where the resource was read since the window opened, and nothing failed since. The same object until
   * something changes.
   */
  stale(address: ResourceAddress): Stale | undefined;
  /** Reads one resource and its parts, unless it is being read. Never rejects. */
  refreshResource(address: ResourceAddress): Promise<void>;
  /**
   * Takes over what a watched run read, where that is a resource, unless a newer reading is known. `readAt` is when
   * that reading began, milliseconds since the epoch.
   */
  put(state: unknown, readAt: number): void;
  dispose(): void;
}

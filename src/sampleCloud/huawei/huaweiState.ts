import { type HuaweiConnection, patchConnection } from './huaweiConnection';
import { type HuaweiInstance, patchHuaweiInstance } from './huaweiInstance';
import type { DatabaseService, Fields } from './servedOperation';

/** What is stored of Huawei Cloud, as JSON. */
export interface HuaweiStored {
  instances: HuaweiInstance[];
  connections: HuaweiConnection[];
  /** Whether connections that are made from now on stay out of their owners' lists. */
  hidesNew: boolean;
  /** By access key id, when requests signed with it failed, milliseconds since the epoch. */
  failures: Record<string, number[]>;
}

/** Failures that lock a key, and for how long: "≥5 failures lock the AK 5 min". */
const LOCKING_FAILURES = 5;
const LOCKED_MS = 5 * 60_000;

/** The instances, connections and key failures of Huawei Cloud. Whatever changes them calls `save`. */
export class HuaweiState {
  constructor(
    private readonly stored: () => HuaweiStored,
    private readonly save: () => void,
  ) {}

  /** The instances of a project, of all services where none is named. */
  instances(projectId: string, ...services: readonly DatabaseService[]): readonly HuaweiInstance[] {
    return this.stored().instances.filter(
      (each) => each.projectId === projectId && (services.length === 0 || services.includes(each.service)),
    );
  }

  instance(
    projectId: string,
    id: string,
    ...services: readonly DatabaseService[]
  ): HuaweiInstance | undefined {
    return this.instances(projectId, ...services).find((each) => each.id === id);
  }

  /** Of all users. */
  connections(projectId: string): readonly HuaweiConnection[] {
    return this.stored().connections.filter((each) => each.projectId === projectId);
  }

  /** Locked is a key that failed as often as that within the time that the lock holds. */
  isLocked(accessKeyId: string, now: number): boolean {
    return this.recent(accessKeyId, now).length >= LOCKING_FAILURES;
  }

  noteFailure(accessKeyId: string, now: number): void {
    this.stored().failures[accessKeyId] = [...this.recent(accessKeyId, now), now];
    this.save();
  }

  add(connection: HuaweiConnection): void {
    this.stored().connections.push(this.stored().hidesNew ? { ...connection, hidden: true } : connection);
  }

  remove(ids: readonly string[]): void {
    const stored = this.stored();
    stored.connections = stored.connections.filter(({ connection_id }) => !ids.includes(connection_id));
  }

  hideNew(hidden: boolean): void {
    this.stored().hidesNew = hidden;
    this.save();
  }

  /** Merges a patch into an instance or a connection, by its id. False where there is none; throws a RangeError. */
  patch(id: string, patch: Fields): boolean {
    const { instances, connections } = this.stored();
    const instance = instances.find((each) => each.id === id);
    const connection = connections.find((each) => each.connection_id === id);
    if (instance) patchHuaweiInstance(instance, patch);
    else if (connection) patchConnection(connection, patch);
    else return false;
    this.save();
    return true;
  }

  /** Takes an instance away, and its connections not; or a connection. */
  delete(id: string): boolean {
    const stored = this.stored();
    const before = stored.instances.length + stored.connections.length;
    stored.instances = stored.instances.filter((each) => each.id !== id);
    this.remove([id]);
    this.save();
    return stored.instances.length + stored.connections.length < before;
  }

  /** Everything that happened moves that much further into the past. */
  advance(ms: number): void {
    for (const times of Object.values(this.stored().failures))
      for (const [index, time] of times.entries()) times[index] = time - ms;
    for (const connection of this.stored().connections) {
      connection.create_at -= ms;
      for (const share of Object.values(connection.sharedWith ?? {}))
        if (share.expired_time !== undefined) share.expired_time -= ms;
    }
  }

  private recent(accessKeyId: string, now: number): readonly number[] {
    const times = Object.hasOwn(this.stored().failures, accessKeyId)
      ? (this.stored().failures[accessKeyId] ?? [])
      : [];
    return times.filter((time) => time > now - LOCKED_MS);
  }
}

import { HUAWEI_INSTANCES, type HuaweiInstance } from './instances';

/** What the sample stores of a connection. The password is kept nowhere. */
export interface HuaweiConnection {
  readonly connection_id: string;
  readonly instance_id: string;
  readonly engine_type: string;
  readonly network_type: string;
  user_name: string;
  is_save_password: boolean;
  database_name?: string;
  port?: number;
  remarks?: string;
  readonly create_at: number;
}

/** What is stored of Huawei Cloud, as JSON. */
export interface HuaweiStored {
  connections: HuaweiConnection[];
  /** By access key id, when requests signed with it failed, milliseconds since the epoch. */
  failures: Record<string, number[]>;
}

export const newHuaweiStored = (): HuaweiStored => ({ connections: [], failures: {} });

/** Failures that lock a key, and for how long: "≥5 failures lock the AK 5 min". */
const LOCKING_FAILURES = 5;
const LOCKED_MS = 5 * 60_000;

/** The instances, connections and key failures of Huawei Cloud. Whatever changes them calls `save`. */
export class HuaweiState {
  constructor(
    private readonly stored: () => HuaweiStored,
    private readonly save: () => void,
  ) {}

  instances(projectId: string): readonly HuaweiInstance[] {
    return HUAWEI_INSTANCES.filter((each) => each.projectId === projectId);
  }

  connections(): readonly HuaweiConnection[] {
    return this.stored().connections;
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
    this.stored().connections.push(connection);
  }

  remove(ids: readonly string[]): void {
    const stored = this.stored();
    stored.connections = stored.connections.filter(({ connection_id }) => !ids.includes(connection_id));
  }

  /** Everything that happened moves that much further into the past. */
  advance(ms: number): void {
    for (const times of Object.values(this.stored().failures))
      for (const [index, time] of times.entries()) times[index] = time - ms;
  }

  private recent(accessKeyId: string, now: number): readonly number[] {
    const times = Object.hasOwn(this.stored().failures, accessKeyId)
      ? (this.stored().failures[accessKeyId] ?? [])
      : [];
    return times.filter((time) => time > now - LOCKED_MS);
  }
}

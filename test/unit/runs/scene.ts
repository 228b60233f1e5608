import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CloudCall, CloudClient, Outcome } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import type { Cluster } from '../../../src/inventory/polardbCluster';
import type { Operation } from '../../../src/operations/operation';
import { switchRole } from '../../../src/operations/switchRole';
import { Journal } from '../../../src/runs/journal';
import type { Run } from '../../../src/runs/run';
import type { RunPlan } from '../../../src/runs/runStore';
import { RunService } from '../../../src/runs/runService';
import { aCluster, liveOf } from '../support/clusters';
import { aRun } from '../support/runs';
import { VirtualClock } from '../support/virtualClock';

export const refusal = (code: string) =>
  new CloudError({ kind: 'refused', code, explanation: text('The cloud answered {code}', { code }) });
export const attempts = [{ at: 0, durationMs: 12, requestId: 'REQ-1' }];
export const ACCEPTED: Outcome = {
  kind: 'accepted',
  requestId: 'REQ-1',
  body: { RequestId: 'REQ-1' },
  attempts,
};

/** The real journal; knows when its files are at rest, since the disk does not wait for a virtual clock. */
export class WatchedJournal extends Journal {
  static busy = 0;
  override write = (run: Run) => this.count(super.write(run));
  override read = (id: string) => this.count(super.read(id));
  override list = () => this.count(super.list());
  override isCurrent = (run: Run) => this.count(super.isCurrent(run));
  override take = (...args: Parameters<Journal['take']>) => this.count(super.take(...args));

  private async count<T>(work: Promise<T>): Promise<T> {
    WatchedJournal.busy += 1;
    try {
      return await work;
    } finally {
      WatchedJournal.busy -= 1;
    }
  }

  static async rest(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = WatchedJournal.busy === 0 ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A journal whose writes hang until they may go on. */
class SlowJournal extends WatchedJournal {
  readonly gate: Promise<void>;
  goOn: () => void = () => undefined;
  constructor(folder: string) {
    super(folder);
    this.gate = new Promise((resolve) => (this.goOn = resolve));
    const write = this.write;
    this.write = (run) => this.gate.then(() => write(run));
  }
}

/** A cloud of one cluster, and the windows that act on it. */
export class Scene {
  readonly clock = new VirtualClock();
  readonly reports: string[] = [];
  readonly sent: CloudCall[] = [];
  /** What the client would ask before it sends the latest request again. */
  mayStillSend: (() => Promise<boolean>) | undefined;
  /** Long ones spare the disk where hours pass. */
  leaseMs: number | undefined;
  answer: () => Promise<Outcome> = () => Promise.resolve(ACCEPTED);
  now: Cluster | CloudError = aCluster();
  /** How often a person asked for a rejected key to be tried again. */
  keysTried = 0;
  private readonly services: RunService[] = [];

  private constructor(readonly folder: string) {}

  static async open(): Promise<Scene> {
    return new Scene(await fs.mkdtemp(path.join(os.tmpdir(), 'runs-')));
  }

  operation: Operation = {
    ...switchRole,
    observe: () => (this.now instanceof CloudError ? Promise.reject(this.now) : Promise.resolve(this.now)),
  };

  /** A window whose journal hangs until it is told to go on. */
  slowWindow(name: string): { readonly window: RunService; readonly goOn: () => void } {
    const journal = new SlowJournal(this.folder);
    return { window: this.window(name, journal), goOn: () => journal.goOn() };
  }

  window(name: string, journal: Journal = new WatchedJournal(this.folder)): RunService {
    let ids = 0;
    const client: CloudClient = {
      read: () => Promise.reject(new Error('not read in this test')),
      write: (call, options) => {
        this.sent.push(call);
        this.mayStillSend = options?.mayStillSend;
        return this.answer();
      },
      view: () => aRun().request,
    };
    const service = new RunService({
      journal,
      clock: this.clock,
      random: () => 0.5,
      newId: () => `${name}-${String(++ids)}`,
      owner: name,
      ...(this.leaseMs === undefined ? {} : { leaseMs: this.leaseMs }),
      operation: (id) => (id === this.operation.id ? this.operation : undefined),
      connect: () => ({ ...client, key: { tryAgain: () => (this.keysTried += 1) } }),
      report: (problem) => this.reports.push(problem),
    });
    this.services.push(service);
    return service;
  }

  plan(more: Partial<RunPlan> = {}): RunPlan {
    return {
      operation: this.operation,
      profile: { id: 'profile-1', name: 'Production' },
      target: aRun().target,
      form: aRun().form,
      live: liveOf(aCluster()),
      checks: [],
      ...more,
    };
  }

  /** Moves on in small steps, so that nothing on disk is overtaken by the clock. */
  async advance(ms: number, step = 500): Promise<void> {
    for (let left = ms; left >= 0; left -= step) {
      await WatchedJournal.rest();
      await this.clock.advance(Math.min(step, left));
      await WatchedJournal.rest();
    }
  }

  async close(): Promise<void> {
    for (const service of this.services) await service.dispose();
    await this.advance(0);
    await fs.rm(this.folder, { recursive: true, force: true });
  }
}

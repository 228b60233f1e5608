import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import esbuild from 'esbuild';
import type { Target } from '../../src/inventory/target';
import { generatedEstate } from '../../src/sampleCloud/generatedEstate';
import { type SampleCloudHandle, startSampleCloud } from '../../src/sampleCloud/sampleCloud';
import { FastClock } from './fastClock';

declare const PROJECT_ROOT: string;

const CLUSTERS = generatedEstate(300);

export type Order =
  | { readonly kind: 'start'; readonly folder: string; readonly target: Target }
  | { readonly kind: 'recover'; readonly folder: string }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'close' };

export interface WindowSettings {
  readonly owner: string;
  readonly origin: number;
  readonly rate: number;
  readonly ahead: number;
  readonly hosts: Readonly<Record<string, string>>;
  readonly accessKey: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** The number of the moment at which it gets the signal; never where unset. */
  readonly at?: number;
  readonly signal?: 'SIGKILL' | 'SIGSTOP';
}

/** What a window tells of a run. */
export interface RunLine {
  readonly id: string;
  readonly state: string;
  readonly over: boolean;
  readonly owner: string;
  readonly said: string;
}
export interface Line {
  readonly owner: string;
  readonly folder?: string;
  readonly ready?: true;
  readonly recovered?: true;
  readonly reads?: true;
  readonly run?: RunLine;
  readonly point?: string;
  readonly problem?: string;
  readonly notStarted?: string;
  readonly points?: readonly string[];
}

/** A window's process. */
export class Window {
  readonly lines: Line[] = [];
  readonly ended: Promise<unknown>;
  errors = '';
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly owner: string,
    readonly process: ChildProcess,
  ) {
    this.ended = once(process, 'exit');
    readline.createInterface({ input: process.stdout! }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as Line);
      for (const look of this.waiting) look();
    });
    process.stderr!.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    // It may be killed with an order on its way.
    process.stdin!.on('error', () => undefined);
    void this.ended.then(() => {
      for (const look of this.waiting) look();
    });
  }

  order(order: Order): void {
    this.process.stdin!.write(`${JSON.stringify(order)}\n`);
  }

  get isGone(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Waits for a line; gives undefined where the process ends without it. */
  async until(what: string, wanted: (line: Line) => boolean, ms = 120_000): Promise<Line | undefined> {
    return await new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle();
      };
      const look = () => {
        const found = this.lines.find(wanted);
        if (found || this.isGone) end(() => resolve(found));
      };
      const timer = setTimeout(() => {
        const said = this.lines.slice(-10).map((line) => JSON.stringify(line));
        end(() => reject(new Error(`${this.owner}: ${what} not seen\n${said.join('\n')}\n${this.errors}`)));
      }, ms);
      this.waiting.add(look);
      look();
    });
  }

  /** What this window says of the run in a folder. */
  run(folder: string): RunLine | undefined {
    return this.lines.findLast((line) => line.folder === folder && line.run)?.run;
  }

  async close(): Promise<readonly string[]> {
    this.order({ kind: 'close' });
    const line = await this.until('its end', ({ points }) => points !== undefined);
    await this.ended;
    return line?.points ?? [];
  }
}

/** A sample cloud in this process, and windows in processes of their own, all on one fast clock. */
export class Windows {
  readonly clock: FastClock;
  private readonly windows: Window[] = [];
  private clusters = 0;
  private folders = 0;

  private constructor(
    readonly cloud: SampleCloudHandle,
    private readonly root: string,
    clock: FastClock,
  ) {
    this.clock = clock;
  }

  /** @param rate how much faster than the machine's the clock of all goes */
  static async open(rate: number): Promise<Windows> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'windows-'));
    const clock = new FastClock(Date.now(), rate);
    const [cloud] = await Promise.all([
      startSampleCloud({ stateDir: path.join(root, 'cloud'), estate: CLUSTERS.length, speed: 4, clock }),
      esbuild.build({
        absWorkingDir: PROJECT_ROOT,
        entryPoints: ['test/kill/window.ts'],
        outfile: path.join(root, 'window.js'),
        bundle: true,
        platform: 'node',
        target: 'node20',
      }),
    ]);
    return new Windows(cloud, root, clock);
  }

  /** A folder for a journal of its own. */
  folder(): string {
    return path.join(this.root, `runs${String(++this.folders)}`);
  }

  /** A cluster that nobody has used yet. */
  target(): Target {
    const cluster = CLUSTERS[this.clusters++];
    if (!cluster) throw new Error('The sample cloud needs more clusters');
    const { DBClusterId: id, RegionId: region, DBClusterDescription: name } = cluster;
    return { kind: 'polardb.cluster', id, region, name };
  }

  async window(owner: string, at?: number, signal?: WindowSettings['signal']): Promise<Window> {
    const { accessKeyId, accessKeySecret } = this.cloud.accessKeys[0]!;
    const settings: WindowSettings = {
      owner,
      origin: this.clock.origin,
      rate: this.clock.rate,
      ahead: this.clock.ahead,
      hosts: this.cloud.hosts,
      accessKey: { accessKeyId, accessKeySecret },
      ...(at === undefined ? {} : { at }),
      ...(signal === undefined ? {} : { signal }),
    };
    const child = spawn(process.execPath, [path.join(this.root, 'window.js'), JSON.stringify(settings)]);
    const window = new Window(owner, child);
    this.windows.push(window);
    if (!(await window.until('ready', ({ ready }) => ready === true))) throw new Error(window.errors);
    return window;
  }

  /** Sets everybody's clock forward. */
  jump(ms: number): void {
    this.clock.jump(ms);
    for (const window of this.windows) if (!window.isGone) window.order({ kind: 'jump', ms });
  }

  effectsOn({ id }: Target): number {
    return this.cloud.effects().filter(({ clusterId }) => clusterId === id).length;
  }

  async close(): Promise<void> {
    for (const { process } of this.windows) process.kill('SIGKILL');
    await Promise.all(this.windows.map(({ ended }) => ended));
    await this.cloud.stop();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

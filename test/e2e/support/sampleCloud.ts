import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../host/server.mjs';
import { waitUntil } from './waitUntil';

export interface SampleCloudOptions {
  /** How fast its time runs; 1 is real time. */
  speed?: number;
  /** `small`, `empty` or a number of clusters. */
  estate?: 'small' | 'empty' | number;
}

/** What the process says about itself when it is ready. */
interface Ready {
  control: string;
  token: string;
  /** The address that stands for each of the cloud's host names. */
  hosts: Record<string, string>;
  accessKeys: SampleKey[];
  huaweiAccessKeys: SampleKey[];
}

interface SampleKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  readonly note: string;
}

/** A change, as the sample cloud's log has it. */
interface Effect {
  readonly action: string;
  readonly clusterId: string;
  readonly requestId: string;
  readonly detail: Readonly<Record<string, string | boolean>>;
}

/** A sample cloud process of a test's own; `env` makes a workbench's extension use it. */
export class SampleCloud {
  readonly ready: Ready;
  readonly #state: string;
  readonly #end: () => Promise<void>;

  constructor(ready: Ready, state: string, end: () => Promise<void>) {
    this.ready = ready;
    this.#state = state;
    this.#end = end;
  }

  get env(): Record<string, string> {
    return { CLUSTERDECK_SAMPLE_CLOUD_STATE: this.#state };
  }

  /** Calls its control API; `body` goes as JSON. */
  async control(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(route, this.ready.control), {
      method,
      headers: { 'x-control-token': this.ready.token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** The changes it has made, in order. */
  async effects(): Promise<Effect[]> {
    return ((await this.control('GET', '/effects')) as { effects: Effect[] }).effects;
  }

  /** From now on the requests that `match` meet this fault; see the sample cloud's faults. */
  async fault(match: Record<string, string>, fault: Record<string, unknown>, times?: number): Promise<void> {
    await this.control('POST', '/faults', { faults: [{ match, fault, ...(times ? { times } : {}) }] });
  }

  /** How often requests have met the faults so far, those that wait in one included. */
  async faultsMet(): Promise<number> {
    const { faults } = (await this.control('GET', '/faults')) as { faults: { times: number }[] };
    return faults.reduce((sum, { times }) => sum + times, 0);
  }

  async clearFaults(): Promise<void> {
    await this.control('DELETE', '/faults');
  }

  /** What it was asked and how it answered, oldest first. */
  async requests(): Promise<{ action: string; region: string; host: string; code: string }[]> {
    type Answer = { requests: { action: string; region: string; host: string; code: string }[] };
    return ((await this.control('GET', '/requests')) as Answer).requests;
  }

  async stop(): Promise<void> {
    await this.#end();
    fs.rmSync(this.#state, { recursive: true, force: true });
  }
}

/** Starts dist/sampleCloud.js with a state folder of its own and waits until it is ready. */
export async function startSampleCloud({
  speed = 1,
  estate = 'small',
}: SampleCloudOptions = {}): Promise<SampleCloud> {
  const state = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-cloud-'));
  const script = path.join(projectRoot, 'dist/sampleCloud.js');
  const args = [script, '--state', state, '--speed', String(speed), '--estate', String(estate)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ready = await new Promise<Ready>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const line = /^READY (\{.*\})$/m.exec(said);
      if (line?.[1] !== undefined) resolve(JSON.parse(line[1]) as Ready);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('exit', (code) => {
      reject(new Error(`the sample cloud ended with ${String(code)}\n${said}`));
    });
  });
  return new SampleCloud(ready, state, async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  });
}

/** The one that an extension has started with this state folder, and its process. */
export function startedSampleCloud(state: string): { cloud: SampleCloud; pid: number } {
  const file = path.join(state, 'process.json');
  const ready = JSON.parse(fs.readFileSync(file, 'utf8')) as Ready & { pid: number };
  const end = async () => {
    process.kill(ready.pid, 'SIGTERM');
    await waitUntil('the end of the sample cloud', () =>
      Promise.resolve(fs.existsSync(file) ? undefined : true),
    );
  };
  return { cloud: new SampleCloud(ready, state, end), pid: ready.pid };
}

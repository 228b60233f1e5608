import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clouds/clock';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';

const loopback = z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/);
const accessKeys = z
  .array(
    z.object({
      accessKeyId: z.string(),
      accessKeySecret: z.string(),
      securityToken: z.string().optional(),
    }),
  )
  .min(1);
const infoSchema = z.object({
  control: loopback,
  token: z.string(),
  /** By real host name, the address that doubles it. */
  hosts: z.record(z.string(), loopback),
  accessKeys,
  huaweiAccessKeys: accessKeys,
});
/** What the sample cloud says of itself once it runs. */
export type SampleCloudInfo = z.infer<typeof infoSchema>;

export interface SampleCloudProcessOptions {
  /** The bundle to run in a Node process of its own. */
  readonly script: string;
  /** Where it keeps its state; windows with the same folder share one process. */
  readonly stateDir: string;
  readonly startTimeoutMs?: number;
  readonly clock: Pick<Clock, 'monotonic'>;
}

const START_TIMEOUT_MS = 20_000;
const HEALTH_TIMEOUT_MS = 2000;
/** An answer to the health check holds for so long. */
const TRUSTED_MS = 1000;
const STDERR_SHOWN = 1000;

/** Finds or starts the sample cloud's process. It outlives the window and ends itself when nobody needs it. */
export class SampleCloudProcess {
  readonly #options: SampleCloudProcessOptions;
  #finding: Promise<SampleCloudInfo> | undefined;
  #known: { readonly info: SampleCloudInfo; readonly checkedAt: number } | undefined;

  constructor(options: SampleCloudProcessOptions) {
    this.#options = options;
  }

  /** The live one, started where none is. Rejects with CloudError; the next call tries again. */
  running(): Promise<SampleCloudInfo> {
    if (this.#known && this.#options.clock.monotonic() - this.#known.checkedAt < TRUSTED_MS)
      return Promise.resolve(this.#known.info);
    this.#finding ??= this.#find().finally(() => (this.#finding = undefined));
    return this.#finding;
  }

  /** The address that stands for a real host. Rejects with CloudError. */
  async origin(host: string): Promise<string> {
    const { hosts } = await this.running();
    const origin = Object.hasOwn(hosts, host) ? hosts[host] : undefined;
    if (origin !== undefined) return origin;
    throw new CloudError({
      kind: 'network',
      code: 'NoSuchHost',
      explanation: text('The sample cloud has no host {host}.', { host }),
      advice: text('Edit the profile and choose the regions that the sample cloud offers.'),
    });
  }

  async #find(): Promise<SampleCloudInfo> {
    const found = this.#known?.info ?? this.#published();
    const info = found && (await isAlive(found)) ? found : await this.#start();
    this.#known = { info, checkedAt: this.#options.clock.monotonic() };
    return info;
  }

  /** What another window's process has written down. */
  #published(): SampleCloudInfo | undefined {
    try {
      return infoOf(fs.readFileSync(path.join(this.#options.stateDir, 'process.json'), 'utf8'));
    } catch {
      return undefined;
    }
  }

  async #start(): Promise<SampleCloudInfo> {
    const { script, stateDir, startTimeoutMs = START_TIMEOUT_MS } = this.#options;
    this.#known = undefined;
    const errorFile = path.join(stateDir, 'stderr.log');
    let child: ChildProcess;
    try {
      fs.mkdirSync(stateDir, { recursive: true, mode: 0o700 });
      // A file, not a pipe: the process lives on when this window has closed its end.
      const errors = fs.openSync(errorFile, 'w', 0o600);
      child = spawn(process.execPath, [script, '--state', stateDir], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        detached: true,
        windowsHide: true,
        stdio: ['ignore', 'pipe', errors],
      });
      fs.closeSync(errors);
    } catch (error) {
      throw notStarted(error instanceof Error ? error.message : String(error));
    }
    try {
      return await readyLine(child, startTimeoutMs);
    } catch (error) {
      child.kill();
      throw notStarted([error instanceof Error ? error.message : String(error), tail(errorFile)].join(' '));
    } finally {
      child.stdout?.destroy();
      child.unref();
    }
  }
}

/** Resolves with what follows READY on the child's standard output. */
function readyLine(child: ChildProcess, timeoutMs: number): Promise<SampleCloudInfo> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`It was not ready after ${timeoutMs / 1000} s.`));
    }, timeoutMs);
    let seen = '';
    const end = (code: number | null) => {
      clearTimeout(timer);
      reject(new Error(`It ended with code ${code ?? 'none'} before it was ready.`));
    };
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', end);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      seen += chunk;
      const line = /^READY (.*)\r?\n/m.exec(seen)?.[1];
      if (line === undefined) return;
      clearTimeout(timer);
      const info = infoOf(line);
      if (info) resolve(info);
      else reject(new Error('Its READY line cannot be read.'));
    });
  });
}

function infoOf(json: string): SampleCloudInfo | undefined {
  try {
    return infoSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

async function isAlive({ control, token }: SampleCloudInfo): Promise<boolean> {
  try {
    const { ok } = await fetch(`${control}/health`, {
      headers: { 'x-control-token': token },
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    return ok;
  } catch {
    return false;
  }
}

function tail(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').trim().slice(-STDERR_SHOWN);
  } catch {
    return '';
  }
}

const notStarted = (reason: string) =>
  new CloudError({
    kind: 'network',
    code: 'SampleCloudNotStarted',
    explanation: text('The sample cloud did not start. {reason}', { reason: reason.trim() }),
    advice: text('Try again; if it fails again, reload the window.'),
  });

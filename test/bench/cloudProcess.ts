import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createAlibabaClient } from '../../src/clouds/alibaba/alibabaClient';
import { systemClock as clock } from '../../src/clouds/clock';
import type { CloudClient } from '../../src/clouds/cloudClient';
import { createNodeTransport } from '../../src/clouds/nodeTransport';

declare const PROJECT_ROOT: string;

export interface CloudOptions {
  readonly regions: number;
  readonly clusters: number;
  readonly latencyMs?: number;
  /** How many of the regions never answer. */
  readonly silent?: number;
}

export interface BenchCloud {
  readonly origin: string;
  readonly regions: readonly string[];
  /** A client as the extension has it, but for the origin. */
  client(): CloudClient;
  stop(): void;
}

export const BENCH_KEYS = {
  accessKeyId: 'LTAI5tBenchBenchBench',
  accessKeySecret: 'not-a-secret-not-a-secret-1234',
};

/** Starts a cloud of clusters in a process of its own. See cloud.mjs. */
export async function startCloud(options: CloudOptions): Promise<BenchCloud> {
  const child = spawn(
    process.execPath,
    [path.join(PROJECT_ROOT, 'test/bench/cloud.mjs'), JSON.stringify(options)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const origin = `http://127.0.0.1:${Number(String(line))}`;
  return {
    origin,
    regions: Array.from({ length: options.regions }, (_, n) => `region-${n}`),
    client: () =>
      createAlibabaClient({
        profileName: 'Bench',
        credentials: () => Promise.resolve(BENCH_KEYS),
        readOnly: () => true,
        origin: () => Promise.resolve(origin),
        transport: createNodeTransport(),
        clock,
        random: Math.random,
        nonce: () => crypto.randomUUID(),
        log: () => undefined,
      }),
    stop: () => void child.kill(),
  };
}

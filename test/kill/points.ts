import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import promises from 'node:fs/promises';
import http from 'node:http';
import type { Transport } from '../../src/clouds/transport';

type Work = (...args: unknown[]) => Promise<unknown>;
const FILE_WORK = ['mkdir', 'open', 'rename', 'link', 'rm', 'readdir', 'readFile', 'stat'] as const;
const HANDLE_WORK = ['writeFile', 'sync', 'close'] as const;

/**
 * Every moment of this process at which it can be killed or suspended: before each thing it does to a file, in the
 * middle of each file it writes, and around each request. Production code knows nothing of it.
 */
export class Points {
  private readonly passed: string[] = [];
  private counting = false;
  /** Says what the process is doing for a person: the state of its run. */
  state: () => string = () => '';

  /** @param at the number of the moment, from 0, at which the process gets the signal */
  constructor(
    private readonly at: number | undefined,
    private readonly signal: NodeJS.Signals,
    private readonly tell: (line: object) => void,
  ) {
    this.patchFiles();
    this.patchRequests();
  }

  begin(): void {
    this.counting = true;
  }

  all(): readonly string[] {
    return this.passed;
  }

  transport(inner: Transport): Transport {
    const around = (name: 'read' | 'write'): Transport['read'] => {
      return async (request, signal) => {
        this.pass(`before the ${name} is sent`);
        try {
          return await inner[name](request, signal);
        } finally {
          this.pass(`after the ${name}`);
        }
      };
    };
    return { read: around('read'), write: around('write') };
  }

  private pass(what: string, first?: () => void): void {
    if (!this.counting) return;
    const label = `${this.state()}: ${what}`;
    const number = this.passed.push(label) - 1;
    if (number !== this.at) return;
    first?.();
    this.tell({ point: label });
    process.kill(process.pid, this.signal);
  }

  private patchFiles(): void {
    const files = promises as unknown as Record<string, Work>;
    for (const name of FILE_WORK) {
      const work = files[name]!;
      files[name] = async (...args) => {
        this.pass(name);
        const result = await work(...args);
        return name === 'open' ? this.patchHandle(result as FileHandle) : result;
      };
    }
  }

  private patchHandle(handle: FileHandle): FileHandle {
    const methods = handle as unknown as Record<string, Work>;
    for (const name of HANDLE_WORK) {
      const work = methods[name]!.bind(handle);
      methods[name] = async (...args) => {
        this.pass(name);
        if (name === 'writeFile') {
          const data = String(args[0]);
          this.pass('half of writeFile', () => {
            if (this.signal === 'SIGKILL') fs.writeSync(handle.fd, data.slice(0, data.length / 2));
          });
        }
        return await work(...args);
      };
    }
    return handle;
  }

  /** Reads and writes alike go through http.request. */
  private patchRequests(): void {
    const request = http.request.bind(http) as (...args: unknown[]) => http.ClientRequest;
    (http as unknown as Record<string, unknown>)['request'] = (...args: unknown[]) => {
      const outgoing = request(...args);
      outgoing.once('finish', () => this.pass("after the request's last byte"));
      return outgoing;
    };
  }
}

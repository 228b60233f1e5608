import { execFile } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod';
import { mayHaveBus } from './keychain/sessionBus';
import { MOST_CHARACTERS, PROBLEMS, type KeychainAnswer } from './keychain/keychainAnswer';

/** Reads the operating system's keychain. */
export interface Keychain {
  /** One entry, read now. Never rejects. A person may be asked by the system meanwhile. */
  read(account: string, signal: AbortSignal): Promise<KeychainAnswer>;
}

/** Long enough to type a password into what the system asks with. */
export const TIMEOUT_MS = 60_000;
/** Characters that JSON has to escape take six. */
const MOST_PRINTED = MOST_CHARACTERS * 6 + 1024;

const answerSchema: z.ZodType<KeychainAnswer> = z.union([
  z.object({ kind: z.literal('entry'), content: z.string() }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.enum(PROBLEMS), said: z.string().optional() }),
]);

export interface KeychainProcessOptions {
  /** The bundle of keychain/main.ts. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/** Reads in a process of its own; on Linux in none where there is no session bus, as on most servers. */
export const keychainProcess = (options: KeychainProcessOptions): Keychain => ({
  read: (account, signal) =>
    process.platform === 'linux' && !mayHaveBus(options.env)
      ? Promise.resolve({ kind: 'noBus' })
      : readInProcess(options, account, signal),
});

const readInProcess = (
  { script, env, timeoutMs = TIMEOUT_MS }: KeychainProcessOptions,
  account: string,
  signal: AbortSignal,
): Promise<KeychainAnswer> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, account],
      {
        cwd: path.dirname(script),
        // What libraries say is told apart by their own English.
        env: { ...env, ELECTRON_RUN_AS_NODE: '1', LC_ALL: 'C' },
        killSignal: 'SIGKILL',
        maxBuffer: MOST_PRINTED,
        signal,
        timeout: timeoutMs,
        windowsHide: true,
      },
      (error, printed) => {
        resolve(signal.aborted ? { kind: 'none' } : error ? failure(error) : answerIn(printed));
      },
    );
  });

/** Its message is not told: it has all that the process printed. */
function failure({
  killed = false,
  code,
  signal,
}: Error & { killed?: boolean; code?: unknown; signal?: unknown }): KeychainAnswer {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return { kind: 'tooBig' };
  return killed ? { kind: 'timedOut' } : { kind: 'failed', said: String(signal ?? code) };
}

function answerIn(printed: string): KeychainAnswer {
  try {
    return answerSchema.parse(JSON.parse(printed));
  } catch {
    return { kind: 'failed', said: 'no answer' };
  }
}

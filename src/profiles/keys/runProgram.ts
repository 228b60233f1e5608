import { spawn } from 'node:child_process';
import { cancelledError } from '../../clouds/retry';
import { text } from '../../clouds/text';
import { stepError } from './keyStepError';
import type { Env } from './killSwitches';

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Where it runs: the person's home folder. */
  readonly cwd: string;
  readonly env: Env;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/** Runs a program and gives what it wrote. Rejects with CloudError. */
export type RunProgram = (run: ProgramRun, signal: AbortSignal) => Promise<string>;

/** Bytes. Keys are a few hundred, tokens some thousand. */
const MOST_OUTPUT = 64 * 1024;
const WINDOWS = process.platform === 'win32';
const TERMINAL = text('Run the command in a terminal to see what it says, then try again.');

/**
 * Runs a program without a shell. What it writes to its standard error is not read: it may hold secrets. When it takes
 * too long, writes too much or is not wanted any more, it is ended with all that it started.
 */
export const runProgram: RunProgram = ({ program, args, cwd, env, timeoutMs }, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelledError());
      return;
    }
    const child = spawn(program, args, {
      cwd,
      env: withoutEditor(env),
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: false,
      windowsHide: true,
      // A group of its own, so that all of it can be ended.
      detached: !WINDOWS,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      child.stdout.destroy();
      finish();
    };
    const fail = (error: Error) => {
      end(() => {
        endAll(child.pid);
        reject(error);
      });
    };
    const abort = () => fail(cancelledError());
    const timer = setTimeout(
      () =>
        fail(
          stepError(
            text('The program had no keys after {seconds} seconds.', { seconds: timeoutMs / 1000 }),
            TERMINAL,
          ),
        ),
      timeoutMs,
    );
    signal.addEventListener('abort', abort, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => fail(notStarted(error.code)));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT)
        fail(stepError(text('The program wrote more than keys are long, so it was ended.'), TERMINAL));
      else chunks.push(chunk);
    });
    child.once('close', (code, killed) => {
      if (code === 0) end(() => resolve(Buffer.concat(chunks).toString('utf8')));
      else fail(stepError(text('The program failed ({code}).', { code: killed ?? code ?? '?' }), TERMINAL));
    });
  });

function notStarted(code = 'unknown') {
  const advice =
    code === 'ENOENT'
      ? text('Check the command in the tool’s file: give the program’s whole path.')
      : text('Check the command in the tool’s file. On Windows a .cmd or .bat file cannot be started.');
  return stepError(text('The program could not be started ({code}).', { code }), advice, { code });
}

/** What VS Code tells its own processes is not for others, and turns programs that are built as it is into Node. */
const withoutEditor = (env: Env): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ELECTRON|VSCODE)_/i.test(name)));

function endAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(WINDOWS ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

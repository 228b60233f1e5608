import { spawn } from 'node:child_process';

/** Something a person has to mend; its message says what and how. */
export class Missing extends Error {}

/** Prints one line: what is being done and, once done, how long it took. */
export async function step(title, work) {
  const start = performance.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/**
 * Runs a command to its end and returns its standard output; throws with the end of what it said.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let out = '';
    let said = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      said += chunk;
    });
    child.stderr?.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(out)
        : reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${said.slice(-2000).trim()}`)),
    );
  });
}

/** Runs `main` of a script: a thing that is missing is told in its own words, anything else with its stack. */
export async function asScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Missing ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

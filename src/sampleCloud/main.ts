import { parseArgs } from 'node:util';
import { estateName } from './control';
import { claim, publish, release } from './processFile';
import { startSampleCloud } from './sampleCloud';

/** How often the process looks whether anybody still needs it. */
const IDLE_CHECK_MS = 1000;

/** Reads the command line. Throws a RangeError that says what is wrong. */
function readArguments() {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      speed: { type: 'string', default: '4' },
      'idle-minutes': { type: 'string', default: '30' },
      estate: { type: 'string' },
    },
  });
  const speed = Number(values.speed);
  const idleMinutes = Number(values['idle-minutes']);
  if (!values.state) throw new RangeError('--state DIR is needed.');
  if (!(speed > 0 && speed <= 10_000)) throw new RangeError('--speed is a number above 0, at most 10000.');
  if (!(idleMinutes > 0)) throw new RangeError('--idle-minutes is a number above 0.');
  return {
    stateDir: values.state,
    speed,
    idleMs: idleMinutes * 60_000,
    ...(values.estate === undefined ? {} : { estate: estateName(values.estate) }),
  };
}

const ready = (info: object): string => `READY ${JSON.stringify(info)}\n`;

async function main(): Promise<void> {
  const { idleMs, ...options } = readArguments();
  const running = await claim(options.stateDir);
  if (running) {
    process.stdout.write(ready(running));
    return;
  }
  const cloud = await startSampleCloud(options);
  const { control, token, hosts, accessKeys, huaweiAccessKeys } = cloud;
  const info = { control, token, hosts, accessKeys, huaweiAccessKeys, pid: process.pid };
  publish(options.stateDir, info);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    clearInterval(timer);
    await cloud.stop();
    release(options.stateDir);
    process.exit(0);
  };
  const timer = setInterval(() => {
    if (Date.now() - cloud.lastRequestAt() > idleMs) void end();
  }, IDLE_CHECK_MS);
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.stdout.write(ready(info));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sideBySide, type Bench } from './row';

declare const PROJECT_ROOT: string;

const ROUNDS = 11;

/** Time to load the clients of both clouds, minified as they are shipped, beside the vendors' cores, each in a process of its own. */
export const bench: Bench = async () => {
  const cores = createRequire(path.join(PROJECT_ROOT, 'package.json'));
  const loads =
    (...modules: readonly string[]) =>
    () =>
      Number(execFileSync(process.execPath, ['-e', SCRIPT, ...modules], { encoding: 'utf8' }));
  const found = await sideBySide(ROUNDS, {
    ours: loads(path.join(PROJECT_ROOT, 'out/bench/clients.js')),
    alibaba: loads(cores.resolve('@alicloud/openapi-core')),
    huawei: loads(cores.resolve('@huaweicloud/huaweicloud-sdk-core')),
    node: loads(...NEEDED),
  });
  const row = (beside: string, value: number, goal?: { atMost: number }) => ({
    what: 'Loading the clients of both clouds',
    unit: 'ms',
    ours: found.ours,
    against: { what: beside, value },
    goal,
  });
  return [
    row('@alicloud/openapi-core', found.alibaba, { atMost: 0.1 }),
    row('huaweicloud-sdk-core', found.huawei, { atMost: 0.1 }),
    row("Node's own modules that any client needs", found.node),
  ];
};

/** Parts of Node that whoever signs and sends loads first. VS Code has loaded them already. */
const NEEDED = ['node:crypto', 'node:http', 'node:https'];

const SCRIPT =
  'const began = performance.now(); process.argv.slice(1).forEach((each) => require(each)); console.log(performance.now() - began);';

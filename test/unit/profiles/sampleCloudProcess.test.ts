import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { CloudError } from '../../../src/clouds/cloudError';
import { SampleCloudProcess } from '../../../src/profiles/sampleCloudProcess';
import { flush, VirtualClock } from '../support/virtualClock';

declare const PROJECT_ROOT: string;

/** Resolves once there is no such process. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH');
      return;
    }
    await flush();
  }
}

describe('SampleCloudProcess', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-cloud-'));
  const script = path.join(folder, 'sampleCloud.js');
  const clock = new VirtualClock();
  const stateDirs: string[] = [];
  const stateDir = () => {
    stateDirs.push(path.join(folder, `state${stateDirs.length}`));
    return stateDirs.at(-1)!;
  };
  const pidIn = (dir: string) =>
    (JSON.parse(fs.readFileSync(path.join(dir, 'process.json'), 'utf8')) as { pid: number }).pid;

  before(() =>
    esbuild.build({
      absWorkingDir: PROJECT_ROOT,
      entryPoints: ['src/sampleCloud/main.ts'],
      outfile: script,
      bundle: true,
      platform: 'node',
      target: 'node20',
    }),
  );
  after(() => {
    for (const dir of stateDirs)
      if (fs.existsSync(path.join(dir, 'process.json'))) process.kill(pidIn(dir), 'SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('starts one process for callers at once, and a second window finds it', async () => {
    const dir = stateDir();
    const cloud = new SampleCloudProcess({ script, stateDir: dir, clock });
    const [a, b] = await Promise.all([cloud.running(), cloud.running()]);
    assert.equal(a.control, b.control);
    assert.match(await cloud.origin('polardb.aliyuncs.com'), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(a.accessKeys[0]?.accessKeyId);
    const other = await new SampleCloudProcess({ script, stateDir: dir, clock }).running();
    assert.equal(other.control, a.control);
  });

  it('starts another when the one it knew has died', async () => {
    const dir = stateDir();
    const cloud = new SampleCloudProcess({ script, stateDir: dir, clock });
    await cloud.running();
    const dead = pidIn(dir);
    process.kill(dead, 'SIGKILL');
    await gone(dead);
    await clock.advance(999);
    await cloud.running();
    assert.equal(pidIn(dir), dead, 'what was alive a moment ago is not asked again');
    await clock.advance(1);
    await cloud.running();
    assert.notEqual(pidIn(dir), dead);
  });

  it('names a host that the sample does not have', async () => {
    const cloud = new SampleCloudProcess({ script, stateDir: stateDir(), clock });
    await assert.rejects(
      cloud.origin('polardb.cn-nowhere.aliyuncs.com'),
      (error: CloudError) => error.kind === 'network' && error.message.includes('polardb.cn-nowhere'),
    );
    await assert.rejects(cloud.origin('toString'), CloudError);
  });

  it('says why it did not start, and tries again the next time', async () => {
    const broken = path.join(folder, 'broken.js');
    fs.writeFileSync(broken, 'console.error("no port left"); process.exit(3);');
    const dir = stateDir();
    const cloud = new SampleCloudProcess({ script: broken, stateDir: dir, clock });
    await assert.rejects(cloud.running(), /did not start.*code 3.*no port left/);
    fs.copyFileSync(script, broken);
    assert.ok((await cloud.running()).token);
  });

  it('gives up on a process that never gets ready, and ends it', async () => {
    const silent = path.join(folder, 'silent.js');
    const dir = stateDir();
    fs.writeFileSync(
      silent,
      `require('fs').writeFileSync(${JSON.stringify(path.join(folder, 'pid'))}, String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const cloud = new SampleCloudProcess({ script: silent, stateDir: dir, clock, startTimeoutMs: 1500 });
    await assert.rejects(cloud.running(), /not ready after 1\.5 s/);
    await gone(Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8')));
  });

  it('takes no address that is not on this machine from the file of another window', async () => {
    const dir = stateDir();
    fs.mkdirSync(dir, { recursive: true });
    const info = {
      control: 'http://evil.example',
      token: 't',
      hosts: {},
      accessKeys: [{ accessKeyId: 'a', accessKeySecret: 'b' }],
    };
    fs.writeFileSync(path.join(dir, 'process.json'), JSON.stringify(info));
    const { control } = await new SampleCloudProcess({ script, stateDir: dir, clock }).running();
    assert.match(control, /^http:\/\/127\.0\.0\.1:/);
  });
});

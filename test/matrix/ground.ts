import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type SampleCloudHandle, startSampleCloud } from '../../src/sampleCloud/sampleCloud';
import type { StoredState } from './fixtures/fixture';

/** The sample cloud of a whole suite; worlds take turns on it. */
export class Ground {
  /** What the sample cloud's time is taken from. */
  time: { now(): number } = { now: () => Date.now() };
  /** How far the cloud's clock is ahead of ours. */
  skewMs = 0;

  private constructor(
    readonly folder: string,
    readonly cloud: SampleCloudHandle,
  ) {}

  static async open(): Promise<Ground> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'matrix-'));
    const ground: { it?: Ground } = {};
    const clock = { now: () => (ground.it ? ground.it.time.now() + ground.it.skewMs : Date.now()) };
    const cloud = await startSampleCloud({ stateDir: path.join(folder, 'cloud'), speed: 1, clock });
    return (ground.it = new Ground(folder, cloud));
  }

  /** All that the sample cloud has in its file. */
  state(): StoredState {
    const state = fs.readFileSync(path.join(this.folder, 'cloud', 'state.json'), 'utf8');
    return JSON.parse(state) as StoredState;
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

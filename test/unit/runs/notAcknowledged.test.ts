import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import type { RunService } from '../../../src/runs/runService';
import { aCluster, switched } from '../support/clusters';
import { attempts, refusal, Scene } from './scene';

describe('a run', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.close());
  const stateOf = (service: RunService, id: string) => service.get(id)?.state;

  describe('of which nobody knows whether it arrived', () => {
    beforeEach(() => {
      scene.answer = () => Promise.resolve({ kind: 'unknown', error: refusal('ECONNRESET'), attempts });
    });

    it('is not called failed because the cluster went another way, while it may still arrive', async () => {
      const window = scene.window('a');
      const { id } = await window.start(scene.plan());
      await scene.advance(100);
      scene.now = aCluster({ status: 'SwitchOver' });
      await scene.advance(30_000);
      scene.now = switched(aCluster(), 'pi-r1');
      await scene.advance(60_000);
      assert.equal(stateOf(window, id), 'unknown');
      assert.equal(window.get(id)?.closedAt, undefined, 'it is read on');
      await scene.advance(16 * 60_000, 5000);
      assert.equal(stateOf(window, id), 'unknown');
      assert.ok(window.get(id)?.closedAt);
    });

    it('is never called accepted', async () => {
      scene.leaseMs = 3_600_000;
      const window = scene.window('a');
      const { id } = await window.start(scene.plan());
      await scene.advance(100);
      scene.now = aCluster({ status: 'SwitchOver' });
      await scene.advance(3 * 3_600_000, 15_000);
      assert.ok(window.get(id)?.closedAt);
      const words = window.get(id)!.timeline.map(({ say }) => plain(say));
      assert.ok(!words.some((line) => /accepted/i.test(line)), words.join(' / '));
    });
  });
});

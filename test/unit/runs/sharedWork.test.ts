import assert from 'node:assert/strict';
import { SharedWork } from '../../../src/runs/sharedWork';

describe('shared work', () => {
  it('is done once for all who asked before it began, and again for who asks while it is done', async () => {
    let begun = 0;
    let goOn = (): void => undefined;
    const work = new SharedWork(async () => {
      const mine = (begun += 1);
      await new Promise<void>((resolve) => (goOn = resolve));
      return mine;
    });
    const first = [work.run(), work.run(), work.run()];
    await Promise.resolve();
    const second = [work.run(), work.run()];
    goOn();
    assert.deepEqual(await Promise.all(first), [1, 1, 1]);
    await Promise.resolve();
    goOn();
    assert.deepEqual(await Promise.all(second), [2, 2], 'what was under way may have missed what they did');
    assert.equal(begun, 2);
  });

  it('fails for those alone whose work failed', async () => {
    let fails = true;
    const work = new SharedWork(() =>
      fails ? Promise.reject(new Error('no disk')) : Promise.resolve('done'),
    );
    await assert.rejects(work.run(), /no disk/);
    fails = false;
    assert.equal(await work.run(), 'done');
  });
});

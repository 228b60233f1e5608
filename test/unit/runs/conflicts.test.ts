import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { concerns } from '../../../src/runs/conflicts';
import { IdenticalRunError, type RunService } from '../../../src/runs/runService';
import { ACCEPTED, Scene } from './scene';

describe('a second operation on the same cluster', () => {
  let scene: Scene;
  let [a, b]: RunService[] = [];
  beforeEach(async () => {
    scene = await Scene.open();
    [a, b] = [scene.window('a'), scene.window('b')];
    scene.answer = () => new Promise(() => undefined);
  });
  afterEach(() => scene.close());
  const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1test' } as const;
  const otherForm = { zoneType: 'Primary', targetNode: 'pi-r1', rollBack: false };
  const otherProfile = { id: 'profile-2', name: 'Another' };

  it('meets the run of another window, although nothing tells of its files', async () => {
    const { id } = await a!.start(scene.plan());
    assert.equal(b!.all().length, 0);
    const active = await b!.activeOn(target);
    assert.deepEqual(
      active.map((run) => run.id),
      [id],
    );
  });

  it('meets the run that another profile has sent, and no run on another cluster', async () => {
    const { id } = await a!.start(scene.plan({ profile: otherProfile }));
    assert.deepEqual(
      (await a!.activeOn(target)).map((run) => run.id),
      [id],
    );
    assert.deepEqual(await a!.activeOn({ ...target, id: 'pc-other' }), []);
    assert.deepEqual(await a!.activeOn({ ...target, region: 'cn-beijing' }), []);
  });

  it('meets a run on anything in the same cluster: the cloud changes one at a time', () => {
    const within = { id: target.id, name: 'orders' };
    const account = { ...target, kind: 'polardbZonal.account', id: 'app', within } as const;
    const other = { ...account, id: 'etl' } as const;
    assert.ok(concerns(account, other));
    assert.ok(concerns(account, target) && concerns(target, account));
    assert.ok(!concerns(account, { ...other, within: { id: 'pc-other', name: 'x' } }));
    assert.ok(!concerns(account, { ...other, region: 'cn-beijing' }));
  });

  it('is not stopped where it is another request', async () => {
    await a!.start(scene.plan());
    await b!.start(scene.plan({ form: otherForm }));
    await scene.advance(100);
    assert.equal(scene.sent.length, 2);
  });

  for (const [name, profile] of [
    ['the same profile', undefined],
    ['another profile', otherProfile],
  ] as const)
    it(`is stopped where another window still sends the very same with ${name}`, async () => {
      const { id } = await a!.start(scene.plan());
      const error = await b!.start(scene.plan(profile ? { profile } : {})).then(
        () => undefined,
        (why: unknown) => why,
      );
      assert.ok(error instanceof IdenticalRunError);
      assert.equal(error.run.id, id);
      await scene.advance(100);
      assert.equal(scene.sent.length, 1);
      const stopped = b!.all().find((run) => run.id !== id);
      assert.deepEqual([stopped?.state, stopped?.outcome?.kind], ['failed', 'notSent']);
      assert.match(plain(stopped!.timeline.at(-1)!.say), /^Not sent: another window/);
    });

  const both = async (...starts: (() => Promise<unknown>)[]) => {
    const all = Promise.allSettled(starts.map((start) => start()));
    await scene.advance(3000, 100);
    return (await all).filter(({ status }) => status === 'fulfilled').length;
  };

  it('is sent once, by one of two windows that start it at the same moment', async () => {
    const started = await both(
      () => a!.start(scene.plan()),
      () => b!.start(scene.plan()),
    );
    assert.deepEqual([started, scene.sent.length], [1, 1]);
  });

  for (const answered of [false, true])
    it(`is sent once where the one that was first is slow to journal${answered ? ', and the other one is through' : ''}`, async () => {
      if (answered) scene.answer = () => Promise.resolve(ACCEPTED);
      const slow = scene.slowWindow('slow');
      const late = slow.window.start(scene.plan()).then(
        () => 'sent',
        (error: unknown) => error,
      );
      await scene.advance(100);
      await a!.start(scene.plan());
      await scene.advance(100);
      slow.goOn();
      await scene.advance(3000, 100);
      assert.ok((await late) instanceof IdenticalRunError);
      assert.equal(scene.sent.length, 1);
    });

  it('is sent where the very same is over or merely watched', async () => {
    scene.answer = () => Promise.resolve({ kind: 'accepted', body: {}, attempts: [] });
    await a!.start(scene.plan());
    await scene.advance(100);
    await b!.start(scene.plan());
    await scene.advance(100);
    assert.equal(scene.sent.length, 2);
  });
});

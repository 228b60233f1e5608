import assert from 'node:assert/strict';
import { operations } from '../../src/operations/index';
import { waitUntil } from '../e2e/support/waitUntil';
import { flowRows, type FlowRow } from './support/flowRows';
import { FlowWalk } from './support/flowWalk';
import { FlowWorld } from './support/flowWorld';

describe('the flow of each operation, in the real quick input', () => {
  let world: FlowWorld;
  before(async () => {
    world = await FlowWorld.open();
  });
  after(() => world.close());
  beforeEach(() => world.startOver());

  /** The sample cloud's own log, once a run was sent. */
  async function assertSentOnce({ effect, detail = {} }: FlowRow): Promise<void> {
    const [made] = await waitUntil('what was sent', async () => {
      const effects = await world.effects();
      return effects.length > 0 ? effects : undefined;
    });
    assert.equal(made?.action, effect);
    assert.deepEqual({ ...made.detail, ...detail }, made.detail);
  }

  it('is led through here for every operation of the catalogue', () =>
    assert.deepEqual(
      [...new Set(flowRows.map(({ operation }) => operation))],
      operations.map(({ id }) => id),
    ));

  for (const row of flowRows) {
    const name = `${row.operation} on ${row.resource}`;

    it(`${name} from the palette: Escape where the target is picked leaves`, async () => {
      const listed = new FlowWalk(world, row);
      await listed.reachesList();
      await listed.leave();
      if (!row.part) return;
      const opened = new FlowWalk(world, row);
      await opened.reachesParts();
      await opened.leave();
    });

    it(`${name} from the palette: Back at every step keeps what was chosen, and Send sends once`, async () => {
      const walk = new FlowWalk(world, row);
      await walk.pickPlace();
      await walk.forward();
      assert.deepEqual(walk.asked, Object.keys(row.enter), 'each step that the row has was asked');
      await walk.backAndForth();
      await walk.hesitate();
      assert.deepEqual(await world.effects(), []);
      await walk.send();
      await assertSentOnce(row);
    });

    it(`${name} from the tree: Escape at every step leaves, and nothing is sent`, async () => {
      const node = await world.node(row.resource, row.part);
      for (const field of Object.keys(row.enter)) {
        const walk = new FlowWalk(world, row, node);
        await walk.forward(field);
        await walk.leave();
      }
      const reviewed = new FlowWalk(world, row, node);
      await reviewed.forward();
      await reviewed.leave();
      const confirmed = new FlowWalk(world, row, node);
      await confirmed.forward();
      await confirmed.reachesConfirmation();
      await confirmed.leave();
      assert.deepEqual(await world.effects(), []);
      assert.deepEqual(world.said, []);
      const sent = new FlowWalk(world, row, node);
      await sent.forward();
      await sent.send();
      await assertSentOnce(row);
    });
  }
});

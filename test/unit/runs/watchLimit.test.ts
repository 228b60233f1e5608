import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { Form, Operation } from '../../../src/operations/operation';
import { switchRole } from '../../../src/operations/switchRole';
import { observed } from '../../../src/runs/transitions';
import { aCluster } from '../support/clusters';
import { aRun } from '../support/runs';
import { zoneOf } from '../support/timeZones';
import { twoZones, zoneForm } from '../support/zoneLive';

const HOUR = 3_600_000;
const zone = changePrimaryZone(zoneOf('Asia/Shanghai'));

/** A run whose effect has not come, as a reading leaves it that long after the first. */
function watchedFor(
  ms: number,
  operation: Operation,
  form: Form,
  state: unknown,
  outcome: 'accepted' | 'unknown' = 'accepted',
) {
  const run = aRun({
    operation: operation.id,
    form,
    state: 'settling',
    before: state,
    outcome: { kind: outcome, attempts: [] },
  });
  return observed(run, run.updatedAt + ms, state, operation, {
    readAt: run.updatedAt + ms,
    watchedMs: ms,
    sinceMs: ms,
  });
}

describe('how long an effect is waited for', () => {
  for (const [name, operation, form, state, hours] of [
    ['a switch of the primary', switchRole, aRun().form, aCluster(), 2],
    ['a change to the standby zone, where only nodes move', zone, zoneForm(), twoZones(), 2],
    ['a change that moves data', zone, zoneForm({ zone: 'cn-hangzhou-k' }), twoZones(), 24],
    [
      'another standby zone, whose data moves',
      zone,
      zoneForm({ zoneType: 'Standby', zone: 'cn-hangzhou-k' }),
      twoZones(),
      24,
    ],
    ['a change of what has no standby zone', zone, zoneForm(), twoZones({ zones: ['cn-hangzhou-i'] }), 24],
  ] as const)
    it(`${name}: ${hours} hours of watching`, () => {
      const atTheEdge = watchedFor(hours * HOUR, operation, form, state);
      assert.equal(atTheEdge.closedAt, undefined);
      assert.equal(atTheEdge.state, 'settling');
      const after = watchedFor(hours * HOUR + 1, operation, form, state);
      assert.ok(after.closedAt);
      assert.equal(after.state, 'unknown');
      assert.equal(
        plain(after.timeline.at(-1)!.say),
        `Accepted, but the effect was not seen in ${hours} hours of watching`,
      );
    });

  it('claims no acceptance of a request whose answer was lost', () => {
    const { form } = aRun();
    const after = watchedFor(2 * HOUR + 1, switchRole, form, aCluster(), 'unknown');
    assert.match(plain(after.timeline.at(-1)!.say), /^There was a trace, but the whole effect was not seen/);
  });
});

import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import { zoneOf } from '../support/timeZones';
import { twoZones, unknown, zoneForm, zoneLive } from '../support/zoneLive';

const NOW = Date.parse('2026-11-22T10:00:20Z');
const operation = changePrimaryZone(zoneOf('Asia/Shanghai'));

describe('changing the primary zone without the list of vSwitches', () => {
  it('has a vSwitch typed where they could not be read: any form of an id, and none for MySQL', () => {
    const live = zoneLive(twoZones(), { vSwitches: unknown });
    const step = operation.steps.find(({ field }) => field === 'vSwitch');
    assert.ok(step?.kind === 'pick');
    const typed = (of = live) => step.typed(of, { zone: 'cn-hangzhou-j' });
    assert.equal(typed(zoneLive()), undefined, 'there is a list to pick from');
    assert.match(
      plain(typed()!.prompt),
      /could not be read \(No answer within 5 seconds\).*the cloud checks its zone and free addresses.*empty/,
    );
    assert.equal(typed()!.forbidden, false);
    const forbidden = { known: false, why: { text: 'No permission' }, forbidden: true } as const;
    const denied = zoneLive(twoZones({ engine: 'PostgreSQL' }), { vSwitches: forbidden });
    assert.equal(typed(denied)!.forbidden, true);
    assert.doesNotMatch(plain(typed(denied)!.prompt), /empty/);
    const of = (value: string, at = live) => {
      const kept = typed(at)!.keep(value, {}, NOW);
      const problem = operation.fieldProblem('vSwitch', kept, at, zoneForm(), NOW);
      return problem && plain(problem);
    };
    for (const good of [' vsw-bp1x ', `vsw-${'a'.repeat(60)}`, '']) assert.equal(of(good), undefined, good);
    for (const bad of ['vsw-', `vsw-${'a'.repeat(61)}`, 'vpc-bp1', 'vsw-A'])
      assert.match(of(bad) ?? '', /^vSwitch must look like/, bad);
    assert.match(of(' ', denied) ?? '', /PostgreSQL needs a vSwitch/);
    assert.equal(of('vsw-bp1x', denied), undefined);
  });
});

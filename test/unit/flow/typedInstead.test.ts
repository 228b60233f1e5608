import assert from 'node:assert/strict';
import { systemClock } from '../../../src/clouds/clock';
import { plain } from '../../../src/clouds/text';
import { askSteps } from '../../../src/flow/askSteps';
import { Collection } from '../../../src/flow/collection';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { Step } from '../../../src/operations/operation';
import { fakeStepKit, settle } from '../profiles/fakeQuickInput';
import { zoneOf } from '../support/timeZones';
import { twoZones, unknown, zoneForm, zoneLive } from '../support/zoneLive';

const operation = changePrimaryZone(zoneOf('Asia/Shanghai'));

describe('a step whose list could not be read', () => {
  /** The step of the vSwitch of a change to cn-hangzhou-k, reached from the review. */
  const ask = async (vSwitches: Parameters<typeof zoneLive>[1], policy = true) => {
    const kit = fakeStepKit();
    const live = zoneLive(twoZones(), vSwitches);
    const collection = new Collection<Step>(operation.steps, live, zoneForm({ vSwitch: null }));
    collection.skipAnswered();
    assert.ok(collection.jump('vSwitch'));
    let copied = 0;
    const act = () => {
      copied += 1;
      return Promise.resolve();
    };
    const asked = askSteps(
      {
        kit,
        translate: plain,
        clock: systemClock,
        editor: { showText: () => Promise.resolve(), copy: () => Promise.resolve() },
        operation,
        policy: policy ? { label: 'Copy RAM Policy', icon: 'copy', act } : undefined,
        title: 'Change Primary Zone',
      },
      collection,
      live,
    );
    await settle();
    return { kit, collection, asked, copied: () => copied };
  };
  const forbidden = { known: false, why: { text: 'No permission' }, forbidden: true } as const;

  it('is typed: refused while it breaks a rule, kept trimmed, and shown again on coming back', async () => {
    const { kit, collection, asked } = await ask({ vSwitches: forbidden });
    const box = kit.last();
    assert.match(box.prompt ?? '', /could not be read \(No permission\)/);
    assert.equal(box.value, '');
    box.type('vsw-?');
    await settle();
    assert.match(box.validationMessage ?? '', /^vSwitch must look like/);
    box.type(' vsw-bp1typed ');
    await settle();
    assert.equal(box.validationMessage, undefined);
    box.enter();
    assert.equal(await asked, 'done');
    assert.equal(collection.form['vSwitch'], 'vsw-bp1typed');
    assert.ok(collection.jump('vSwitch'));
    const step = collection.current;
    assert.ok(step?.kind === 'pick');
    assert.equal(
      step.typed(zoneLive(twoZones(), { vSwitches: forbidden }), collection.form)?.show('vsw-bp1typed'),
      'vsw-bp1typed',
    );
  });

  it('offers the RAM policy where a permission is missing, and nowhere else', async () => {
    const { kit, copied } = await ask({ vSwitches: forbidden });
    const button = kit.last().buttons.find(({ tooltip }) => tooltip === 'Copy RAM Policy');
    assert.ok(button);
    kit.last().pressed.fire(button);
    assert.equal(copied(), 1);
    assert.ok(kit.last().shown, 'the step stays');
    const tooltips = (of: typeof kit) => of.last().buttons.map(({ tooltip }) => tooltip);
    assert.ok(!tooltips((await ask({ vSwitches: unknown })).kit).includes('Copy RAM Policy'));
    assert.ok(!tooltips((await ask({ vSwitches: forbidden }, false)).kit).includes('Copy RAM Policy'));
  });

  it('is picked where there is a list', async () => {
    const { kit } = await ask({});
    assert.ok(
      kit
        .last()
        .labels()
        .some((label) => label.endsWith('main-j')),
    );
  });
});

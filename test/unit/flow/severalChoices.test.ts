import assert from 'node:assert/strict';
import { askSteps } from '../../../src/flow/askSteps';
import { Collection } from '../../../src/flow/collection';
import { plain } from '../../../src/clouds/text';
import { systemClock } from '../../../src/clouds/clock';
import { grantPrivilege } from '../../../src/operations/grantPrivilege';
import type { Step } from '../../../src/operations/operation';
import { fakeStepKit, settle } from '../profiles/fakeQuickInput';
import { accountLive } from '../support/accounts';

describe('a step that takes several choices', () => {
  const kit = fakeStepKit();
  const live = accountLive();
  const collection = new Collection<Step>(grantPrivilege.steps, live);
  const parts = {
    kit,
    translate: plain,
    clock: systemClock,
    editor: { showText: () => Promise.resolve(), copy: () => Promise.resolve() },
    operation: grantPrivilege,
    policy: undefined,
    title: 'Grant',
  };
  const pick = (...labels: string[]) => {
    const box = kit.last();
    box.selectedItems = box.items.filter(({ label }) => labels.some((each) => label.endsWith(each)));
    box.selected.fire(box.selectedItems);
    box.enter();
  };

  it('refuses none, takes several in the list’s order, and keeps them on Back', async () => {
    const asked = askSteps(parts, collection, live);
    await settle();
    assert.equal(kit.last().canSelectMany, true);
    pick();
    assert.match(kit.last().title ?? '', /Choose one database or more/);
    pick('audit', 'checkout');
    await settle();
    assert.match(kit.last().title ?? '', /Privilege/);
    kit.last().back();
    await settle();
    assert.deepEqual(
      kit.last().selectedItems.map(({ label }) => label),
      ['$(database) checkout', '$(database) audit'],
    );
    pick('checkout', 'audit');
    await settle();
    kit.last().focus('$(key) ReadOnly');
    kit.last().enterFocused();
    assert.equal(await asked, 'done');
    assert.deepEqual(collection.form, { databases: ['checkout', 'audit'], privilege: 'ReadOnly' });
  });
});

import assert from 'node:assert/strict';
import { bench, profile, settle } from './flowBench';

const TITLE = 'Switch Primary';

/** A flow at its review, on a profile with this wish. */
async function atReview(changeTicket: 'optional' | 'required' | undefined, prefilled?: string) {
  const t = bench([profile(changeTicket ? { changeTicket } : {})]);
  if (prefilled === undefined) {
    await t.begin();
    await t.choose('pi-r1');
  } else {
    const form = { zoneType: 'Primary', targetNode: 'pi-r1', rollBack: false };
    await t.begin({ form, changeTicket: prefilled });
  }
  assert.match(t.box().title ?? '', /Review/);
  return t;
}
type Bench = Awaited<ReturnType<typeof atReview>>;

const typeTicket = async (t: Bench, row: string, ticket: string) => {
  await t.choose(row);
  assert.match(t.box().title ?? '', /Change ticket/);
  t.box().type(ticket);
  t.box().enter();
  await settle();
};
const send = async (t: Bench, row: string, button: string) => {
  t.state.presses = [button];
  await t.choose(row);
  await settle();
  return t.plans[0];
};
const has = (t: Bench, words: string) =>
  t
    .box()
    .labels()
    .some((label) => label.includes(words));

describe('the change ticket of an operation', () => {
  it('is not asked for where the profile has no wish', async () => {
    const t = await atReview(undefined);
    assert.ok(!has(t, 'None typed yet'));
    const plan = await send(t, 'Send…', TITLE);
    assert.ok(plan && !('changeTicket' in plan));
  });

  it('may be left out where it is optional', async () => {
    const t = await atReview('optional');
    assert.ok(has(t, 'None typed yet'));
    assert.ok((await send(t, 'Send…', TITLE)) !== undefined);
    assert.ok(!t.asked[0]?.detail.includes('ticket'));
  });

  it('goes with the run, and is named in the last question', async () => {
    const t = await atReview('optional');
    await typeTicket(t, 'None typed yet', '  CHG-1 ');
    assert.ok(has(t, 'CHG-1'));
    const plan = await send(t, 'Send…', TITLE);
    assert.equal(plan?.changeTicket, 'CHG-1');
    assert.match(t.asked[0]?.detail ?? '', /Change ticket: CHG-1/);
  });

  it('that is missing where it is required is a check not met, and stops nobody', async () => {
    const t = await atReview('required');
    assert.match(t.box().activeItems[0]?.label ?? '', /None typed yet/);
    assert.ok(has(t, 'The change ticket is named'));
    const plan = await send(t, 'Send Anyway…', 'Send Anyway');
    assert.match(t.asked[0]?.detail ?? '', /Not met: The change ticket is named\. .*Prod requires one/);
    assert.deepEqual(
      plan?.checks.flatMap(({ id, state }) => (id === 'changeTicket' ? [state] : [])),
      ['notMet'],
    );
  });

  it('that is required is a check met once it is typed, and can be changed and taken back', async () => {
    const t = await atReview('required');
    await typeTicket(t, 'None typed yet', 'CHG-1');
    assert.ok(has(t, 'Send…'));
    await typeTicket(t, 'CHG-1', '');
    assert.ok(has(t, 'Send Anyway…'));
    await typeTicket(t, 'None typed yet', 'CHG-2');
    const plan = await send(t, 'Send…', TITLE);
    assert.equal(plan?.changeTicket, 'CHG-2');
  });

  it('that cannot stand is said at once, and Back keeps the one before', async () => {
    const t = await atReview('optional');
    await typeTicket(t, 'None typed yet', 'x'.repeat(65));
    assert.equal(t.box().validationMessage, 'Change ticket: at most 64 characters; this has 65.');
    t.box().back();
    await settle();
    assert.match(t.box().title ?? '', /Review/);
    assert.ok(has(t, 'None typed yet'));
  });

  it('comes along where a run is repeated or switched back, for a profile that wants one', async () => {
    const t = await atReview('required', 'CHG-7');
    assert.equal((await send(t, 'Send…', TITLE))?.changeTicket, 'CHG-7');
    const without = await atReview(undefined, 'CHG-7');
    const plan = await send(without, 'Send…', TITLE);
    assert.ok(plan && !('changeTicket' in plan));
  });
});

import assert from 'node:assert/strict';
import type { Ruling } from '../../../src/clouds/cloudClient';
import { text } from '../../../src/clouds/text';
import { bench } from './flowBench';

const FACT = 'Rule polardb:* (x) in ~/.aliyun/safety-policy.json.';
const says = (does: Ruling['does']): Ruling => ({ does, fact: text(FACT), advice: text('Do this.') });

describe('the safety policy in the flow', () => {
  const atReview = async (ruling: Ruling | undefined) => {
    const t = bench();
    t.state.ruling = ruling;
    await t.begin();
    await t.choose('pi-r2');
    return t;
  };
  /** What the review says under the heading, in one piece. */
  const said = (t: Awaited<ReturnType<typeof atReview>>) => {
    const rows = t.box().items;
    const from = rows.findIndex(({ label }) => label === 'Safety policy');
    if (from < 0) return undefined;
    const to = rows.findIndex(({ kind }, index) => index > from && kind !== undefined);
    return rows
      .slice(from + 1, to)
      .map(({ label, detail }) => [label, detail].filter(Boolean).join(' '))
      .join(' ');
  };

  it('is not mentioned where it says nothing', async () => {
    assert.equal(said(await atReview(undefined)), undefined);
  });

  it('is in the review before anything is sent, and refuses without a question', async () => {
    const t = await atReview(says('refuses'));
    assert.match(
      said(t)?.replaceAll('$(blank) ', '') ?? '',
      /It will be refused\. .*Rule polardb:\*.* Do this\.$/,
    );
    await t.choose('Send');
    assert.deepEqual(
      t.asked.map(({ kind, message }) => [kind, message]),
      [['fail', `Switch Primary was not sent: your safety policy refuses it. ${FACT} Do this.`]],
    );
    assert.equal(t.plans.length, 0);
    assert.match(t.box().title ?? '', /Review/);
  });

  for (const does of ['confirms', 'warns'] as const)
    it(`is in the last question too where it ${does}, and lets a person send`, async () => {
      const t = await atReview(says(does));
      assert.match(said(t) ?? '', /Rule polardb/);
      t.state.presses = ['Switch Primary'];
      await t.choose('Send');
      assert.ok(t.asked[0]?.detail.endsWith(`${FACT} Do this.`));
      assert.equal(t.plans.length, 1);
    });

  it('is asked again when the person checks again, and before sending', async () => {
    const t = await atReview(undefined);
    t.state.ruling = says('confirms');
    await t.choose('Check Again');
    assert.match(said(t) ?? '', /Rule polardb/);
    t.state.ruling = says('refuses');
    await t.choose('Send');
    assert.equal(t.asked[0]?.kind, 'fail');
    assert.equal(t.plans.length, 0);
  });
});

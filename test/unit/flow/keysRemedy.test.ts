import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { aCluster, liveOf } from '../support/clusters';
import { bench, settle } from './flowBench';

const expired = new CloudError({ kind: 'credentials', explanation: text('The security token has expired.') });

describe('a flow whose profile needs other keys', () => {
  it('asks for them on the way, and goes on where it was', async () => {
    const t = bench();
    t.state.readings = [expired, liveOf(aCluster())];
    await t.begin();
    assert.deepEqual(t.box().labels().slice(-2), ['$(refresh) Retry', '$(key) Update Credentials…']);
    await t.choose('Update Credentials…');
    await settle();
    assert.deepEqual(t.state.updated, ['profile-1']);
    assert.equal(t.state.reads, 2);
    assert.doesNotMatch(t.box().labels().join(), /Update Credentials|has expired/);
    assert.deepEqual(t.asked, [], 'nothing was said of a failure');
  });

  it('says it again where the person left without other keys', async () => {
    const t = bench();
    t.state.readings = [expired];
    await t.begin();
    await t.choose('Update Credentials…');
    await settle();
    assert.ok(t.box().labels().includes('$(key) Update Credentials…'));
    t.box().hide();
    await settle();
    assert.equal(t.state.reads, 2);
  });
});

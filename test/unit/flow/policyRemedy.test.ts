import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { bench, place, settle } from './flowBench';

const denied = new CloudError({
  kind: 'permission',
  code: 'NoPermission',
  explanation: text('Profile Prod has no permission for DescribeDBClusterAttribute.'),
});

describe('a flow that meets a missing permission', () => {
  it('offers the least RAM policy for the operation and the cluster beside Retry', async () => {
    const t = bench();
    t.state.readings = [denied];
    await t.begin();
    assert.deepEqual(t.box().labels().slice(-2), ['$(refresh) Retry', '$(copy) Copy RAM Policy']);
    await t.choose('Copy RAM Policy');
    const policy = JSON.parse(t.state.copied) as { Version: string; Statement: Record<string, unknown>[] };
    assert.equal(policy.Version, '1');
    assert.deepEqual(policy.Statement, [
      {
        Effect: 'Allow',
        Action: [
          'polardb:FailoverDBCluster',
          'polardb:DescribeDBClusterAttribute',
          'polardb:DescribeDBClusterEndpoints',
          'polardb:DescribeHALogs',
        ],
        Resource: 'acs:polardb:cn-hangzhou:*:dbcluster/pc-bp1test',
      },
    ]);
    assert.match(t.asked[0]?.message ?? '', /on the clipboard/);
    assert.ok(t.box().labels().includes('$(refresh) Retry'), 'the list stays');
  });

  it('offers none for any other error, nor where the operation does not know what it needs', async () => {
    const other = bench();
    other.state.readings = [new CloudError({ kind: 'server', explanation: text('It broke.') })];
    await other.begin();
    assert.equal(other.box().labels().at(-1), '$(refresh) Retry');
    const ignorant = bench();
    ignorant.state.readings = [denied];
    void ignorant.flow.start({ ...ignorant.operation, permissions: [] }, place);
    await settle();
    assert.equal(ignorant.box().labels().at(-1), '$(refresh) Retry');
  });
});

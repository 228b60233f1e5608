import assert from 'node:assert/strict';
import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import type { CloudCall, Ruling } from '../../../src/clouds/cloudClient';
import { plain, text } from '../../../src/clouds/text';
import { apiError, FakeTransport, json } from '../support/fakeTransport';
import { VirtualClock } from '../support/virtualClock';

const failover: CloudCall = {
  cloud: 'alibaba',
  product: 'polardb',
  action: 'FailoverDBCluster',
  region: 'cn-hangzhou',
  parameters: { DBClusterId: 'pc-1', TargetDBNodeId: 'pi-2' },
};
const says = (does: Ruling['does']): Ruling => ({
  does,
  fact: text('Rule * in the file.'),
  advice: text('Change it.'),
});

describe('a client under a safety policy', () => {
  const setUp = (transport: FakeTransport, rulings: readonly (Ruling | undefined)[], readOnly = false) => {
    const clock = new VirtualClock();
    const asked: CloudCall[] = [];
    const client = createAlibabaClient({
      profileName: 'prod',
      credentials: () => Promise.resolve({ accessKeyId: 'LTAIkey', accessKeySecret: 'theSecretKey' }),
      readOnly: () => readOnly,
      ruling: (call) => Promise.resolve(rulings[Math.min(asked.push(call), rulings.length) - 1]),
      origin: (host) => Promise.resolve(`https://${host}`),
      transport,
      clock,
      random: () => 0,
      nonce: () => 'nonce',
      log: () => undefined,
    });
    return { client, clock, asked };
  };

  it('sends no write that it refuses, and names the rule', async () => {
    const transport = new FakeTransport([json({})]);
    const { client, asked } = setUp(transport, [says('refuses')]);
    const outcome = await client.write(failover);
    assert.ok(outcome.kind === 'notSent');
    assert.equal(outcome.error.kind, 'policy');
    assert.equal(
      plain(outcome.error.explanation),
      'Your safety policy refuses FailoverDBCluster, so it was not sent. Rule * in the file.',
    );
    assert.deepEqual([transport.writes.length, asked], [0, [failover]]);
  });

  it('sends what it wants confirmed, warns of or does not know', async () => {
    for (const ruling of [says('confirms'), says('warns'), undefined]) {
      const transport = new FakeTransport([json({ RequestId: 'R1' })]);
      const { client } = setUp(transport, [ruling]);
      assert.equal((await client.write(failover)).kind, 'accepted');
      assert.equal(transport.writes.length, 1);
    }
  });

  it('sends nothing again that it has come to refuse meanwhile', async () => {
    const transport = new FakeTransport([apiError('Throttling'), json({ RequestId: 'R1' })]);
    const { client, clock } = setUp(transport, [undefined, undefined, says('refuses')]);
    const outcome = await clock.run(client.write(failover));
    assert.ok(outcome.kind === 'notSent');
    assert.equal(outcome.error.kind, 'policy');
    assert.equal(transport.writes.length, 1);
  });

  it('is not asked about reads, and leaves read-only profiles read-only', async () => {
    const transport = new FakeTransport([json({ a: 1 })]);
    const { client, asked } = setUp(transport, [says('refuses')]);
    await client.read({ ...failover, action: 'DescribeRegions' });
    assert.deepEqual(asked, []);
    const readOnly = setUp(transport, [says('confirms')], true);
    const outcome = await readOnly.client.write(failover);
    assert.ok(outcome.kind === 'notSent' && outcome.error.kind === 'readOnly');
  });
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CloudUnderTest, readersOf, writerOf } from './signedCall';

describe('the sample cloud after a restart', () => {
  const test = new CloudUnderTest();
  afterEach(() => test.end());
  const restart = async (estate?: 'small' | 'empty') => {
    await test.cloud.stop();
    await test.start(estate === undefined ? {} : { estate });
  };

  it('goes on with a switch under way, its log, its effects and its client tokens', async () => {
    await test.start();
    const before = await test.cluster('会员中心-生产');
    const params = {
      DBClusterId: before.DBClusterId,
      TargetDBNodeId: readersOf(before)[0]!.DBNodeId,
      ClientToken: 'once',
    };
    const first = await test.call('FailoverDBCluster', params);
    await restart();
    assert.equal((await test.attribute(before.DBClusterId)).DBClusterStatus, 'Switching');
    test.time += 30_000;
    assert.equal(writerOf(await test.attribute(before.DBClusterId)).DBNodeId, params.TargetDBNodeId);
    await restart();
    assert.deepEqual((await test.call('FailoverDBCluster', params)).body, first.body);
    assert.equal(test.cloud.effects().length, 1);
    const logs = await test.call<{ TotalRecords: number }>('DescribeHALogs', {
      DBClusterId: before.DBClusterId,
      LogType: 'HaSwitchLogList',
    });
    assert.equal(logs.body.TotalRecords, 1);
  });

  it('still knows the nonces used, until their dates are too old anyway', async () => {
    await test.start();
    const call = () => test.refusal('DescribeRegions', {}, { nonce: 'n "quoted"\u00e9'.slice(0, 10) });
    assert.equal(await call(), '200');
    await restart();
    assert.equal(await call(), '400 SignatureNonceUsed');
    test.time += 31 * 60_000;
    await restart();
    assert.equal(await call(), '200');
  });

  it('takes another estate when one is asked for, and keeps what it has when none is', async () => {
    await test.start({ estate: 'empty' });
    const total = async () =>
      (await test.call<{ TotalRecordCount: number }>('DescribeDBClusters', { RegionId: 'cn-hangzhou' })).body
        .TotalRecordCount;
    await restart();
    assert.equal(await total(), 0);
    await restart('small');
    assert.equal(await total(), 3);
    const { DBClusterId } = await test.cluster('ci-scratch');
    test.cloud.deleteCluster(DBClusterId);
    await restart('small');
    assert.equal(await total(), 2);
  });

  it('moves a state file that it cannot read aside and starts afresh', async () => {
    await test.start();
    await test.cloud.stop();
    const file = path.join(test.stateDir, 'state.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').slice(0, 100));
    await test.start();
    assert.equal(await test.refusal('DescribeRegions'), '200');
    assert.ok(fs.existsSync(`${file}.broken`));
  });
});

import assert from 'node:assert/strict';
import { hostFor, otherHostFor } from '../../../../src/clouds/alibaba/endpoints';
import { isRead } from '../../../../src/clouds/alibaba/operations';
import { isRegionId } from '../../../../src/clouds/regionId';
import { CloudError } from '../../../../src/clouds/cloudError';

describe('hosts of Alibaba Cloud', () => {
  for (const [region, host] of [
    ['cn-hangzhou', 'polardb.aliyuncs.com'],
    ['cn-beijing', 'polardb.aliyuncs.com'],
    ['cn-beijing-finance-1', 'polardb.aliyuncs.com'],
    ['cn-shanghai-finance-1', 'polardb.cn-shanghai-finance-1.aliyuncs.com'],
    ['cn-zhangjiakou', 'polardb.cn-zhangjiakou.aliyuncs.com'],
    ['ap-southeast-1', 'polardb.ap-southeast-1.aliyuncs.com'],
    ['xx-new-9', 'polardb.xx-new-9.aliyuncs.com'],
  ] as const)
    it(`PolarDB in ${region} is at ${host}`, () => assert.equal(hostFor('polardb', region), host));

  for (const [region, host] of [
    ['cn-hangzhou', 'vpc.aliyuncs.com'],
    ['cn-shenzhen-finance-1', 'vpc.aliyuncs.com'],
    ['cn-beijing', 'vpc.cn-beijing.aliyuncs.com'],
    ['cn-zhangjiakou-na62-a01', 'vpc.cn-zhangjiakou.aliyuncs.com'],
    ['xx-new-9', 'vpc.xx-new-9.aliyuncs.com'],
  ] as const)
    it(`VPC in ${region} is at ${host}`, () => assert.equal(hostFor('vpc', region), host));
  for (const [region, host, other] of [
    ['cn-hangzhou', 'selectdb.aliyuncs.com', undefined],
    ['ap-northeast-2', 'selectdb.aliyuncs.com', undefined],
    ['cn-beijing', 'selectdb.cn-beijing.aliyuncs.com', 'selectdb.aliyuncs.com'],
    ['cn-wulanchabu', 'selectdb.cn-wulanchabu.aliyuncs.com', 'selectdb.aliyuncs.com'],
    ['cn-hongkong', 'selectdb.cn-hongkong.aliyuncs.com', undefined],
    ['xx-new-9', 'selectdb.xx-new-9.aliyuncs.com', undefined],
  ] as const)
    it(`SelectDB in ${region} is at ${host}${other ? `, or at ${other}` : ''}`, () => {
      assert.equal(hostFor('selectdb', region), host);
      assert.equal(otherHostFor('selectdb', region), other);
      assert.equal(otherHostFor('polardb', region), undefined);
    });

  it('STS is at its global host everywhere', () => {
    for (const region of ['cn-hangzhou', 'eu-central-1'])
      assert.equal(hostFor('sts', region), 'sts.aliyuncs.com');
  });

  it('takes no region that could name another host', () => {
    for (const region of ['', 'a.b', 'a/b', 'a:1', 'a@b', 'A', 'a b', 'a\n', '中']) {
      assert.ok(!isRegionId(region), region);
      assert.throws(() => hostFor('polardb', region), CloudError);
      assert.throws(() => hostFor('sts', region), CloudError);
    }
    assert.ok(isRegionId('a'.repeat(64)));
    assert.ok(!isRegionId('a'.repeat(65)));
  });
});

describe('operations known to be reads', () => {
  it('are those named, exactly', () => {
    assert.ok(isRead('polardb', 'DescribeDBClusters'));
    assert.ok(isRead('sts', 'GetCallerIdentity'));
    assert.ok(isRead('selectdb', 'DescribeDBInstances'));
    for (const action of ['CreateDBClusterBinding', 'DeleteDBClusterBinding', 'ResetAccountPassword'])
      assert.ok(!isRead('selectdb', action), action);
    assert.ok(!isRead('sts', 'DescribeDBClusters'), 'of another product');
    assert.ok(isRead('vpc', 'DescribeVSwitches'));
    assert.ok(isRead('polardb', 'DescribeVSwitches'));
    assert.ok(!isRead('selectdb', 'DescribeVSwitches'));
    for (const action of [
      'FailoverDBCluster',
      'ModifyDBClusterPrimaryZone',
      'CancelScheduleTasks',
      'ModifyScheduleTask',
      'describedbclusters',
      'DescribeDBClusters ',
      '',
      'constructor',
    ])
      assert.ok(!isRead('polardb', action), action);
  });
});

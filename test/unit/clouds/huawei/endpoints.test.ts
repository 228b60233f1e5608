import assert from 'node:assert/strict';
import { hostFor, otherHostFor } from '../../../../src/clouds/huawei/endpoints';

describe('hosts of Huawei Cloud', () => {
  const cases = [
    ['das', 'cn-north-4', 'das.cn-north-4.myhuaweicloud.com'],
    ['rds', 'eu-west-101', 'rds.eu-west-101.myhuaweicloud.eu'],
    ['rds', 'eu-west-0', 'rds.eu-west-0.myhuaweicloud.com'],
    ['dds', 'cn-east-3', 'dds.cn-east-3.myhuaweicloud.com'],
    ['ddm', 'cn-east-3', 'ddm.cn-east-3.myhuaweicloud.com'],
    ['taurusdb', 'cn-north-4', 'gaussdb.cn-north-4.myhuaweicloud.com'],
    ['taurusdb', 'ap-southeast-1', 'gaussdbformysql.ap-southeast-1.myhuaweicloud.com'],
    ['taurusdb', 'cn-east-5', 'gaussdb-mysql.cn-east-5.myhuaweicloud.com'],
    ['gaussdb', 'cn-north-4', 'gaussdb-opengauss.cn-north-4.myhuaweicloud.com'],
    ['gaussdb', 'cn-east-5', 'gaussdb.cn-east-5.myhuaweicloud.com'],
    ['gaussdb', 'tr-west-1', 'gaussdb.tr-west-1.myhuaweicloud.com'],
    ['iam', 'cn-north-4', 'iam.cn-north-4.myhuaweicloud.com'],
    ['iam', 'af-north-1', 'iam.myhuaweicloud.com'],
  ] as const;
  for (const [product, region, host] of cases)
    it(`${product} of ${region} is at ${host}`, () => assert.equal(hostFor(product, region), host));

  it('looks for IAM at its global host too, but not for the site in Europe', () => {
    assert.equal(otherHostFor('iam', 'cn-north-4'), 'iam.myhuaweicloud.com');
    assert.equal(otherHostFor('iam', 'eu-west-101'), 'iam.myhuaweicloud.eu');
    assert.equal(otherHostFor('rds', 'cn-north-4'), undefined);
  });
  for (const region of ['', 'a.b', 'x/y', 'CN-NORTH-4', 'a'.repeat(65)])
    it(`takes ${JSON.stringify(region.slice(0, 10))} for no region`, () =>
      assert.throws(() => hostFor('rds', region), { code: 'InvalidRegion' }));
});

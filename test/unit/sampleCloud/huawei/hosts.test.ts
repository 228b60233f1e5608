import assert from 'node:assert/strict';
import { hostFor } from '../../../../src/clouds/huawei/endpoints';
import { operationOf } from '../../../../src/clouds/huawei/operations';
import { HUAWEI_SERVICES } from '../../../../src/sampleCloud/huawei/services';
import { HuaweiUnderTest, type Listed, LISTS, PROJECTS, type Region, type Service } from './huaweiUnderTest';

const kinds = (instances: readonly Listed[]) =>
  instances.map((each) => (each['datastore'] as { readonly type: string }).type).sort();

describe('The hosts of Huawei Cloud in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  before(async () => {
    await test.start();
  });
  after(() => test.end());

  it('has a host for each product in each of its regions, where the extension looks for it', () => {
    for (const region of Object.keys(PROJECTS))
      for (const product of ['iam', 'das', 'rds', 'taurusdb', 'gaussdb', 'dds', 'ddm'] as const)
        assert.ok(test.cloud.hosts[hostFor(product, region)], `${product} in ${region}`);
  });

  it('has other products behind the same name in other regions', async () => {
    assert.deepEqual(kinds(await test.listed('taurusdb', {}, 'ap-southeast-3')), ['gaussdb-mysql']);
    assert.deepEqual(kinds(await test.listed('taurusdb', {}, 'me-east-1')), ['gaussdb-mysql']);
    assert.deepEqual(kinds(await test.listed('gaussdb', {}, 'me-east-1')), ['GaussDB']);
    assert.equal(hostFor('taurusdb', 'cn-north-4'), 'gaussdb.cn-north-4.myhuaweicloud.com');
    assert.equal(hostFor('gaussdb', 'me-east-1'), 'gaussdb.me-east-1.myhuaweicloud.com');
  });

  it('answers with the instances of both products where one host serves both', async () => {
    const region: Region = 'cn-east-2';
    for (const service of ['taurusdb', 'gaussdb'] as const)
      assert.deepEqual(kinds(await test.listed(service, {}, region)), ['GaussDB', 'gaussdb-mysql'], service);
    assert.deepEqual(kinds(await test.listed('gaussdb', { datastore_type: 'GaussDB' }, region)), ['GaussDB']);
    const taurus = await test.found('taurusdb', 'shop-east', region);
    const detail = await test.read<{ instance: { nodes: readonly unknown[] } }>(
      'taurusdb',
      'ShowGaussMySqlInstanceInfo',
      { instance_id: taurus.id },
      region,
    );
    assert.equal(detail.instance.nodes.length, 2);
  });

  it('serves only what the extension knows, by the same names, methods and paths', () => {
    const ids = { project_id: 'a'.repeat(32), instance_id: 'b'.repeat(36), connection_id: 'c'.repeat(36) };
    for (const product of ['iam', 'das', ...(Object.keys(LISTS) as Service[])] as const)
      for (const [action, served] of Object.entries(HUAWEI_SERVICES[product])) {
        const { method, path } = operationOf({
          cloud: 'huawei',
          product,
          action,
          region: 'x',
          parameters: {},
        });
        assert.equal(served.method, method, action);
        const filled = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof ids) => ids[name]);
        assert.match(filled, served.path, action);
      }
  });

  it('words an error in the form that each service has', async () => {
    const body = async (prefix: string, action: string, code: string): Promise<unknown> => {
      test.cloud.clearFaults();
      test.cloud.addFaults([{ match: {}, fault: { kind: 'answer', status: 400, code, message: action } }]);
      const response = await fetch(`${test.cloud.hosts[`${prefix}.cn-north-4.myhuaweicloud.com`]!}/v3/x`);
      const answer = (await response.json()) as Record<string, unknown>;
      test.cloud.clearFaults();
      return 'request_id' in answer ? { ...answer, request_id: 'id' } : answer;
    };
    for (const prefix of ['rds', 'gaussdb', 'gaussdb-opengauss', 'dds', 'das'])
      assert.deepEqual(await body(prefix, 'm', 'X.200001'), { error_code: 'X.200001', error_msg: 'm' });
    assert.deepEqual(await body('ddm', 'm', 'DBS.280001'), { errCode: 'DBS.280001', externalMessage: 'm' });
    assert.deepEqual(await body('das', 'm', 'DAS.5010'), { errorCodeStr: 'DAS.5010', errorMsg: 'm' });
    assert.deepEqual(await body('iam', 'm', 'IAM.0011'), {
      error: { code: 400, message: 'm', title: 'Bad Request' },
    });
    for (const prefix of ['iam', 'das', 'ddm', 'rds'])
      assert.deepEqual(await body(prefix, 'm', 'APIGW.0201'), {
        error_code: 'APIGW.0201',
        error_msg: 'm',
        request_id: 'id',
      });
  });
});

import assert from 'node:assert/strict';
import type { RequestView } from '../../../src/clouds/cloudClient';
import { MASK } from '../../../src/clouds/redact';
import { plain } from '../../../src/clouds/text';
import { requestRows, requestText } from '../../../src/flow/requestText';

const view: RequestView = {
  method: 'POST',
  host: 'polardb.aliyuncs.com',
  action: 'FailoverDBCluster',
  version: '2017-08-01',
  region: 'cn-hangzhou',
  headers: { accept: 'application/json' },
  parameters: { DBClusterId: 'pc-1' },
  target: '/?DBClusterId=pc-1',
};

describe('a request as people see it', () => {
  it('has its parameters once, not in the address as well', () => {
    const [first, ...others] = requestRows({ product: 'polardb' }, view, plain);
    assert.deepEqual(first, ['FailoverDBCluster', 'POST https://polardb.aliyuncs.com/']);
    assert.deepEqual(others.at(-1), ['DBClusterId', 'pc-1']);
    const words = requestText({ product: 'polardb' }, view, plain);
    assert.match(words, /^POST https:\/\/polardb\.aliyuncs\.com\/\n/);
    assert.match(words, /Command line \(Alibaba Cloud CLI\)/);
  });

  it('has the path where that says what it is done to, and the command of its own cloud', () => {
    const das = {
      ...view,
      action: 'ModifyConnection',
      host: 'das.cn-north-4.myhuaweicloud.com',
      target: '/v3/p1/connections/c1',
      parameters: { connection_id: 'c1', password: MASK },
    };
    const [first] = requestRows({ product: 'das' }, das, plain);
    assert.equal(first?.[1], 'POST https://das.cn-north-4.myhuaweicloud.com/v3/p1/connections/c1');
    const words = requestText({ product: 'das' }, das, plain);
    assert.match(words, /Command line \(Huawei Cloud KooCLI\)\n {2}hcloud DAS ModifyConnection /);
    assert.match(words, /Secrets are masked/);
  });
});

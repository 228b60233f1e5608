import assert from 'node:assert/strict';
import { MASK } from '../../../src/clouds/redact';
import { cliCommand, toolOf } from '../../../src/results/cliCommand';

const request = {
  action: 'CreateInstanceConnection',
  region: 'cn-north-4',
  version: 'v3',
  host: 'das.cn-north-4.myhuaweicloud.com',
  parameters: {
    project_id: 'p1',
    instance_id: 'a1in01',
    username: "o'neil",
    password: MASK,
    'node_ids.1': 'n1',
  },
};

describe('the command of Huawei Cloud’s tool', () => {
  it('names service, operation and region, quotes values, and takes secrets from the shell', () => {
    assert.equal(
      cliCommand('das', request),
      `hcloud DAS CreateInstanceConnection --cli-region=cn-north-4 --project_id=p1 --instance_id=a1in01 '--username=o'\\''neil' --password="\${PASSWORD:?}" --node_ids.1=n1`,
    );
  });

  it('names a host that is the profile’s own', () =>
    assert.equal(
      cliCommand('das', { ...request, host: 'das.corp', ownHost: true, parameters: {} }),
      'hcloud DAS CreateInstanceConnection --cli-region=cn-north-4 --cli-endpoint=das.corp',
    ));

  it('belongs to the cloud of the product', () => {
    assert.deepEqual(['das', 'rds', 'polardb', 'vpc'].map(toolOf), ['hcloud', 'hcloud', 'aliyun', 'aliyun']);
  });
});

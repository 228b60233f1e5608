import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient';
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient';
import assert from 'node:assert/strict';
import { CloudUnderTest } from '../signedCall';

const PROJECT = 'a1'.padStart(32, '0');

// The vendor's own core, unmodified, is the judge of whether the double speaks the real protocol.
describe('the official core on Huawei Cloud’s part of the sample cloud', () => {
  const test = new CloudUnderTest();
  const write = process.stdout.write.bind(process.stdout);
  let printed = '';
  // It prints requests with their bodies when they fail; that stays out of the output.
  beforeEach(async () => {
    await test.start({ clock: Date });
    printed = '';
  });
  afterEach(() => test.end());

  const quietly = async <T>(action: () => Promise<T>): Promise<T> => {
    process.stdout.write = (chunk: string | Uint8Array) => {
      printed += String(chunk);
      return true;
    };
    try {
      return await action();
    } finally {
      process.stdout.write = write;
    }
  };

  function core(service: string, note = 'full access') {
    const key = test.cloud.huaweiAccessKeys.find((each) => each.note.includes(note))!;
    const credentials = new BasicCredentials()
      .withAk(key.accessKeyId)
      .withSk(key.accessKeySecret)
      .withProjectId(PROJECT);
    if (key.securityToken !== undefined) credentials.withSecurityToken(key.securityToken);
    const endpoints = [test.cloud.hosts[`${service}.cn-north-4.myhuaweicloud.com`]!];
    // Not by its builder, which needs a package that the core does not say it needs.
    const client = new HcClient(new DefaultHttpClient({}, endpoints))
      .withEndpoints(endpoints)
      .withCredential(credentials);
    return <T>(method: string, url: string, more: Readonly<Record<string, unknown>> = {}) =>
      quietly(
        () =>
          client.sendRequest({
            method,
            url,
            contentType: 'application/json',
            queryParams: {},
            pathParams: { project_id: PROJECT },
            headers: {},
            data: {},
            ...more,
          }) as Promise<T>,
      );
  }
  const connection = {
    engine_type: 'mysql',
    network_type: 'rds',
    username: 'root',
    password: 'Gauss_2345!数',
    is_save_password: false,
  };

  for (const note of ['full access', 'Temporary'])
    it(`lists instances and creates a connection with ${note}`, async () => {
      const { instances, total_count } = await core('rds', note)<{
        instances: readonly { id: string; datastore: { type: string } }[];
        total_count: number;
      }>('GET', '/v3/{project_id}/instances', {
        queryParams: { limit: 5, offset: 0, datastore_type: 'MySQL', name: '*shard' },
      });
      assert.equal(instances.length, 5);
      assert.ok(total_count > 5);
      const { connection_id } = await core('das', note)<{ connection_id: string }>(
        'POST',
        `/v3/{project_id}/instances/${instances[0]!.id}/create-connection`,
        { data: connection },
      );
      assert.match(connection_id, /^[0-9a-f-]{36}$/);
      const list = await core('das', note)<{ das_conn_info_list: readonly { connection_id: string }[] }>(
        'GET',
        '/v3/{project_id}/list-connections',
      );
      assert.deepEqual(
        list.das_conn_info_list.map((each) => each.connection_id),
        [connection_id],
      );
    });

  it('gives it errors that it can read: code, status, request id', async () => {
    const refused = core('das')('POST', `/v3/{project_id}/instances/${'f'.repeat(36)}/create-connection`, {
      data: connection,
    });
    await assert.rejects(refused, (error: Readonly<Record<string, unknown>>) => {
      assert.deepEqual([error['errorCode'], error['httpStatusCode']], ['DAS.200114', 400]);
      assert.match(String(error['requestId']), /^[0-9a-f]{32}$/);
      return true;
    });
    assert.match(printed, /Gauss_2345/, 'it prints the body, which is why it is not used at run time');
  });
});

import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient';
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient';
import assert from 'node:assert/strict';
import { CloudUnderTest } from '../signedCall';
import { PAIRS, PROJECT } from './huaweiUnderTest';

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

  /** By the beginning of a host. */
  function core(prefix: string, note = 'full access') {
    const key = test.cloud.huaweiAccessKeys.find((each) => each.note.includes(note))!;
    const credentials = new BasicCredentials()
      .withAk(key.accessKeyId)
      .withSk(key.accessKeySecret)
      .withProjectId(PROJECT);
    if (key.securityToken !== undefined) credentials.withSecurityToken(key.securityToken);
    const endpoints = [test.cloud.hosts[`${prefix}.cn-north-4.myhuaweicloud.com`]!];
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
    ...PAIRS.rds,
    username: 'root',
    password: 'Gauss_2345!数',
    is_save_password: false,
  };

  const SERVICES = [
    ['rds', 'rds', '/v3/{project_id}/instances', PAIRS.rds, { datastore_type: 'MySQL', type: 'Ha' }],
    [
      'gaussdb',
      'taurusdb',
      '/v3/{project_id}/instances',
      PAIRS.taurusdb,
      { datastore_type: 'gaussdb-mysql' },
    ],
    ['gaussdb-opengauss', 'gaussdb', '/v3/{project_id}/instances', PAIRS.gaussdb, { type: 'Enterprise' }],
    ['dds', 'dds', '/v3/{project_id}/instances', PAIRS.dds, { mode: 'Sharding' }],
    ['ddm', 'ddm', '/v1/{project_id}/instances', PAIRS.ddm, {}],
  ] as const;

  for (const note of ['full access', 'Temporary'])
    for (const [prefix, service, url, pair, filter] of SERVICES)
      it(`lists instances of ${service} and creates a connection with ${note}`, async () => {
        const { instances } = await core(prefix, note)<{
          instances: readonly { id: string; status: string }[];
        }>('GET', url, { queryParams: { limit: 5, offset: 0, ...filter } });
        const usable = instances.find(({ status }) => ['ACTIVE', 'normal', 'RUNNING'].includes(status));
        assert.ok(usable, JSON.stringify(instances));
        const { connection_id } = await core('das', note)<{ connection_id: string }>(
          'POST',
          `/v3/{project_id}/instances/${usable.id}/create-connection`,
          { data: { ...connection, ...pair } },
        );
        assert.match(connection_id, /^[0-9a-f-]{36}$/);
        const list = await core('das', note)<{
          das_conn_info_list: readonly { connection_id: string; instance_id: string }[];
        }>('GET', '/v3/{project_id}/list-connections');
        const made = list.das_conn_info_list.find((each) => each.connection_id === connection_id);
        assert.equal(made?.instance_id, usable.id);
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

import assert from 'node:assert/strict';
import type { CloudCall } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { isConnectionGone, listInstanceConnections, readConnection } from '../../../src/inventory/das';
import { dasReader } from '../../../src/inventory/dasReader';
import { fakeClient } from '../support/fakeClient';
import { dasListed } from '../support/huaweiAnswers';

const region = 'cn-north-4';
const answering = (...items: readonly object[]) =>
  fakeClient(() => ({ das_conn_info_list: items, total_record: items.length }));
const only = async (item: object) => {
  const [connection, ...more] = await listInstanceConnections(answering(item), { region, instanceId: 'i-1' });
  assert.equal(more.length, 0);
  return connection!;
};

describe('a connection of DAS', () => {
  it('is what the list tells, called by user and instance', async () =>
    assert.deepEqual(await only(dasListed('c-1')), {
      region,
      id: 'c-1',
      name: 'root@orders',
      instanceId: 'i-1',
      instanceName: 'orders',
      engineType: 'mysql',
      networkType: 'rds',
      engine: 'mysql 5.7.44',
      user: 'root',
      database: 'shop',
      host: '192.168.0.142',
      port: 3306,
      savesPassword: true,
      recordsSql: false,
      remarks: 'for the on-call',
      createdAt: Date.UTC(2026, 0, 20, 8, 30),
      isInstanceDeleted: false,
    }));

  it('may lack what the vendor’s own example leaves out', async () => {
    const connection = await only({ connection_id: 'c-1', instance_id: 'i-1', user_name: 'root' });
    assert.deepEqual(
      [connection.name, connection.database, connection.remarks, connection.recordsSql, connection.port],
      ['root@i-1', '', '', undefined, undefined],
    );
    assert.equal(connection.savesPassword, false);
  });

  it('may be shared by somebody, until some time', async () => {
    const shared = await only(
      dasListed('c-1', {
        conn_share_type: 'SHARE',
        shared_user_name: 'dba',
        shared_user_id: 'u-1',
        expired_time: '1768984200000',
      }),
    );
    assert.deepEqual([shared.sharedBy, shared.sharedUntil], ['dba', Date.UTC(2026, 0, 21, 8, 30)]);
    assert.equal((await only(dasListed('c-1', { shared_user_name: 'dba' }))).sharedBy, undefined);
  });

  it('may be to an instance that is deleted', async () =>
    assert.ok((await only(dasListed('c-1', { status: 'INSTANCE_DELETE' }))).isInstanceDeleted));

  it('holds no password, even where a cloud sends one', async () => {
    const connection = await only(dasListed('c-1', { password: 'S3cret!' }));
    assert.ok(!JSON.stringify(connection).includes('S3cret!'));
  });
});

describe('the connections of an instance', () => {
  it('are asked for by the instance, 200 at a time', async () => {
    const all = Array.from({ length: 230 }, (_, index) => dasListed(`c-${index}`));
    const page = ({ parameters }: CloudCall) => {
      const offset = Number(parameters['offset']);
      return {
        das_conn_info_list: all.slice(offset, offset + Number(parameters['limit'])),
        total_record: all.length,
      };
    };
    const client = fakeClient(page);
    const found = await listInstanceConnections(client, { region, instanceId: 'i-1' });
    assert.equal(found.length, 230);
    assert.deepEqual(
      client.calls.map(({ product, action, parameters }) => [product, action, parameters]),
      [0, 200].map((offset) => ['das', 'ListConnections', { offset, limit: 200, instance_id: 'i-1' }]),
    );
  });

  it('are none of another instance, should the filter not hold', async () => {
    const client = answering(dasListed('c-1'), dasListed('c-2', { instance_id: 'i-2' }));
    const found = await listInstanceConnections(client, { region, instanceId: 'i-1' });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['c-1'],
    );
  });

  it('are not told in part: whoever asks wants to know what is not there', async () => {
    const client = answering(dasListed('c-1'), { instance_id: 'i-1' });
    await assert.rejects(listInstanceConnections(client, { region, instanceId: 'i-1' }), {
      kind: 'answer',
      message: /das_conn_info_list\.1\.connection_id is missing/,
    });
  });
});

describe('one connection', () => {
  it('is found in the list of its project', async () => {
    const client = answering(dasListed('c-1'), dasListed('c-2', { instance_id: 'i-2', user_name: 'app' }));
    assert.equal((await readConnection(client, { region, id: 'c-2' })).name, 'app@orders');
    assert.deepEqual(client.calls[0]?.parameters, { offset: 0, limit: 200 });
  });

  it('is gone where the list does not have it', async () => {
    await assert.rejects(
      readConnection(answering(dasListed('c-1')), { region, id: 'c-2' }),
      isConnectionGone,
    );
    const error = (code: string) => new CloudError({ kind: 'refused', code, explanation: text('no') });
    assert.ok(isConnectionGone(error('DAS.5010')));
    assert.ok(!isConnectionGone(error('DAS.200114')));
  });

  it('is taken out of what a run has watched', async () => {
    const connection = await only(dasListed('c-1'));
    assert.deepEqual(dasReader.parse({ connection }), connection);
    assert.equal(dasReader.parse({ connection: undefined }), undefined);
    assert.equal(dasReader.parse(undefined), undefined);
  });
});

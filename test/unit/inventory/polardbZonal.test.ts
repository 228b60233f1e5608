import assert from 'node:assert/strict';
import type { CloudCall } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { mergeCluster } from '../../../src/inventory/mergeCluster';
import {
  listZonalClusters,
  readZonalAccounts,
  readZonalCluster,
  readZonalDatabases,
  readZonalEndpoints,
} from '../../../src/inventory/polardbZonal';
import { withGrantStatus } from '../../../src/inventory/polardbZonalAccount';
import { polardbZonalReader } from '../../../src/inventory/polardbZonalReader';
import { anAccount, aDatabase } from '../support/accounts';
import { aCluster } from '../support/clusters';
import { attribute, fakeClient } from '../support/fakeClient';

const address = { region: 'ap-southeast-1', id: 'pc-edge' };
const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    AccountName: `a${from + index}`,
    AccountStatus: 'Available',
  }));

describe('reading PolarDB on ENS', () => {
  it('lists clusters without nodes, in the zone that is their ENS region', async () => {
    const client = fakeClient(() => ({
      Items: [
        {
          DBClusterId: 'pc-edge',
          DBClusterStatus: 'Running',
          DBClusterDescription: 'edge-shop',
          DBType: 'MySQL',
          DBVersion: '8.0',
          ENSRegionId: 'sg-singapore-9',
          ZoneId: 'sg-singapore-9',
          Tags: [{ Key: 'env', Value: 'prod' }],
        },
      ],
      TotalRecordCount: 1,
    }));
    const pages = [];
    for await (const page of listZonalClusters(client, 'ap-southeast-1')) pages.push(page);
    const [cluster] = pages[0]?.resources ?? [];
    assert.deepEqual(cluster?.zones, ['sg-singapore-9']);
    assert.deepEqual([cluster.nodes, cluster.detailed, cluster.name], [[], false, 'edge-shop']);
    assert.deepEqual(
      client.calls.map(({ action }) => action),
      ['DescribeDBClustersZonal'],
    );
  });

  it('reads one with the call that is spelt with a lower-case b, and its endpoints with theirs', async () => {
    const client = fakeClient(({ action }) =>
      /Endpoints/.test(action) ? { Items: [] } : attribute('pc-edge'),
    );
    assert.equal((await readZonalCluster(client, address)).nodes.length, 2);
    await readZonalEndpoints(client, address);
    assert.deepEqual(
      client.calls.map(({ action }) => action),
      ['DescribeDbClusterAttributeZonal', 'DescribeDBClusterEndpointsZonal'],
    );
  });

  it('keeps the nodes that only the cluster’s own call tells when the list is read again', () => {
    const listed = aCluster({ nodes: [], detailed: false, name: 'renamed' });
    const merged = mergeCluster(aCluster(), listed);
    assert.equal(merged.nodes.length, 3);
    assert.equal(merged.name, 'renamed');
  });

  it('reads accounts until a page is not full: no answer tells how many there are', async () => {
    const pages = [names(0, 100), names(100, 200), names(200, 203)];
    const client = fakeClient(({ parameters }) => ({
      Accounts: pages[Number(parameters['PageNumber']) - 1] ?? [],
    }));
    assert.equal((await readZonalAccounts(client, address)).length, 203);
    assert.equal(client.calls.length, 3);
  });

  it('ends where a cloud repeats its pages for ever', async () => {
    const client = fakeClient(() => ({ Accounts: names(0, 100) }));
    assert.equal((await readZonalAccounts(client, address)).length, 100);
    assert.equal(client.calls.length, 2);
  });

  it('takes lists bare or wrapped, and an account without its extras', async () => {
    const account = { AccountName: 'app', AccountStatus: 'Available' };
    for (const Accounts of [[account], { Account: [account] }])
      assert.deepEqual(
        await readZonalAccounts(
          fakeClient(() => ({ Accounts })),
          address,
        ),
        [{ name: 'app', type: '', status: 'Available', description: '', privileges: [] }],
      );
    assert.deepEqual(
      await readZonalAccounts(
        fakeClient(() => ({})),
        address,
      ),
      [],
    );
  });

  it('asks for the one account by name, and takes no other for it', async () => {
    const client = fakeClient(() => ({ Accounts: names(0, 3) }));
    const found = await readZonalAccounts(client, address, undefined, 'a1');
    assert.deepEqual(
      found.map(({ name }) => name),
      ['a1'],
    );
    assert.equal((client.calls[0] as CloudCall).parameters['AccountName'], 'a1');
  });

  it('names the field that is missing', async () => {
    const client = fakeClient(() => ({ Accounts: [{ AccountName: 'app' }] }));
    await assert.rejects(readZonalAccounts(client, address), (error: unknown) => {
      assert.ok(error instanceof CloudError);
      assert.match(error.message, /DescribeAccountsZonal .* Accounts\.0\.AccountStatus is missing/);
      return true;
    });
  });

  it('reads databases with who may use them, and how far each grant has got', async () => {
    const client = fakeClient(() => ({
      Databases: [
        {
          DBName: 'stock',
          DBStatus: 'Running',
          Engine: 'MySQL',
          CharacterSetName: 'utf8mb4',
          Accounts: [
            { AccountName: 'shop_app', AccountPrivilege: 'ReadOnly', PrivilegeStatus: 'Empowering' },
          ],
        },
      ],
    }));
    const databases = await readZonalDatabases(client, address);
    assert.deepEqual(databases[0]?.accounts, [
      { name: 'shop_app', privilege: 'ReadOnly', status: 'Empowering' },
    ]);
    const account = anAccount({
      privileges: [
        { database: 'stock', privilege: 'ReadOnly' },
        { database: 'checkout', privilege: 'ReadWrite' },
      ],
    });
    assert.deepEqual(withGrantStatus(account, [...databases, aDatabase('checkout')]).privileges, [
      { database: 'stock', privilege: 'ReadOnly', status: 'Empowering' },
      { database: 'checkout', privilege: 'ReadWrite' },
    ]);
  });

  it('offers each account to the operations on accounts', () =>
    assert.deepEqual(polardbZonalReader.targets(aCluster(), { accounts: [anAccount()] }), [
      {
        kind: 'polardbZonal.account',
        id: 'shop_app',
        name: 'shop_app',
        facts: ['Normal', 'Available', 'The shop itself'],
      },
    ]));
});

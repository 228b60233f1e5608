import assert from 'node:assert/strict';
import { FRANKFURT, SINGAPORE, ZonalCloud } from './zonalCloud';

describe('the reads of clusters on ENS in the sample cloud', () => {
  const test = new ZonalCloud();
  let id = '';
  before(async () => {
    await test.start();
    id = await test.id('edge-shop');
  });
  after(() => test.end());

  it('list them flat, by their ENS region, without nodes', async () => {
    const { body } = await test.zonal<{ Items: Record<string, unknown>[]; TotalRecordCount: number }>(
      'DescribeDBClustersZonal',
      { RegionId: 'ap-southeast-1' },
    );
    assert.equal(body.TotalRecordCount, 1);
    const [cluster] = body.Items;
    assert.equal(cluster?.['ENSRegionId'], 'sg-singapore-9');
    assert.equal(cluster['ZoneId'], 'sg-singapore-9');
    assert.equal(cluster['CloudProvider'], 'ENS');
    assert.equal(cluster['DBNodeNumber'], 3);
    assert.equal(cluster['DBNodes'], undefined);
    assert.deepEqual(cluster['Tags'], [
      { Key: 'env', Value: 'prod' },
      { Key: 'team', Value: 'shop' },
    ]);
  });

  it('and the ordinary ones keep to themselves', async () => {
    const list = await test.call<{ Items: { DBCluster: { DBClusterId: string }[] } }>(
      'DescribeDBClusters',
      { RegionId: 'ap-southeast-1' },
      { host: SINGAPORE },
    );
    assert.ok(!list.body.Items.DBCluster.some(({ DBClusterId }) => DBClusterId === id));
    for (const action of ['DescribeDBClusterAttribute', 'DescribeDBClusterEndpoints'])
      assert.equal(await test.zonalRefusal(action, { DBClusterId: id }), '404 InvalidDBClusterId.NotFound');
    const ordinary = (await test.cluster('wallet', 'ap-southeast-1')).DBClusterId;
    for (const action of [
      'DescribeDbClusterAttributeZonal',
      'DescribeAccountsZonal',
      'DescribeDatabasesZonal',
    ])
      assert.equal(
        await test.zonalRefusal(action, { DBClusterId: ordinary }),
        '404 InvalidDBClusterId.NotFound',
      );
  });

  it('spell the attribute call with a lower-case b, and know no other', async () => {
    const { body } = await test.zonal<{ DBNodes: unknown[]; ZoneIds: string; DBClusterClass: string }>(
      'DescribeDbClusterAttributeZonal',
      { DBClusterId: id },
    );
    assert.equal(body.DBNodes.length, 3);
    assert.equal(body.ZoneIds, 'sg-singapore-9');
    assert.equal(body.DBClusterClass, 'polar.mysql.x4.large');
    assert.equal(
      await test.zonalRefusal('DescribeDBClusterAttributeZonal', { DBClusterId: id }),
      '404 InvalidAction.NotFound',
    );
  });

  it('tell accounts with their privileges and databases with their accounts, and no total', async () => {
    const app = await test.account(id, 'shop_app');
    assert.deepEqual(app?.DatabasePrivileges, [
      { DBName: 'checkout', AccountPrivilege: 'ReadWrite' },
      { DBName: 'stock', AccountPrivilege: 'ReadOnly' },
    ]);
    const reports = (await test.databases(id)).find(({ DBName }) => DBName === 'reports');
    assert.deepEqual(
      reports?.Accounts.map(({ AccountName, AccountPrivilege, PrivilegeStatus }) => [
        AccountName,
        AccountPrivilege,
        PrivilegeStatus,
      ]),
      [
        ['reporting', 'ReadOnly', 'Empowered'],
        ['etl', 'ReadWrite', 'Empowered'],
      ],
    );
    const { body } = await test.zonal('DescribeAccountsZonal', { DBClusterId: id });
    assert.equal(body['TotalRecordCount'], undefined);
    assert.equal(JSON.stringify(body).includes('passwordDigest'), false);
  });

  it('page by number, or by token', async () => {
    const names = async (more: Record<string, string | number>) => {
      const { body } = await test.zonal<{ Accounts: { AccountName: string }[]; NextToken?: string }>(
        'DescribeAccountsZonal',
        { DBClusterId: id, ...more },
      );
      return { names: body.Accounts.map(({ AccountName }) => AccountName), next: body.NextToken };
    };
    assert.equal((await names({ PageSize: 30, PageNumber: 2 })).names.length, 0);
    const first = await names({ MaxResults: 3 });
    assert.equal(first.names.length, 3);
    const rest = await names({ MaxResults: 3, NextToken: first.next ?? '' });
    assert.deepEqual([...first.names, ...rest.names], ['dba', 'shop_app', 'reporting', 'etl']);
    assert.equal(rest.next, undefined);
    for (const bad of [{ PageSize: 29 }, { MaxResults: 0 }, { MaxResults: 101 }, { NextToken: 'x' }])
      assert.match(
        await test.zonalRefusal('DescribeAccountsZonal', { DBClusterId: id, ...bad }),
        /^400 Invalid/,
      );
    assert.deepEqual((await names({ AccountName: 'etl' })).names, ['etl']);
  });

  it('answer at the host of the region that controls them', async () => {
    assert.equal(
      await test.refusal('DescribeAccountsZonal', { DBClusterId: id }, { host: FRANKFURT }),
      '404 InvalidDBClusterId.NotFound',
    );
  });

  it('give their endpoints', async () => {
    const { body } = await test.zonal<{ Items: { EndpointType: string }[] }>(
      'DescribeDBClusterEndpointsZonal',
      {
        DBClusterId: id,
      },
    );
    assert.deepEqual(
      body.Items.map(({ EndpointType }) => EndpointType),
      ['Primary', 'Cluster', 'Custom'],
    );
  });
});

import assert from 'node:assert/strict';
import { policyOf } from '../../../src/operations/permissions';
import { switchRole } from '../../../src/operations/switchRole';
import { attribute, fakeClient } from '../support/fakeClient';
import { aCluster, liveOf } from '../support/clusters';

const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-1', name: 'orders' } as const;

describe('the permissions of an operation', () => {
  it('become a policy for the one cluster, or for any', () => {
    const policy = policyOf(switchRole, target);
    assert.deepEqual(policy, {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            'polardb:FailoverDBCluster',
            'polardb:DescribeDBClusterAttribute',
            'polardb:DescribeDBClusterEndpoints',
            'polardb:DescribeHALogs',
          ],
          Resource: 'acs:polardb:cn-hangzhou:*:dbcluster/pc-1',
        },
      ],
    });
    assert.equal(policyOf(switchRole).Statement[0]?.Resource, 'acs:polardb:*:*:dbcluster/*');
  });

  it('are one statement a resource, in the order given', () => {
    const permissions = [
      { action: 'a:One', resource: '*' },
      { action: 'a:Two', resource: 'acs:a:{region}:*:thing/{id}' },
      { action: 'a:Three', resource: '*' },
    ];
    assert.deepEqual(
      policyOf({ permissions, on: ['polardb.cluster'] }, target).Statement.map(({ Action, Resource }) => [
        Resource,
        ...Action,
      ]),
      [
        ['*', 'a:One', 'a:Three'],
        ['acs:a:cn-hangzhou:*:thing/pc-1', 'a:Two'],
      ],
    );
  });

  for (const kind of ['polardb.cluster', 'polardbZonal.cluster'] as const)
    it(`are exactly what switching a primary calls on ${kind}`, async () => {
      const client = fakeClient(({ action }) =>
        /Attribute/.test(action) ? attribute('pc-1') : { Items: [], HaLogItems: [] },
      );
      const on = { ...target, kind };
      await switchRole.read(client, on);
      await switchRole.observe(client, on);
      const form = { zoneType: 'Primary', targetNode: 'pi-r2', rollBack: false };
      const calls = [...client.calls, switchRole.call(form, on, liveOf(aCluster()), 'token')];
      assert.deepEqual(
        [...new Set(calls.map(({ product, action }) => `${product}:${action}`))].sort(),
        policyOf(switchRole, on)
          .Statement.flatMap(({ Action }) => Action)
          .sort(),
      );
    });
});

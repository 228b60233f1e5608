import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { plain } from '../../../src/clouds/text';
import { dasView } from '../../../src/explorer/dasView';
import { huaweiViews } from '../../../src/explorer/huaweiView';
import type { ItemView } from '../../../src/explorer/itemView';
import { polardbView } from '../../../src/explorer/polardbView';
import { polardbZonalView } from '../../../src/explorer/polardbZonalView';
import type { Member } from '../../../src/explorer/productView';
import { selectdbView } from '../../../src/explorer/selectdbView';
import type { ResourceKind } from '../../../src/inventory/target';
import { operations } from '../../../src/operations/index';
import { anAccount, aDatabase } from '../support/accounts';
import { aCluster, endpoint } from '../support/clusters';
import { aConnection, aHuaweiInstance } from '../support/huaweiInstances';
import { anInstance, bound } from '../support/instances';
import { aTask } from '../support/zoneLive';

declare const PROJECT_ROOT: string;

const manifest = z.object({
  contributes: z.object({
    menus: z.object({
      'view/item/context': z.array(z.object({ command: z.string(), when: z.string() })),
    }),
  }),
});
const menu = manifest.parse(JSON.parse(fs.readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')))
  .contributes.menus['view/item/context'];

/** Whether the menu of a row with this context value has the command. Knows the two forms of `when` that are used. */
function offers(contextValue: string, command: string): boolean {
  return menu.some(({ command: each, when }) => {
    const [, operator, wanted = ''] =
      /^view == clusterdeck\.resources && viewItem (=~|==) (\S+)$/.exec(when) ?? assert.fail(when);
    if (each !== `clusterdeck.${command}`) return false;
    return operator === '==' ? contextValue === wanted : new RegExp(wanted.slice(1, -1)).test(contextValue);
  });
}

/** A row under a product: what operations are started on, where there is anything, and whether it has an id to copy. */
interface Row {
  readonly contextValue: string;
  readonly kind?: ResourceKind;
  readonly copies: boolean;
}
const RUNS = [undefined, { say: 'under way', icon: 'sync~spin' }];
const listed = (kind: ResourceKind, view: (run: (typeof RUNS)[number]) => ItemView): Row[] =>
  RUNS.map((run) => ({ kind, contextValue: view(run).contextValue, copies: true }));
const under = (members: readonly Member[]): Row[] =>
  members.flatMap((member) => [
    ...RUNS.map((run) => ({
      contextValue: member.view(plain, run).contextValue,
      copies: member.copies.length > 0,
      ...(member.target ? { kind: member.target.kind } : {}),
    })),
    ...under(member.members ?? []),
  ]);

const clusters = [
  ...['Running', 'ROLE_SWITCHING', 'Stopped', 'Deleting'].map((status) => aCluster({ status })),
  aCluster({ lockMode: 'ManualLock' }),
];
const instances = [anInstance(), anInstance({ status: 'RESOURCE_CHANGING', locked: true })];
const detail = { state: 'loaded', problems: {} } as const;
const connections = [
  aConnection(),
  aConnection({ id: 'c-2', sharedBy: 'dba' }),
  aConnection({ id: 'c-3', isInstanceDeleted: true }),
];
const grouped = ['', 's-1'].flatMap((id) =>
  aHuaweiInstance().nodes.map((node) => ({
    ...node,
    id: `${id}${node.id}`,
    group: { type: 'shard', id, name: '', status: '' },
  })),
);
const rows: readonly Row[] = [
  ...clusters.flatMap((cluster) => [
    ...listed('polardb.cluster', (run) => polardbView.resource(cluster, run, plain)),
    ...listed('polardbZonal.cluster', (run) => polardbZonalView.resource(cluster, run, plain)),
  ]),
  ...instances.flatMap((each) =>
    listed('selectdb.instance', (run) => selectdbView.resource(each, run, plain)),
  ),
  ...under(
    polardbView.members(aCluster(), {
      ...detail,
      parts: { endpoints: [endpoint('pe-1')], tasks: [aTask(), aTask({ status: 'executing' })] },
    }),
  ),
  ...under(
    polardbZonalView.members(aCluster(), {
      ...detail,
      parts: {
        endpoints: [endpoint('pe-1')],
        databases: [aDatabase('stock')],
        accounts: [anAccount(), anAccount({ name: 'dba', type: 'Super' })],
      },
    }),
  ),
  ...under(selectdbView.members(bound(anInstance(), 'etl', 'dashboards'), undefined)),
  ...huaweiViews.flatMap((view) => {
    const { product } = view;
    return [
      ...['ACTIVE', 'BUILD', 'FAILED', 'FROZEN'].flatMap((status) =>
        listed(`${product}.instance` as const, (run) =>
          view.resource(aHuaweiInstance({ product, status }), run, plain),
        ),
      ),
      ...under(
        view.members(
          aHuaweiInstance({ product, nodes: grouped, related: [{ id: 'r-1', type: 'replica' }] }),
          { ...detail, parts: { connections } },
        ),
      ),
    ];
  }),
  ...connections.flatMap((each) => listed('das.connection', (run) => dasView.resource(each, run, plain))),
];

/** The operations on things of its kind that can be done to it as it is now. */
function expected({ kind, contextValue }: Row): string[] {
  // A task that has started can be neither moved nor cancelled.
  if (contextValue === 'polardb.task') return [];
  const senseless = contextValue.includes('.bound.') ? 'selectdb.bindClusters' : 'selectdb.unbindClusters';
  return operations.filter(({ id, on }) => kind && on.includes(kind) && id !== senseless).map(({ id }) => id);
}

describe('the menu of a row in the tree', () => {
  for (const contextValue of new Set(rows.map((row) => row.contextValue)))
    it(`offers the operations that its kind has, and no others: ${contextValue}`, () => {
      const offered = operations.filter(({ id }) => offers(contextValue, id)).map(({ id }) => id);
      for (const row of rows.filter((each) => each.contextValue === contextValue))
        assert.deepEqual(offered, expected(row));
    });

  it('has every operation somewhere', () => {
    for (const { id } of operations)
      assert.ok(
        rows.some(({ contextValue }) => offers(contextValue, id)),
        id,
      );
  });

  it('offers Copy ID where there is one to copy, and Refresh everywhere', () => {
    assert.ok(rows.some(({ copies }) => !copies));
    for (const { contextValue, copies } of rows) {
      assert.equal(offers(contextValue, 'copyId'), copies, contextValue);
      assert.ok(offers(contextValue, 'refresh'), contextValue);
    }
  });

  it('offers Open in Console for what a product lists', () => {
    const products = /^(?:polardb|polardbZonal|selectdb|rds|taurusdb|gaussdb|dds|ddm|das)\./;
    for (const { contextValue, kind } of rows) {
      if (!kind || !/\.(?:cluster|instance|connection)$/.test(kind)) continue;
      assert.match(contextValue, products);
      assert.ok(offers(contextValue, 'openInConsole'), contextValue);
    }
  });
});

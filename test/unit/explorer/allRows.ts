import { plain } from '../../../src/clouds/text';
import { dasView } from '../../../src/explorer/dasView';
import { huaweiViews } from '../../../src/explorer/huaweiView';
import type { ItemView } from '../../../src/explorer/itemView';
import { polardbView } from '../../../src/explorer/polardbView';
import { polardbZonalView } from '../../../src/explorer/polardbZonalView';
import type { Member } from '../../../src/explorer/productView';
import { selectdbView } from '../../../src/explorer/selectdbView';
import type { ResourceKind } from '../../../src/inventory/target';
import { anAccount, aDatabase } from '../support/accounts';
import { aCluster, endpoint } from '../support/clusters';
import { aConnection, aHuaweiInstance } from '../support/huaweiInstances';
import { anInstance, bound } from '../support/instances';
import { aTask } from '../support/zoneLive';

/** A row under a product: what operations are started on, where there is anything, and whether it has an id to copy. */
export interface Row {
  readonly view: ItemView;
  readonly contextValue: string;
  readonly kind?: ResourceKind;
  readonly copies: boolean;
}
const RUNS = [undefined, { say: 'under way', icon: 'sync~spin' }];
const listed = (kind: ResourceKind, view: (run: (typeof RUNS)[number]) => ItemView): Row[] =>
  RUNS.map((run) => ({ kind, view: view(run), contextValue: view(run).contextValue, copies: true }));
const under = (members: readonly Member[]): Row[] =>
  members.flatMap((member) => [
    ...RUNS.map((run) => ({
      view: member.view(plain, run),
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
/** Every look that what stands under a product can have. */
export const rows: readonly Row[] = [
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

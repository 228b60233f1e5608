import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { dasView } from '../../../src/explorer/dasView';
import { huaweiViews } from '../../../src/explorer/huaweiView';
import type { Member } from '../../../src/explorer/productView';
import type { DasConnection } from '../../../src/inventory/dasConnection';
import type { HuaweiInstance, InstanceProduct } from '../../../src/inventory/huaweiInstance';
import { aConnection, aHuaweiInstance } from '../support/huaweiInstances';

const viewOf = (product: InstanceProduct) => huaweiViews.find((view) => view.product === product)!;
const detail = (connections: readonly DasConnection[]) =>
  ({ state: 'loaded', problems: {}, parts: { connections } }) as const;
const RUN = { say: 'creating the connection…', icon: 'sync~spin' };

/** Label, description and what Copy ID takes of each row, those below indented. */
const rows = (members: readonly Member[], indent = ''): string[] =>
  members.flatMap((member) => {
    const { label, description = '' } = member.view(plain, undefined);
    const copies = member.copies.map(({ value }) => value).join(', ');
    return [`${indent}${label} | ${description} | ${copies}`, ...rows(member.members ?? [], `${indent}  `)];
  });
const under = (instance: HuaweiInstance, connections: readonly DasConnection[] = []) =>
  rows(viewOf(instance.product).members(instance, detail(connections)));

describe('an instance of Huawei Cloud in the tree', () => {
  const view = (more: Partial<HuaweiInstance> = {}, run?: typeof RUN) =>
    viewOf(more.product ?? 'rds').resource(aHuaweiInstance(more), run, plain);

  it('says region, engine and version, and its status unless it simply runs', () => {
    assert.equal(view().description, 'cn-north-4 · MySQL 8.0.28');
    for (const status of ['ACTIVE', 'normal', 'RUNNING'])
      assert.equal(view({ status }).description, 'cn-north-4 · MySQL 8.0.28');
    assert.equal(view({ status: 'STORAGE FULL' }).description, 'STORAGE FULL · cn-north-4 · MySQL 8.0.28');
    assert.equal(view({ shape: 'Replica' }).description, 'read replica · cn-north-4 · MySQL 8.0.28');
    assert.equal(view({}, RUN).description, 'creating the connection… · cn-north-4 · MySQL 8.0.28');
  });

  for (const [status, state, icon, color] of [
    ['ACTIVE', 'connectable', 'database', 'charts.green'],
    ['BACKING UP', 'connectable', 'database', 'charts.yellow'],
    ['SWITCHOVER', 'busy', 'tools', 'charts.yellow'],
    ['', 'busy', 'tools', 'charts.yellow'],
    ['createfail', 'failed', 'error', 'charts.red'],
    ['FROZEN', 'frozen', 'debug-pause', 'descriptionForeground'],
  ] as const)
    it(`shows by icon and menu that it is ${state} (${status})`, () => {
      const { icon: drawn, contextValue } = view({ status });
      assert.deepEqual([drawn, contextValue], [{ name: icon, color }, `rds.instance.${state}`]);
    });

  it('says to a screen reader what it is', () => {
    assert.equal(view().spoken, 'Instance orders, ACTIVE, cn-north-4, MySQL 8.0.28');
    assert.equal(view({}, RUN).spoken, 'Instance orders, creating the connection…, cn-north-4, MySQL 8.0.28');
    assert.equal(view({}, RUN).contextValue, 'rds.instance.connectable.operating');
  });

  it('tells the rest in its tooltip, in plain text', () => {
    const tip = view({ name: '[x](command:y)\n$(bug)' }).tooltip().split('\n');
    assert.equal(tip[0], '[x](command:y) $(bug)');
    for (const line of [
      'ID: 0123456789abcdef0123456789abcdefin01',
      'Status: ACTIVE',
      'Type: Ha',
      'Address, private: 192.168.0.4',
      'Port: 3306',
      'Default user: root',
      'Nodes: 2',
      'VPC: vpc-1',
    ])
      assert.ok(tip.includes(line), `${line} in ${tip.join('\n')}`);
    assert.match(tip.join('\n'), /^Created: 2025-11-0[23] \d\d:33 \(02:33 UTC\)$/m);
  });

  it('shows a time that is none in the words of its service', () =>
    assert.match(view({ createdAt: '2019-01-16T09:04:08' }).tooltip(), /^Created: 2019-01-16T09:04:08$/m));

  it('counts nodes that its list only numbers', () =>
    assert.match(view({ nodes: [], nodeCount: 3 }).tooltip(), /^Nodes: 3$/m));

  it('has its nodes with role and zone, the one that takes writes first, its addresses and its connections', () =>
    assert.deepEqual(under(aHuaweiInstance(), [aConnection()]), [
      'master | cn-north-4a · orders_node0 | a-no01',
      'slave | cn-north-4b · orders_node1 | b-no01',
      '192.168.0.4:3306 | private | 192.168.0.4',
      'Connections | 1 | ',
      '  root | shop · 192.168.0.4:3306 | 11111111-2222-3333-4444-555555555555',
    ]));

  it('says that it has no connections, and nothing of them before they are read', () => {
    assert.equal(under(aHuaweiInstance()).at(-1), 'Connections | none | ');
    assert.ok(!rows(viewOf('rds').members(aHuaweiInstance(), undefined)).join().includes('Connections'));
  });

  it('names its read replicas, or what it is a replica of, by their ids', () => {
    const related = [
      { id: 'r-1', type: 'replica' },
      { id: 'p-1', type: 'replica_of' },
      { id: 'x-1', type: 'something new' },
    ];
    assert.deepEqual(under(aHuaweiInstance({ nodes: [], addresses: [], related })).slice(0, 3), [
      'Read replica | r-1 | r-1',
      'Replica of | p-1 | p-1',
      'something new | x-1 | x-1',
    ]);
  });

  const node = (id: string, role: string, group: HuaweiInstance['nodes'][number]['group']) => ({
    id,
    name: `name of ${id}`,
    role,
    status: 'normal',
    zone: 'cn-north-4a',
    host: '192.168.1.1',
    ...(group ? { group } : {}),
  });
  const shard = { type: 'shard', id: 's-1', name: 'shard_1', status: 'normal' };
  const mongos = { type: 'mongos', id: '', name: '', status: '' };

  it('of DDS groups the nodes of a sharded cluster, and not those of a replica set', () => {
    const sharded = aHuaweiInstance({
      product: 'dds',
      addresses: [],
      nodes: [node('m-1', '', mongos), node('s-2', 'Secondary', shard), node('s-1', 'Primary', shard)],
    });
    assert.deepEqual(under(sharded), [
      'mongos | 1 node | ',
      '  name of m-1 | cn-north-4a · 192.168.1.1 | m-1',
      'shard_1 | Shard · 2 nodes | s-1',
      '  Primary | cn-north-4a · name of s-1 | s-1',
      '  Secondary | cn-north-4a · name of s-2 | s-2',
      'Connections | none | ',
    ]);
    const replica = { type: 'replica', id: '', name: '', status: '' };
    const set = { ...sharded, nodes: [node('r-1', 'Primary', replica)] };
    assert.deepEqual(under(set), ['Primary | cn-north-4a · name of r-1 | r-1', 'Connections | none | ']);
  });

  it('shows a node that is in trouble by icon and words', () => {
    const [bad] = viewOf('ddm').members(
      aHuaweiInstance({ product: 'ddm', nodes: [{ ...node('n-1', '', undefined), status: 'abnormal' }] }),
      undefined,
    );
    const { icon, description, contextValue } = bad!.view(plain, undefined);
    assert.deepEqual(
      [icon?.name, description, contextValue],
      ['error', 'abnormal · cn-north-4a · 192.168.1.1', 'ddm.node'],
    );
  });
});

describe('a connection of DAS in the tree', () => {
  const item = (more: Partial<DasConnection> = {}, run?: typeof RUN) =>
    dasView.resource(aConnection(more), run, plain);

  it('is called by user and instance in its own branch, and by the user under the instance', () => {
    assert.deepEqual([item().label, item().description], ['root@orders', 'shop · 192.168.0.4:3306']);
    assert.equal(item().contextValue, 'das.connection.own');
    assert.equal(item().children, 'none');
  });

  it('says who shares it, whether the password is saved, and what has become of its instance', () => {
    const shared = item({ sharedBy: 'dba', savesPassword: false });
    assert.equal(shared.description, 'shop · shared by dba · password not saved · 192.168.0.4:3306');
    assert.deepEqual([shared.contextValue, shared.icon?.name], ['das.connection.shared', 'live-share']);
    assert.equal(item({ sharedBy: '' }).description, 'shop · shared · 192.168.0.4:3306');
    const orphan = item({ isInstanceDeleted: true, database: '' });
    assert.equal(orphan.description, 'instance deleted · 192.168.0.4:3306');
    assert.equal(orphan.contextValue, 'das.connection.own.instanceDeleted');
  });

  it('says what is under way with it', () => {
    const busy = item({}, { say: 'deleting…', icon: 'sync~spin' });
    assert.equal(busy.description, 'deleting… · shop · 192.168.0.4:3306');
    assert.equal(busy.contextValue, 'das.connection.own.operating');
  });

  it('tells the rest in its tooltip', () => {
    const tip = item({ recordsSql: true, remarks: 'for\nthe on-call' }).tooltip();
    for (const line of [
      'ID: 11111111-2222-3333-4444-555555555555',
      'Engine: mysql 8.0.28',
      'Instance: orders',
      'Owner: own',
      'Password: saved by DAS',
      'SQL recording: on',
      'Remarks: for the on-call',
    ])
      assert.ok(tip.split('\n').includes(line), `${line} in ${tip}`);
    assert.doesNotMatch(item().tooltip(), /SQL recording/);
  });
});

describe('the console of Huawei Cloud', () => {
  const at = (region: string, site?: 'china' | 'international' | 'europe') =>
    viewOf('gaussdb').consoleUrl({ region, id: 'i-1' }, site);

  it('is the one of the profile’s site, in the region of the project', () => {
    assert.equal(at('cn-north-4', 'china'), 'https://console.huaweicloud.com/opengauss/?region=cn-north-4');
    assert.equal(
      at('ap-southeast-3_team', 'international'),
      'https://console-intl.huaweicloud.com/opengauss/?region=ap-southeast-3',
    );
    assert.match(at('eu-west-101', 'europe'), /^https:\/\/console\.eu\.huaweicloud\.com\//);
    assert.equal(
      dasView.consoleUrl({ region: 'cn-north-4', id: 'c-1' }, 'china'),
      'https://console.huaweicloud.com/das/?region=cn-north-4',
    );
  });

  it('takes nothing of a region that would lead elsewhere', () =>
    assert.match(at('a&b#c', 'china'), /\?region=a%26b%23c$/));
});

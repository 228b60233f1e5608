import assert from 'node:assert/strict';
import type { TreeNode } from '../../src/explorer/treeNode';
import { TreeWorld } from './support/treeWorld';

describe('the tree of Huawei Cloud on the sample cloud', () => {
  let world: TreeWorld;
  let tree: TreeWorld['tree'];

  before(async () => {
    world = new TreeWorld();
    ({ tree } = world);
    await world.start();
  });
  after(() => world.stop());

  const profile = () => tree.getChildren()[1]!;
  const branch = (product: string) =>
    tree.getChildren(profile()).find((node) => node.kind === 'product' && node.product === product)!;
  const item = (node: TreeNode) => tree.getTreeItem(node);
  const labelOf = (node: TreeNode): string => {
    const { label } = item(node);
    return typeof label === 'string' ? label : '';
  };
  const named = (nodes: readonly TreeNode[], label: string) => {
    const found = nodes.find((node) => labelOf(node) === label);
    return found ?? assert.fail(`${label} is not among ${nodes.map((node) => labelOf(node)).join(', ')}`);
  };
  /** What stands under a branch, once all its projects have answered. */
  const opened = async (product: string): Promise<TreeNode[]> => {
    const node = branch(product);
    tree.getChildren(node);
    await world.until(() => / (?:instances?|connections?)$/.test(world.describing(node)));
    return tree.getChildren(node);
  };
  /** What stands under an instance, once it has been read. */
  const below = async (instance: TreeNode): Promise<TreeNode[]> => {
    tree.getChildren(instance);
    await world.until(() => tree.getChildren(instance).every(({ kind }) => kind !== 'loading'));
    return tree.getChildren(instance);
  };
  const looks = (nodes: readonly TreeNode[]) =>
    nodes.map((node) => `${labelOf(node)} | ${world.describing(node)}`);

  it('has a branch for each service and for DAS', () =>
    assert.deepEqual(
      tree.getChildren(profile()).map((node) => item(node).label),
      ['RDS', 'TaurusDB', 'GaussDB', 'DDS', 'DDM', 'DAS'],
    ));

  it('shows the instances of all projects with what is unusual about them', async () => {
    const instances = looks(await opened('rds'));
    for (const line of [
      /^billing-2019 \| FROZEN · cn-north-4 · SQLServer /,
      /^orders \| cn-north-4 · MySQL /,
      /^orders-read \| read replica · cn-north-4 · MySQL /,
      /^orders-sg \| BACKING UP · ap-southeast-3 · MySQL /,
      /^payments \| cn-north-4_payments · MySQL /,
    ])
      assert.ok(
        instances.some((each) => line.test(each)),
        `${String(line)} in ${instances.join('\n')}`,
      );
  });

  for (const [product, name, lines] of [
    ['rds', 'orders', [/^master \| cn-north-4a · /, /^slave \| /, / \| private$/, /^Read replica \| /]],
    ['taurusdb', 'shop-core', [/^master \| /, /^slave \| /, / \| private$/]],
    ['gaussdb', 'ledger', [/^master \| /, / \| private$/]],
    ['dds', 'catalogue', [/^mongos \| 2 nodes$/, /^shard_2 \| Shard · 3 nodes$/, / \| private$/]],
    ['ddm', 'orders-proxy', [/ \| 192\.168\./, / \| private$/]],
  ] as const)
    it(`shows nodes, addresses and connections of an instance of ${product}`, async () => {
      const rows = await below(named(await opened(product), name));
      for (const line of lines)
        assert.ok(
          looks(rows).some((each) => line.test(each)),
          `${String(line)} in ${looks(rows).join('\n')}`,
        );
      assert.equal(item(rows.at(-1)!).contextValue, 'group.connections');
      assert.ok(rows.every(({ kind }) => kind === 'member'));
    });

  it('shows one connection in both places, and starts operations on it as the same thing', async () => {
    const group = (await below(named(await opened('rds'), 'orders'))).at(-1)!;
    assert.deepEqual(looks([group]), ['Connections | 1']);
    const [under] = tree.getChildren(group);
    const listed = named(await opened('das'), 'root@orders');
    assert.match(looks([under!])[0]!, /^root \| shop · 192\.168\./);
    assert.deepEqual(tree.targetOf(under!), tree.targetOf(listed));
    assert.equal(tree.targetOf(listed)?.target.kind, 'das.connection');
    assert.equal(item(under!).contextValue, 'das.connection.own');
  });

  it('tells shared connections and those whose instance is gone', async () => {
    const rows = looks(await opened('das'));
    assert.ok(
      rows.some((row) => /^rwuser@sessions \| shared by viewer/.test(row)),
      rows.join('\n'),
    );
    assert.ok(
      rows.some((row) => /^root@orders-2023 \| instance deleted/.test(row)),
      rows.join('\n'),
    );
    assert.ok(
      rows.some((row) => /^report_reader@members \| password not saved/.test(row)),
      rows.join('\n'),
    );
  });

  it('shows an instance whose connections cannot be read, and reads them on Retry', async () => {
    const faults = [
      { match: { action: 'ListConnections' }, fault: { kind: 'answer', status: 403, code: 'APIGW.0302' } },
    ];
    await world.control('POST', '/faults', { faults });
    const orders = named(await opened('rds'), 'orders');
    await tree.model.refresh(orders);
    const problem = named(tree.getChildren(orders), 'Connections not read');
    assert.match(world.describing(problem), /may not call ListConnections/);
    await world.control('DELETE', '/faults');
    await tree.model.retry(problem);
    assert.equal(item(tree.getChildren(orders).at(-1)!).label, 'Connections');
  });

  it('sends nothing after a rejected key until a person retries, and then reads all that waited', async () => {
    await opened('rds');
    await opened('das');
    const faults = [{ match: {}, fault: { kind: 'answer', status: 401, code: 'APIGW.0301' } }];
    await world.control('POST', '/faults', { faults });
    const sent = async () =>
      ((await world.control('GET', '/requests')) as { requests: unknown[] }).requests.length;
    await tree.model.refresh(branch('dds'));
    await tree.model.refresh(branch('rds'));
    const after = await sent();
    await tree.model.refresh(profile());
    assert.equal(await sent(), after, 'a refresh sends nothing');
    const problem = tree.getChildren(profile()).find(({ kind }) => kind === 'keysProblem')!;
    assert.equal(item(problem).contextValue, 'problem.credentials');
    assert.match(world.describing(problem), /Five such failures lock the key for five minutes/);
    await tree.model.retry(problem);
    assert.equal(await sent(), after + 1, 'the key is tried once');
    await world.control('DELETE', '/faults');
    await tree.model.retry(problem);
    for (const product of ['rds', 'das', 'dds'])
      assert.match(world.describing(branch(product)), / (?:instances|connections)$/);
  });

  it('says that an account is empty', async () => {
    await world.control('POST', '/reset', { estate: 'empty' });
    await tree.model.refresh(profile());
    assert.deepEqual(looks(tree.getChildren(branch('rds'))), [
      'No instances | in the regions of this profile',
    ]);
    assert.deepEqual(looks(tree.getChildren(branch('das'))), [
      'No connections | in the regions of this profile',
    ]);
  });
});

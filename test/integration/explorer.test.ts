import assert from 'node:assert/strict';
import type { TreeNode } from '../../src/explorer/treeNode';
import { TreeWorld } from './support/treeWorld';

describe('the tree on the sample cloud', () => {
  let world: TreeWorld;
  let tree: TreeWorld['tree'];

  before(async () => {
    world = new TreeWorld();
    ({ tree } = world);
    await world.start();
  });
  after(() => world.stop());

  const [PROFILE, PRODUCT] = [0, 1];
  const above = (): TreeNode[] => {
    const [profile] = tree.getChildren();
    return [profile!, tree.getChildren(profile)[0]!];
  };
  const until = (wanted: () => boolean) => world.until(wanted);
  const describing = (node: TreeNode) => world.describing(node);
  const control = (method: string, route: string, body?: unknown) => world.control(method, route, body);

  it('fills with the clusters of all regions, in the order of the regions', async () => {
    const product = above()[PRODUCT]!;
    assert.equal(describing(above()[PROFILE]!), 'sample');
    tree.getChildren(product);
    await until(() => / clusters?$/.test(describing(product)));
    const clusters = tree.getChildren(product);
    assert.ok(clusters.length > 3);
    const regions = clusters.map((node) => (node.kind === 'resource' ? node.address.region : ''));
    const order = world.profiles.list()[0]!.regions;
    assert.deepEqual(
      regions,
      [...regions].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
    assert.equal(new Set(clusters.map((node) => tree.getTreeItem(node).id)).size, clusters.length);
  });

  it("shows a cluster's nodes and endpoints, with a plain tooltip and words for a screen reader", async () => {
    const cluster = tree
      .getChildren(above()[PRODUCT])
      .find((node) => tree.getTreeItem(node).contextValue === 'polardb.cluster.running')!;
    const item = tree.getTreeItem(cluster);
    assert.equal(item.tooltip, undefined, 'it is made only when it is asked for');
    assert.equal(typeof tree.resolveTreeItem(item, cluster).tooltip, 'string');
    assert.match(item.accessibilityInformation?.label ?? '', /^Cluster .*, Running, .*writer in/);
    tree.getChildren(cluster);
    await until(() =>
      tree.getChildren(cluster).some((node) => tree.getTreeItem(node).contextValue === 'polardb.endpoint'),
    );
    const [first] = tree.getChildren(cluster);
    assert.equal(tree.getTreeItem(first!).label, 'Writer');
    assert.match(describing(first!), / · Running · polar\..* · pi-/);
  });

  it('draws nothing again where a reading says what was known, so that an open menu keeps its row', async () => {
    const product = above()[PRODUCT]!;
    const [cluster] = tree.getChildren(product);
    await tree.model.refresh(cluster);
    for (const each of tree.getChildren(product)) tree.getTreeItem(each);
    for (const each of tree.getChildren(cluster)) tree.getTreeItem(each);
    describing(product);
    const drawn: (readonly TreeNode[] | undefined)[] = [];
    const subscription = tree.onDidChangeTreeData((nodes) => drawn.push(nodes));
    await tree.model.refresh(cluster);
    subscription.dispose();
    assert.deepEqual(drawn, []);
  });

  it('shows a region that fails beside those that do not, and all again after Retry', async () => {
    const product = above()[PRODUCT]!;
    const before = tree.getChildren(product).length;
    const fault = { kind: 'answer', status: 500, code: 'InternalError', message: 'broken' };
    await control('POST', '/faults', {
      faults: [{ match: { action: 'DescribeDBClusters', region: 'cn-beijing' }, fault }],
    });
    await tree.model.refresh();
    const problem = tree.getChildren(product).find(({ kind }) => kind === 'regionsProblem')!;
    assert.ok(problem, 'the region that fails has a line of its own');
    assert.equal(tree.getTreeItem(problem).label, 'cn-beijing');
    assert.equal(tree.getTreeItem(problem).contextValue, 'problem');
    assert.equal(tree.getChildren(product).length, before + 1, 'what was there stays');
    assert.match(describing(product), /^1 region failed, /);
    await control('DELETE', '/faults');
    await tree.model.refresh(problem);
    assert.equal(tree.getChildren(product).length, before);
  });

  it('says that an account is empty, then shows what comes', async () => {
    await control('POST', '/reset', { estate: 'empty' });
    await tree.model.refresh();
    const product = above()[PRODUCT]!;
    assert.deepEqual(
      tree.getChildren(product).map(({ kind }) => kind),
      ['empty'],
    );
    assert.equal(describing(product), 'no clusters');
    await control('POST', '/reset', { estate: '250' });
    await tree.model.refresh();
    assert.equal(tree.getChildren(product).length, 250, 'all pages are followed');
  });
});

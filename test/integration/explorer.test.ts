import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock as clock } from '../../src/clouds/clock';
import { createNodeTransport } from '../../src/clouds/nodeTransport';
import { plain } from '../../src/clouds/text';
import { ResourceTree } from '../../src/explorer/resourceTree';
import type { TreeNode } from '../../src/explorer/treeNode';
import { Connections } from '../../src/profiles/connections';
import { createSampleProfiles } from '../../src/profiles/exploreSampleCloud';
import { ProfileStore } from '../../src/profiles/profileStore';
import { SampleCloudProcess } from '../../src/profiles/sampleCloudProcess';
import { FakeStorage } from '../unit/profiles/fakeStorage';

describe('the tree on the sample cloud', () => {
  const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'explorer-'));
  let tree: ResourceTree;
  let connections: Connections;
  let profiles: ProfileStore;
  let sampleCloud: SampleCloudProcess;

  before(async () => {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    assert.ok(extension);
    profiles = new ProfileStore(new FakeStorage());
    sampleCloud = new SampleCloudProcess({
      script: path.join(extension.extensionPath, 'dist', 'sampleCloud.js'),
      stateDir,
      clock,
    });
    connections = new Connections({
      profiles,
      sampleCloud,
      transport: createNodeTransport(),
      clock,
      random: Math.random,
      nonce: randomUUID,
      log: () => undefined,
      language: () => 'en-us',
    });
    tree = new ResourceTree({
      profiles,
      connections,
      say: plain,
      activeRun: () => undefined,
      onDidChangeRun: () => ({ dispose: () => undefined }),
    });
    const now = () => clock.now();
    await createSampleProfiles({ profiles, connections, sampleCloud, now, newId: randomUUID })();
  });
  after(async () => {
    tree.dispose();
    connections.dispose();
    const file = path.join(stateDir, 'process.json');
    const { pid } = JSON.parse(await fs.promises.readFile(file, 'utf8')) as { pid: number };
    process.kill(pid);
    fs.rmSync(stateDir, { recursive: true, force: true });
  });

  const [PROFILE, PRODUCT] = [0, 1];
  const above = (): TreeNode[] => {
    const [profile] = tree.getChildren();
    return [profile!, tree.getChildren(profile)[0]!];
  };
  /** Waits, on the tree's own events, until it looks as wanted. */
  const until = async (wanted: () => boolean): Promise<void> => {
    if (wanted()) return;
    await new Promise<void>((resolve) => {
      const subscription = tree.onDidChangeTreeData(() => {
        if (!wanted()) return;
        subscription.dispose();
        resolve();
      });
    });
  };
  const describing = (node: TreeNode) => String(tree.getTreeItem(node).description);
  async function control(method: string, route: string, body?: unknown): Promise<void> {
    const { control: origin, token } = await sampleCloud.running();
    const response = await fetch(`${origin}${route}`, {
      method,
      headers: { 'x-control-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, await response.text());
  }

  it('fills with the clusters of all regions, in the order of the regions', async () => {
    const product = above()[PRODUCT]!;
    assert.equal(describing(above()[PROFILE]!), 'sample');
    tree.getChildren(product);
    await until(() => / clusters?$/.test(describing(product)));
    const clusters = tree.getChildren(product);
    assert.ok(clusters.length > 3);
    const regions = clusters.map((node) => (node.kind === 'resource' ? node.address.region : ''));
    const order = profiles.list()[0]!.regions;
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

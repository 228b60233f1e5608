import assert from 'node:assert/strict';
import { DrawnTree } from '../../../src/explorer/drawnTree';
import type { ItemView } from '../../../src/explorer/itemView';
import type { Look } from '../../../src/explorer/treeLooks';
import type { TreeNode } from '../../../src/explorer/treeNode';

const node = (id: string): TreeNode => ({ kind: 'profile', id, profileId: id });
const look = (label: string, more: Partial<ItemView> = {}): ItemView => ({
  label,
  contextValue: 'x',
  children: 'none',
  spoken: label,
  tooltip: () => label,
  ...more,
});

describe('what is drawn again', () => {
  const [shop, accounts, etl, audit, added] = [
    'shop',
    'shop/accounts',
    'shop/accounts/etl',
    'audit',
    'new',
  ].map(node) as [TreeNode, TreeNode, TreeNode, TreeNode, TreeNode];
  let views: Map<TreeNode, ItemView>;
  let children: Map<TreeNode, readonly TreeNode[]>;
  let drawn: DrawnTree;
  const lookOf = (of: TreeNode): Look => {
    const view = views.get(of)!;
    return { from: [view], view: () => view };
  };
  /** As VS Code does: it asks for a node, then for what is below it. */
  const show = (from: TreeNode) => {
    drawn.draw(from, lookOf(from));
    const below = children.get(from);
    if (!below) return;
    drawn.open(from, below);
    below.forEach(show);
  };

  beforeEach(() => {
    views = new Map([shop, accounts, etl, audit, added].map((each) => [each, look(each.id)]));
    children = new Map([
      [shop, [accounts]],
      [accounts, [etl]],
    ]);
    drawn = new DrawnTree({ children: (of) => children.get(of) ?? [], look: lookOf });
    show(shop);
    show(audit);
  });

  it('is nothing where a reading said what was known', () => {
    children.set(shop, [accounts]);
    views.set(etl, look(etl.id));
    assert.deepEqual(drawn.outdated([shop, audit]), []);
  });

  it('is the row that looks different, not what is above or beside it', () => {
    views.set(etl, look(etl.id, { description: 'locked' }));
    assert.deepEqual(drawn.outdated([shop, audit]), [etl]);
  });

  it('is a row whose tooltip alone says something else', () => {
    views.set(etl, look(etl.id, { tooltip: () => 'made by a test' }));
    assert.deepEqual(drawn.outdated([shop]), [etl]);
  });

  it('is the row under which something came, went or moved', () => {
    for (const below of [[etl, added], [], [added]]) {
      children.set(accounts, below);
      assert.deepEqual(drawn.outdated([shop]), [accounts]);
    }
    children.set(accounts, [etl, added]);
    show(accounts);
    children.set(accounts, [added, etl]);
    assert.deepEqual(drawn.outdated([shop]), [accounts]);
  });

  it('is the topmost of those that changed, which takes the others with it', () => {
    views.set(accounts, look(accounts.id, { description: '1' }));
    views.set(etl, look(etl.id, { description: 'locked' }));
    assert.deepEqual(drawn.outdated([shop]), [accounts]);
  });

  it('is nothing that VS Code has not asked for', () => {
    assert.deepEqual(drawn.outdated([added]), []);
    drawn.clear();
    assert.deepEqual(drawn.outdated([shop]), []);
  });
});

import { plain } from '../../src/clouds/text';
import { DrawnTree } from '../../src/explorer/drawnTree';
import { Pins } from '../../src/explorer/pins';
import { ResourceModel, type RunChange } from '../../src/explorer/resourceModel';
import { TreeLooks, type TreeLooksDeps } from '../../src/explorer/treeLooks';
import type { TreeNode } from '../../src/explorer/treeNode';
import type { CloudClient } from '../../src/clouds/cloudClient';
import type { Estate } from '../../src/inventory/estate';
import { polardbReader } from '../../src/inventory/polardbReader';
import { createProductEstate } from '../../src/inventory/productEstate';
import { Listeners } from '../../src/profiles/listeners';
import type { Profile } from '../../src/profiles/profile';

const never = new Listeners<never>().event;

/** The tree of one profile as VS Code has it before it: all of ResourceTree but the making of TreeItems. */
export class BenchTree {
  readonly profile: Profile;
  readonly estate: Estate;
  readonly pins: Pins;
  readonly model: ResourceModel;
  readonly looks: TreeLooks;
  readonly #drawn: DrawnTree;
  /** What VS Code would be told to draw again, event by event. */
  readonly told: (readonly TreeNode[] | undefined)[] = [];
  /** Milliseconds that finding this out took. */
  toldMs = 0;

  constructor(
    client: CloudClient,
    regions: readonly string[],
    runs: {
      readonly activeRun?: TreeLooksDeps['activeRun'];
      readonly onDidChangeRun?: (listener: (change: RunChange) => void) => { dispose(): void };
    } = {},
  ) {
    this.profile = {
      id: 'bench',
      name: 'Bench',
      cloud: 'alibaba',
      safety: 'read-only',
      sample: false,
      regions: [...regions],
    } as unknown as Profile;
    const { profile } = this;
    this.estate = createProductEstate({
      client,
      reader: polardbReader,
      regions: () => regions,
      now: Date.now,
    });
    const state = new Map<string, unknown>();
    this.pins = new Pins({
      get: (name: string) => state.get(name) as never,
      update: (name, value) => Promise.resolve(void state.set(name, value)),
    });
    const profiles = { list: () => [profile], get: () => profile, onDidChange: never };
    this.model = new ResourceModel({
      profiles,
      connections: {
        client: () => ({}) as never,
        estate: () => this.estate,
        onDidDrop: never,
        tryAgain: () => undefined,
      },
      pins: this.pins,
      onDidChangeRun: runs.onDidChangeRun ?? never,
    });
    this.looks = new TreeLooks(this.model, {
      profiles,
      say: plain,
      now: Date.now,
      keys: { of: () => undefined, onDidChange: never },
      activeRun: runs.activeRun ?? (() => undefined),
    });
    this.#drawn = new DrawnTree({
      children: (node) => this.model.children(node),
      look: (node) => this.looks.of(node),
    });
    this.model.onDidChange((nodes) => {
      const began = performance.now();
      if (!nodes) this.#drawn.clear();
      const outdated = nodes && this.#drawn.outdated(nodes);
      this.toldMs += performance.now() - began;
      if (outdated?.length !== 0) this.told.push(outdated);
    });
  }

  get product(): TreeNode {
    const [root] = this.model.children();
    return this.model.children(root)[0]!;
  }

  /** All resources have been asked for with Show More, and are drawn. */
  drawAll(): readonly TreeNode[] {
    const last = this.model.children(this.product, true).at(-1);
    if (last?.kind === 'resource') this.model.bringIntoView(last);
    return this.draw();
  }

  /** VS Code asks for the children of a node and then for the row of each. */
  open(node: TreeNode): readonly TreeNode[] {
    const children = this.model.children(node);
    this.#drawn.open(node, children);
    for (const child of children) this.row(child);
    return children;
  }

  /** VS Code asks for a row. */
  row(node: TreeNode): string {
    const look = this.looks.of(node);
    this.#drawn.draw(node, look);
    return look.view().label;
  }

  /** What VS Code is given of the branch, drawn. */
  draw(): readonly TreeNode[] {
    this.row(this.product);
    return this.open(this.product);
  }

  /** The list was read again and says what was known. */
  redrawnIfOutdated(): readonly TreeNode[] {
    return this.#drawn.outdated([this.product]);
  }

  /** What the events since the last call told, each node drawn again as VS Code does. */
  redrawn(expected?: number): number {
    const told = this.told.splice(0);
    let rows = 0;
    for (const nodes of told)
      for (const node of nodes ?? [this.product]) {
        this.row(node);
        rows += 1 + (node.kind === 'product' ? this.open(node).length : 0);
      }
    if (expected !== undefined && rows !== expected) throw new Error(`${rows} rows were drawn again`);
    return rows;
  }

  async loaded(): Promise<void> {
    await this.estate.refresh();
  }

  dispose(): void {
    this.model.dispose();
    this.estate.dispose();
  }
}

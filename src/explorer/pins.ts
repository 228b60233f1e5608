import type * as vscode from 'vscode';
import * as z from 'zod';
import { Listeners } from '../profiles/listeners';

const STATE_KEY = 'clusterdeck.pins';
const stored = z.array(z.string()).catch([]);

/** The clusters and instances that a person wants first in their branch, by node id; they survive a restart. */
export class Pins {
  readonly #state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly #changed = new Listeners<string>();
  /** What was read last; VS Code gives the same object until it changes. */
  #read: { readonly raw: unknown; readonly ids: ReadonlySet<string> } | undefined;

  constructor(state: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#state = state;
  }

  /** Called with the node's id. */
  readonly onDidChange = this.#changed.event;

  get isEmpty(): boolean {
    return this.#all().size === 0;
  }

  has(nodeId: string): boolean {
    return this.#all().has(nodeId);
  }

  /** Rejects where VS Code cannot store it. */
  async set(nodeId: string, pinned: boolean): Promise<void> {
    const others = [...this.#all()].filter((id) => id !== nodeId);
    await this.#state.update(STATE_KEY, pinned ? [...others, nodeId] : others);
    this.#changed.fire(nodeId);
  }

  /** Forgets those of a profile that is gone. Its node ids begin so. */
  async forget(prefix: string): Promise<void> {
    const all = [...this.#all()];
    const kept = all.filter((id) => !id.startsWith(prefix));
    if (kept.length < all.length) await this.#state.update(STATE_KEY, kept);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #all(): ReadonlySet<string> {
    const raw: unknown = this.#state.get(STATE_KEY);
    if (!this.#read || this.#read.raw !== raw) this.#read = { raw, ids: new Set(stored.parse(raw ?? [])) };
    return this.#read.ids;
  }
}

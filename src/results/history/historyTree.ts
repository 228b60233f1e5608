import * as vscode from 'vscode';
import type { Clock } from '../../clouds/clock';
import { text } from '../../clouds/text';
import { systemTimeZone as zone } from '../../operations/localTime';
import { listed, type Say } from '../../profiles/say';
import type { Run } from '../../runs/run';
import type { RunStore } from '../../runs/runStore';
import { byDay, dayLabel, type HistoryDay } from './historyDays';
import { type HistoryRow, historyRow } from './historyRow';

export interface DayNode {
  readonly kind: 'day';
  readonly key: string;
}
export interface RunNode {
  readonly kind: 'run';
  readonly runId: string;
}
export type HistoryNode = DayNode | RunNode;

export interface HistoryTreeParts {
  readonly runs: Pick<RunStore, 'all' | 'get' | 'onDidChange' | 'onDidRemove'>;
  /** Resolves once the runs of earlier windows are known. */
  readonly loaded: Promise<unknown>;
  readonly clock: Pick<Clock, 'now'>;
  readonly say: Say;
  readonly language: string;
}

/** Many runs may change at once, as when a window starts. */
const TOGETHER_MS = 100;

/** What the view `clusterdeck.history` shows: runs by day, the newest first. Nothing is made before it is shown. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryNode> {
  readonly #parts: HistoryTreeParts;
  readonly #changed = new vscode.EventEmitter<HistoryNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: { dispose(): void }[];
  readonly #nodes = new Map<string, HistoryNode>();
  /** What VS Code was last given, so that only what looks different is drawn again. */
  readonly #drawn = new Map<string, string>();
  #grouped: { readonly runs: readonly Run[]; readonly days: readonly HistoryDay[] } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: HistoryTreeParts) {
    this.#parts = parts;
    const soon = () => (this.#timer ??= setTimeout(() => this.refresh(), TOGETHER_MS));
    this.#subscriptions = [parts.runs.onDidChange(soon), parts.runs.onDidRemove(soon), this.#changed];
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    await this.#parts.loaded;
    if (node?.kind === 'run') return [];
    const days = this.days();
    const children = node
      ? runsOf(days, node).map(({ id }) => this.#node({ kind: 'run', runId: id }))
      : days.map(({ key }) => this.#node({ kind: 'day', key }));
    this.#drawn.set(childrenOf(node), ids(children));
    return children;
  }

  getParent(node: HistoryNode): HistoryNode | undefined {
    if (node.kind === 'day') return undefined;
    const day = this.days().find(({ runs }) => runs.some(({ id }) => id === node.runId));
    return day && this.#node({ kind: 'day', key: day.key });
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    this.#drawn.set(idOf(node), this.#look(node));
    return node.kind === 'day' ? this.#dayItem(node) : this.#runItem(node);
  }

  /** Shows what has changed, also the names of the days. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const before = this.#drawn.get(childrenOf());
    if (before === undefined) return;
    const days = this.days().map(({ key }) => this.#node({ kind: 'day', key }));
    if (before !== ids(days)) {
      this.#drawn.clear();
      this.#changed.fire(undefined);
      return;
    }
    const outdated = days.flatMap((day) => this.#outdated(day));
    if (outdated.length > 0) this.#changed.fire(outdated);
  }

  days(): readonly HistoryDay[] {
    const runs = this.#parts.runs.all();
    // Each row asks; the list is another one once anything in it has changed.
    if (this.#grouped?.runs !== runs) this.#grouped = { runs, days: byDay(runs, zone) };
    return this.#grouped.days;
  }

  dayLabel(key: string): string {
    const { clock, say, language } = this.#parts;
    return dayLabel(key, clock.now(), zone, say, language);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The day where it looks different or has other runs than VS Code was given, else those of its runs that do. */
  #outdated(day: HistoryNode): HistoryNode[] {
    const opened = this.#drawn.get(childrenOf(day));
    const runs = runsOf(this.days(), day).map(({ id }) => this.#node({ kind: 'run', runId: id }));
    if (this.#isOutdated(day) || (opened !== undefined && opened !== ids(runs))) return [day];
    return opened === undefined ? [] : runs.filter((run) => this.#isOutdated(run));
  }

  #isOutdated(node: HistoryNode): boolean {
    const drawn = this.#drawn.get(idOf(node));
    return drawn !== undefined && drawn !== this.#look(node);
  }

  #look(node: HistoryNode): string {
    if (node.kind === 'day') return `${this.dayLabel(node.key)} ${this.#count(node)}`;
    return JSON.stringify(this.#row(node));
  }

  #row({ runId }: RunNode): HistoryRow | undefined {
    const run = this.#parts.runs.get(runId);
    return run && historyRow(run, this.#parts.say);
  }

  #count(day: DayNode): string {
    const count = runsOf(this.days(), day).length;
    return this.#parts.say(count === 1 ? text('1 run') : text('{count} runs', { count }));
  }

  #dayItem(node: DayNode): vscode.TreeItem {
    const isNewest = this.days()[0]?.key === node.key;
    const state = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(this.dayLabel(node.key), isNewest ? state.Expanded : state.Collapsed);
    item.id = idOf(node);
    item.description = this.#count(node);
    item.contextValue = 'day';
    item.tooltip = node.key;
    item.accessibilityInformation = {
      label: listed([this.dayLabel(node.key), item.description], this.#parts.say),
    };
    return item;
  }

  #runItem(node: RunNode): vscode.TreeItem {
    const row = this.#row(node);
    // Deleted in the moment it was to be drawn: the next refresh takes it away.
    const item = new vscode.TreeItem(row?.label ?? '');
    item.id = idOf(node);
    if (!row) return item;
    const { name, color } = row.icon;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(
      name,
      color === undefined ? undefined : new vscode.ThemeColor(color),
    );
    item.contextValue = row.contextValue;
    item.tooltip = row.tooltip;
    item.accessibilityInformation = { label: row.spoken };
    item.command = { command: 'clusterdeck.openRun', title: row.label, arguments: [node.runId] };
    return item;
  }

  /** One object for one thing, as VS Code wants it. */
  #node(node: HistoryNode): HistoryNode {
    const id = idOf(node);
    const known = this.#nodes.get(id) ?? node;
    this.#nodes.set(id, known);
    return known;
  }
}

/** The run or the day that a command of the view was called on. */
export function historyNode(value: unknown): HistoryNode | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return value.kind === 'day' || value.kind === 'run' ? (value as HistoryNode) : undefined;
}

const runsOf = (days: readonly HistoryDay[], node: HistoryNode): readonly Run[] =>
  node.kind === 'day' ? (days.find(({ key }) => key === node.key)?.runs ?? []) : [];

const idOf = (node: HistoryNode): string => (node.kind === 'day' ? `day:${node.key}` : `run:${node.runId}`);
const childrenOf = (node?: HistoryNode): string => `in ${node ? idOf(node) : 'history'}`;
const ids = (nodes: readonly HistoryNode[]): string => nodes.map(idOf).join('\n');

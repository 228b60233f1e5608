import type { Cell } from './cells';
import type { Verdict } from './judge';

const CLAIMS = [
  'settled',
  'failed',
  'refused',
  'unknown',
  'abandoned',
  'waiting',
  'no run',
  'not over',
] as const;
const COLUMNS = ['runs', 'sent', 'effects', ...CLAIMS, 'disagreements'] as const;
type Row = Record<(typeof COLUMNS)[number], number>;

/** What was run, by operation and group of faults. */
export class Table {
  private readonly rows = new Map<string, Row>();

  add({ operation, fault }: Cell, { claim, effects, sent, disagreements }: Verdict): void {
    for (const title of [`${operation.id} · ${fault.group}`, 'all']) {
      const row = this.rows.get(title) ?? (Object.fromEntries(COLUMNS.map((name) => [name, 0])) as Row);
      row.runs += 1;
      row.sent += sent;
      row.effects += effects;
      row[claim] += 1;
      row.disagreements += disagreements.length;
      this.rows.set(title, row);
    }
  }

  toString(): string {
    const all = this.rows.get('all');
    const rows = [...this.rows].filter(([title]) => title !== 'all');
    if (all) rows.push(['all', all]);
    const width = Math.max(4, ...rows.map(([title]) => title.length));
    const line = (title: string, cells: readonly string[]) =>
      [title.padEnd(width), ...cells.map((cell, i) => cell.padStart(COLUMNS[i]?.length ?? 0))].join('  ');
    return [
      line('', COLUMNS),
      ...rows.map(([title, row]) =>
        line(
          title,
          COLUMNS.map((name) => String(row[name] || '·')),
        ),
      ),
    ].join('\n');
  }
}

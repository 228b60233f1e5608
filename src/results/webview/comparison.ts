import type { FactView } from '../factsView';
import type { RunView } from '../runViewShape';
import { el, type Child } from './dom';
import { icon } from './icons';
import { topology } from './topology';

/** Before and after: nodes as a drawing, facts as a table. */
export const comparison = (view: RunView): Node[] => [
  ...(view.topology ? topology(view, view.topology) : []),
  ...facts(view),
];

function facts({ facts: shown, labels, closedAt }: RunView): Node[] {
  if (!shown) return [];
  const after = closedAt === undefined ? labels.now : labels.after;
  const heads = shown.read ? [labels.fact, labels.before, after] : [labels.fact, labels.before];
  return [
    el('p', { class: 'summary' }, shown.summary),
    el(
      'table',
      { class: 'compared', attributes: { 'aria-label': labels.topology } },
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { attributes: { scope: 'col' } }, head)))),
      el('tbody', {}, ...shown.rows.map((row) => factRow(row, shown.read))),
    ),
  ];
}

function factRow({ label, before, after, change }: FactView, read: boolean): HTMLElement {
  const cell = (value: string | undefined, ...more: readonly Child[]) =>
    el('td', {}, value === undefined ? el('span', { class: 'muted' }, '–') : value, ...more);
  const mark = change && el('span', { class: 'change' }, icon('moved'), ` ${change}`);
  return el(
    'tr',
    change ? { class: 'changed' } : {},
    el('th', { attributes: { scope: 'row' } }, label),
    cell(before),
    read && cell(after, mark && ' ', mark),
  );
}

import type { TreeItem } from '../runViewShape';
import { el } from './dom';

/**
 * A tree after the pattern of WAI-ARIA: one stop for Tab; arrow keys, Home, End and `*` move and open. What is inside an
 * entry is made when it is first opened.
 */
export function treeView(label: string, items: readonly TreeItem[]): HTMLElement {
  const tree = el('ul', { class: 'tree', attributes: { role: 'tree', 'aria-label': label } });
  fill(tree, items, 1);
  itemsIn(tree)[0]?.setAttribute('tabindex', '0');
  tree.addEventListener('keydown', (event) => onKey(tree, event));
  tree.addEventListener('click', ({ target }) => {
    const item = itemOf(target);
    if (!item || window.getSelection()?.type === 'Range') return;
    focus(tree, item);
    if (isBranch(item)) open(item, !isOpen(item));
  });
  return tree;
}

/** Makes what is inside a branch. */
const closed = new WeakMap<Element, () => void>();

function fill(list: HTMLElement, items: readonly TreeItem[], level: number): void {
  list.append(...items.map((item, index) => entry(item, level, index + 1, items.length)));
}

/** The name that is spoken is the text that is seen, so the group stands beside its entry and not inside it. */
function entry({ name, value, note, items }: TreeItem, level: number, at: number, of: number): HTMLElement {
  const item = el(
    'div',
    {
      class: 'entry',
      attributes: {
        role: 'treeitem',
        tabindex: '-1',
        'aria-level': String(level),
        'aria-posinset': String(at),
        'aria-setsize': String(of),
        ...(items ? { 'aria-expanded': 'false' } : {}),
      },
    },
    el('span', { class: 'twistie', attributes: { 'aria-hidden': 'true' } }, items ? '▸' : ''),
    el(
      'div',
      { class: 'entry-text' },
      el('span', { class: 'name' }, name),
      value === undefined ? undefined : el('code', { class: 'value' }, value),
      note === undefined ? undefined : el('span', { class: 'muted' }, note),
    ),
  );
  const row = el('li', { attributes: { role: 'none' } }, item);
  if (items)
    closed.set(item, () => {
      const group = el('ul', { attributes: { role: 'group' } });
      fill(group, items, level + 1);
      row.append(group);
    });
  return row;
}

const isBranch = (item: Element): boolean => item.hasAttribute('aria-expanded');
const isOpen = (item: Element): boolean => item.getAttribute('aria-expanded') === 'true';
const itemOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.entry') : null;
const itemsIn = (element: Element): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('.entry')];

/** The list inside a branch, once it was opened. */
const groupOf = (item: Element): HTMLElement | null =>
  item.parentElement?.querySelector<HTMLElement>(':scope > ul') ?? null;
const parentOf = (item: Element): HTMLElement | null =>
  item.parentElement?.parentElement?.parentElement?.querySelector<HTMLElement>(':scope > .entry') ?? null;

/** The entries that can be seen, from top to bottom. */
const shown = (tree: Element): HTMLElement[] =>
  itemsIn(tree).filter((item) => !item.closest('ul[role="group"][hidden]'));

/** Opens or closes a branch. */
export function open(item: Element, wanted: boolean): void {
  if (!isBranch(item)) return;
  if (wanted) {
    closed.get(item)?.();
    closed.delete(item);
  }
  const group = groupOf(item);
  if (group) group.hidden = !wanted;
  item.setAttribute('aria-expanded', String(wanted));
  const twistie = item.querySelector('.twistie');
  if (twistie) twistie.textContent = wanted ? '▾' : '▸';
}

function focus(tree: Element, item: HTMLElement | null | undefined): void {
  if (!item) return;
  tree.querySelector('.entry[tabindex="0"]')?.setAttribute('tabindex', '-1');
  item.setAttribute('tabindex', '0');
  item.focus();
}

function onKey(tree: HTMLElement, event: KeyboardEvent): void {
  const item = itemOf(event.target);
  if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
  if (act(tree, item, event.key)) event.preventDefault();
}

function act(tree: HTMLElement, item: HTMLElement, key: string): boolean {
  const all = shown(tree);
  const at = all.indexOf(item);
  switch (key) {
    case 'ArrowDown':
      focus(tree, all[at + 1]);
      return true;
    case 'ArrowUp':
      focus(tree, all[at - 1]);
      return true;
    case 'Home':
      focus(tree, all[0]);
      return true;
    case 'End':
      focus(tree, all.at(-1));
      return true;
    case 'ArrowRight':
      if (isBranch(item) && !isOpen(item)) open(item, true);
      else focus(tree, groupOf(item)?.querySelector<HTMLElement>('.entry'));
      return true;
    case 'ArrowLeft':
      if (isBranch(item) && isOpen(item)) open(item, false);
      else focus(tree, parentOf(item));
      return true;
    case 'Enter':
    case ' ':
      open(item, !isOpen(item));
      return true;
    case '*':
      for (const row of item.parentElement?.parentElement?.children ?? [])
        if (row.firstElementChild) open(row.firstElementChild, true);
      return true;
    default:
      return false;
  }
}

import type { TreeItem } from '../runViewShape';
import { el } from './dom';

/** How many characters of an entry a screen reader is given as its name. */
const SPOKEN = 300;

/**
 * A tree after the pattern of WAI-ARIA: one stop for Tab; arrow keys, Home, End and `*` move and open. What is inside an
 * entry is made when it is first opened.
 */
export function treeView(label: string, items: readonly TreeItem[]): HTMLElement {
  const tree = el('ul', { class: 'tree', attributes: { role: 'tree', 'aria-label': label } });
  fill(tree, items, 1);
  tree.querySelector('li')?.setAttribute('tabindex', '0');
  tree.addEventListener('keydown', (event) => onKey(tree, event));
  tree.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest('li') : null;
    if (!item || window.getSelection()?.type === 'Range') return;
    focus(tree, item);
    if (isBranch(item)) open(item, !isOpen(item));
  });
  return tree;
}

const closed = new WeakMap<Element, () => void>();

function fill(list: HTMLElement, items: readonly TreeItem[], level: number): void {
  list.append(...items.map((item, index) => entry(item, level, index + 1, items.length)));
}

function entry({ name, value, note, items }: TreeItem, level: number, at: number, of: number): HTMLElement {
  const spoken = [value === undefined ? name : `${name}: ${value.slice(0, SPOKEN)}`, note].filter(Boolean);
  const item = el(
    'li',
    {
      attributes: {
        role: 'treeitem',
        tabindex: '-1',
        'aria-level': String(level),
        'aria-posinset': String(at),
        'aria-setsize': String(of),
        'aria-label': spoken.join(', '),
        ...(items ? { 'aria-expanded': 'false' } : {}),
      },
    },
    el(
      'div',
      { class: 'entry' },
      el('span', { class: 'twistie', attributes: { 'aria-hidden': 'true' } }, items ? '▸' : ''),
      el(
        'div',
        { class: 'entry-text' },
        el('span', { class: 'name' }, name),
        value === undefined ? undefined : el('code', { class: 'value' }, value),
        note === undefined ? undefined : el('span', { class: 'muted' }, note),
      ),
    ),
  );
  if (items)
    closed.set(item, () => {
      const group = el('ul', { attributes: { role: 'group' } });
      fill(group, items, level + 1);
      item.append(group);
    });
  return item;
}

const isBranch = (item: Element): boolean => item.hasAttribute('aria-expanded');
const isOpen = (item: Element): boolean => item.getAttribute('aria-expanded') === 'true';
const itemsIn = (element: Element): HTMLElement[] => [...element.querySelectorAll('li')];

/** The entries that can be seen, from top to bottom. */
const shown = (tree: Element): HTMLElement[] =>
  itemsIn(tree).filter((item) => !item.parentElement?.closest('li[aria-expanded="false"]'));

/** Opens or closes a branch. */
export function open(item: Element, wanted: boolean): void {
  if (!isBranch(item)) return;
  if (wanted) {
    closed.get(item)?.();
    closed.delete(item);
  }
  item.setAttribute('aria-expanded', String(wanted));
  const twistie = item.querySelector('.twistie');
  if (twistie) twistie.textContent = wanted ? '▾' : '▸';
}

function focus(tree: Element, item: HTMLElement | undefined): void {
  if (!item) return;
  tree.querySelector('li[tabindex="0"]')?.setAttribute('tabindex', '-1');
  item.setAttribute('tabindex', '0');
  item.focus();
}

function onKey(tree: HTMLElement, event: KeyboardEvent): void {
  const item = event.target instanceof Element ? event.target.closest('li') : null;
  if (!item || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
    if (!item || event.key !== '*') return;
  }
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
      else if (isBranch(item)) focus(tree, itemsIn(item)[0]);
      return true;
    case 'ArrowLeft':
      if (isBranch(item) && isOpen(item)) open(item, false);
      else focus(tree, item.parentElement?.closest('li') ?? undefined);
      return true;
    case 'Enter':
    case ' ':
      open(item, !isOpen(item));
      return true;
    case '*':
      for (const sibling of item.parentElement?.children ?? []) open(sibling, true);
      return true;
    default:
      return false;
  }
}

import type { ExchangeView, RunAction, RunView } from '../runViewShape';
import { el, pressable } from './dom';
import { open, treeView } from './treeView';

/** A tree of up to this many lines is shown open. */
const OPEN_LINES = 30;

/** What the page knows about one exchange on it. */
export interface ExchangePlace {
  readonly name: string;
  readonly copy: RunAction;
  readonly openText: RunAction;
  /** Whether the person wants it raw, kept over a reload. */
  readonly raw: boolean;
  wantsRaw(raw: boolean): void;
  /** A button that asks the extension for something. */
  button(action: RunAction, label: string): HTMLElement;
}

/** A request or an answer: notes, a switch between tree and raw, and ways to take it along. */
export function exchange(view: ExchangeView, labels: RunView['labels'], place: ExchangePlace): Node[] {
  const tree = view.tree && treeView(place.name, view.tree);
  const raw = el(
    'pre',
    { attributes: { tabindex: '0', role: 'region', 'aria-label': `${place.name}, ${labels.raw}` } },
    el('code', {}, view.raw),
  );
  if (tree) openSmall(tree);
  const as = (label: string, isRaw: boolean) =>
    pressable(label, { class: 'secondary', attributes: { 'aria-pressed': 'false' } }, () => {
      place.wantsRaw(isRaw);
      show(isRaw);
    });
  const [asTree, asRaw] = [as(labels.tree, false), as(labels.raw, true)];
  const show = (wantsRaw: boolean) => {
    const isRaw = wantsRaw || !tree;
    if (tree) tree.hidden = isRaw;
    raw.hidden = !isRaw;
    asTree.setAttribute('aria-pressed', String(!isRaw));
    asRaw.setAttribute('aria-pressed', String(isRaw));
  };
  show(place.raw);
  return [
    ...view.notes.map((note) => el('p', { class: 'muted' }, note)),
    el(
      'div',
      { class: 'toolbar' },
      tree &&
        el(
          'div',
          { class: 'switch', attributes: { role: 'group', 'aria-label': labels.showAs } },
          asTree,
          asRaw,
        ),
      place.button(place.copy, labels.copy),
      place.button(place.openText, labels.openAsText),
      el('span', { class: 'said', attributes: { role: 'status' } }),
    ),
    ...(tree ? [tree, raw] : [raw]),
  ];
}

function openSmall(tree: HTMLElement): void {
  for (let waiting = closedIn(tree); waiting.length > 0; waiting = closedIn(tree)) {
    for (const item of waiting) open(item, true);
    if (tree.querySelectorAll('.entry').length > OPEN_LINES) return;
  }
}

const closedIn = (tree: HTMLElement): Element[] => [
  ...tree.querySelectorAll('.entry[aria-expanded="false"]'),
];

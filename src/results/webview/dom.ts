/** What a child of an element may be. Text is always text: nothing here parses HTML. */
export type Child = Node | string | undefined | false;

interface Props {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An element with its children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  if (props.id) element.id = props.id;
  if (props.title) element.title = props.title;
  for (const [name, value] of Object.entries(props.attributes ?? {})) element.setAttribute(name, value);
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A button that does something here. */
export function pressable(label: string, props: Props, press: () => void): HTMLButtonElement {
  const button = el('button', { ...props, attributes: { type: 'button', ...props.attributes } }, label);
  button.addEventListener('click', press);
  return button;
}

/** A table whose first row is its heading; wide ones scroll inside their own box. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const cell = (child: Child) => el('td', {}, child);
  const scroller = el(
    'div',
    { class: 'scroller', attributes: { tabindex: '0', role: 'region', 'aria-label': caption } },
    el(
      'table',
      { attributes: { 'aria-label': caption } },
      el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { attributes: { scope: 'col' } }, text)))),
      el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map(cell)))),
    ),
  );
  return scroller;
}

/** Pairs of a term and its value. */
export function pairs(entries: readonly (readonly [string, Child])[], className = 'pairs'): HTMLElement {
  return el(
    'dl',
    { class: className },
    ...entries.flatMap(([term, value]) =>
      value ? [el('div', {}, el('dt', {}, term), el('dd', {}, value))] : [],
    ),
  );
}

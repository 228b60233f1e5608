/** How a node looks, before it becomes VS Code's TreeItem. All texts are in the person's language already. */
export interface ItemView {
  readonly label: string;
  readonly description?: string;
  readonly icon?: { readonly name: string; readonly color?: string };
  /** `polardb.cluster.running.locked`: what menus ask for, most general first. */
  readonly contextValue: string;
  readonly children: 'none' | 'closed' | 'open';
  /** What Enter and a click do, with the node. */
  readonly command?: { readonly id: string; readonly title: string };
  /** What a screen reader says. */
  readonly spoken: string;
  /** Plain text: clouds' own words must not become links or commands. */
  readonly tooltip: () => string;
}

/** The parts that are there, joined by a middle dot. */
export const dotted = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part).join(' · ');

/** `Name: value` lines of a tooltip; those without a value are left out. */
export const lines = (...rows: readonly (string | readonly [string, string | undefined])[]): string =>
  rows
    .flatMap((row) => (typeof row === 'string' ? row : row[1] ? `${row[0]}: ${row[1]}` : []))
    .filter((row) => row !== '')
    .join('\n');

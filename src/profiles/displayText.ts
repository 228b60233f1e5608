// Control characters, and those that turn the direction of what follows: a cloud's text must not redraw ours.
// eslint-disable-next-line no-control-regex
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;
/** A character of no width. */
const GAP = '\u200b';

/** A foreign text as one line without control characters. */
export const oneLine = (text: string): string => text.replace(UNSHOWABLE, ' ').trim();

/**
 * A foreign text for places where VS Code draws `$(name)` as an icon or `[text](command:...)` as a link, as quick
 * inputs and notifications do: the syntax is broken and looks the same.
 */
export const harmless = (text: string): string =>
  oneLine(text).replaceAll('$(', `$${GAP}(`).replaceAll('](', `]${GAP}(`);

/** The same, after an icon of our own; `icon` is a codicon's name. */
export const label = (text: string, icon?: string): string =>
  icon ? `$(${icon}) ${harmless(text)}` : harmless(text);

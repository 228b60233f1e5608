// Control characters, and those that turn the direction of what follows: a cloud's text must not redraw ours.
// eslint-disable-next-line no-control-regex
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** A foreign text as one line without control characters. */
export const oneLine = (text: string): string => text.replace(UNSHOWABLE, ' ').trim();

/**
 * A foreign text for places where VS Code draws `$(name)` as an icon: the syntax is broken by a character of no width.
 * `icon` is a codicon's name of our own.
 */
export function label(text: string, icon?: string): string {
  const harmless = oneLine(text).replaceAll('$(', '$\u200b(');
  return icon ? `$(${icon}) ${harmless}` : harmless;
}

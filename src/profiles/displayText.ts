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

/** What is not seen, or is seen as something else: controls, marks of no width, blanks other than the usual. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/**
 * A foreign text exactly as it is, for a person to judge: every character that cannot be seen is written out by its
 * number, and of several blanks each is drawn.
 */
export const visible = (text: string): string =>
  text
    .replace(
      UNSEEN,
      (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
    .replace(/^ +| {2,}| +$/g, (blanks) => '␣'.repeat(blanks.length));

/** What stands in a placeholder: a value, a text of its own, or a list, which each language joins in its own way. */
export type TextValue = string | number | Text | readonly (string | Text)[];

/**
 * A sentence for people, not yet translated: an English template with `{name}` placeholders and their values.
 * Layers below the user interface make these; the edge translates them.
 */
export interface Text {
  readonly text: string;
  readonly args?: Readonly<Record<string, TextValue>> | undefined;
}

/** `template` stands in the code as it is: a test reads it there and looks for its translations. */
export function text(template: string, args?: Readonly<Record<string, TextValue>>): Text {
  return args ? { text: template, args } : { text: template };
}

/** The same sentence with further values. */
export const withValues = (
  { text: template, args }: Text,
  more: Readonly<Record<string, TextValue>>,
): Text => ({ text: template, args: { ...args, ...more } });

/** Puts values into the translation of a template, as `vscode.l10n.t` does. */
export type Translate = (template: string, args: Readonly<Record<string, string | number>>) => string;

/** The whole sentence: first what stands in it is translated, then the sentence. */
export function translated({ text: template, args = {} }: Text, translate: Translate): string {
  const item = (value: string | Text): string =>
    typeof value === 'string' ? value : translated(value, translate);
  const value = (of: TextValue): string | number => {
    if (typeof of === 'number') return of;
    return isList(of) ? of.map(item).join(translate(BETWEEN.text, {})) : item(of);
  };
  return translate(template, Object.fromEntries(Object.entries(args).map(([name, of]) => [name, value(of)])));
}

/** What stands between the items of a list. */
const BETWEEN = text(', ');

const isList = (value: TextValue): value is readonly (string | Text)[] => Array.isArray(value);

/** The English sentence, for logs and tests. */
export const plain = (of: Text): string =>
  translated(of, (template, args) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(args, name) ? String(args[name]) : whole,
    ),
  );

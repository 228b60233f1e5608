/**
 * A sentence for people, not yet translated: an English template with `{name}` placeholders and their values.
 * Layers below the user interface make these; the edge translates them (`vscode.l10n.t(text, args)`).
 */
export interface Text {
  readonly text: string;
  readonly args?: Readonly<Record<string, string | number>> | undefined;
}

export function text(template: string, args?: Readonly<Record<string, string | number>>): Text {
  return args ? { text: template, args } : { text: template };
}

/** The English sentence, for logs and tests. */
export function plain({ text: template, args = {} }: Text): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : whole,
  );
}

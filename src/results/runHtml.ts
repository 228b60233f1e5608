export interface RunHtmlParts {
  readonly runId: string;
  readonly language: string;
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** Fresh for each page. */
  readonly nonce: string;
}

const escape = (value: string): string =>
  value.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  );

/**
 * The page of a run panel: one script and one style sheet, each named by the nonce, and nothing else may load. What
 * the panel shows arrives by message.
 */
export function runHtml({ runId, language, title, script, style, nonce }: RunHtmlParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${escape(style)}">
  </head>
  <body>
    <main id="run" data-run="${escape(runId)}"></main>
    <script nonce="${nonce}" src="${escape(script)}"></script>
  </body>
</html>
`;
}

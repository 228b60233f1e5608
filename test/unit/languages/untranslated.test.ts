import assert from 'node:assert/strict';
import ts from 'typescript';
import { nodesOf, placeOf, readSources, sourceOf, type Sources } from './program';

/** What people read, by the names that VS Code and we give to it. */
const SHOWN = new Set([
  ...['label', 'placeholder', 'title', 'detail', 'prompt', 'description', 'tooltip', 'message', 'heading'],
  ...['button', 'spoken', 'say', 'words', 'means', 'brief', 'word', 'ariaLabel', 'accessibilityLabel'],
]);
/** The calls whose words people read, and the log and the errors, whose words are English. */
const SAID =
  /^(vscode\.window\.(show\w+Message|setStatusBarMessage|createOutputChannel|withProgress)|dialogs\.\w+)$/;
/** Names of products, and what the clouds' APIs call something: the same in each language, as are examples of input. */
const NAMES = new Set([
  ...[
    'ClusterDeck',
    'PolarDB',
    'PolarDB on ENS',
    'SelectDB',
    'RDS',
    'TaurusDB',
    'GaussDB',
    'DDS',
    'DDM',
    'DAS',
  ],
  ...['VPC', 'STS', 'IAM', 'Primary', 'Standby', 'Normal', 'Super', 'Search'],
  ...['http://proxy.example:3128', '/etc/ssl/corp-ca.pem', 'production-cn', 'CHG0031234'],
  ...['Markdown', 'JSON'],
]);

/** Words for people that stand outside of `text()`, so that nobody translates them. */
function untranslatedIn({ files }: Sources): readonly string[] {
  return nodesOf(files).flatMap((node) =>
    isShown(node)
      ? literalsIn(node)
          .filter(isWords)
          .map((literal) => `${placeOf(literal)} ${literal.getText()}`)
      : [],
  );
}

const isShown = (node: ts.Node): boolean => {
  if (ts.isSourceFile(node)) return false;
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.initializer === node)
    return SHOWN.has(parent.name.getText().replace(/['"]/g, ''));
  return ts.isCallExpression(parent) && parent.expression !== node && SAID.test(parent.expression.getText());
};

/** The literals that make up the value, not those of calls, functions and objects inside of it. */
function literalsIn(node: ts.Node): readonly (ts.StringLiteralLike | ts.TemplateExpression)[] {
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isTemplateExpression(node))
    return [node, ...node.templateSpans.flatMap(({ expression }) => literalsIn(expression))];
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...literalsIn(node.left), ...literalsIn(node.right)];
  return ts.isParenthesizedExpression(node) || ts.isArrayLiteralExpression(node)
    ? node
        .getChildren()
        .flatMap((child) =>
          child.kind === ts.SyntaxKind.SyntaxList
            ? child.getChildren().flatMap(literalsIn)
            : literalsIn(child),
        )
    : [];
}

function isWords(literal: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  if (ts.isStringLiteralLike(literal)) return /\p{L}{2}/u.test(literal.text) && !NAMES.has(literal.text);
  const own = [literal.head.text, ...literal.templateSpans.map((span) => span.literal.text)];
  return own.some((part) => /\p{L}{2}/u.test(part));
}

describe('words for people', function () {
  this.timeout(240_000);
  it('all go through text(), so that they are translated', () => {
    assert.deepEqual(untranslatedIn(readSources()), []);
  });

  it('are found where they do not', () => {
    const read = (code: string) => untranslatedIn(sourceOf(code));
    assert.equal(read("export const item = { label: 'Save' };").length, 1);
    assert.equal(read("export const item = { label: 1 > 2 ? 'Save' : 'Keep' };").length, 2);
    assert.equal(read('export const at = (n: number) => ({ title: `${n} nodes`, key: "nodes" });').length, 1);
    assert.equal(read("declare const vscode: any; vscode.window.showErrorMessage('It failed');").length, 1);
    assert.deepEqual(read("export const item = { label: 'PolarDB', title: `${1}: ${2}` };"), []);
  });
});

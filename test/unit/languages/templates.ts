import ts from 'typescript';
import { nodesOf, placeOf, type Sources } from './program';

export interface Templates {
  /** Each English template, with a place where it stands. */
  readonly found: ReadonlyMap<string, string>;
  /** Where a text is made of something that cannot be read from the code, so that no translation of it can be looked for. */
  readonly hidden: readonly string[];
}

/** All templates that the sources make texts of: what `text()` gets, and the messages that forms give to zod. */
export function templatesIn({ files, checker }: Sources): Templates {
  const found = new Map<string, string>();
  const hidden: string[] = [];
  for (const node of nodesOf(files)) {
    if (!ts.isCallExpression(node)) continue;
    for (const argument of templateArguments(node, checker)) {
      const values = valuesOf(argument, checker);
      if (values) values.forEach((value) => found.set(value, placeOf(argument)));
      else hidden.push(`${placeOf(argument)} ${argument.getText()}`);
    }
  }
  return { found, hidden };
}

function templateArguments(call: ts.CallExpression, checker: ts.TypeChecker): readonly ts.Expression[] {
  const { expression: callee, arguments: given } = call;
  if (ts.isIdentifier(callee) && callee.text === 'text') {
    const [template] = given;
    return template && !isFormMessage(template, checker) ? [template] : [];
  }
  return ts.isPropertyAccessExpression(callee) && usesZod(call) ? zodMessages(call, checker) : [];
}

/** `text(issue.message)`: zod gives back the messages that it was given, which are found where it was. */
function isFormMessage(template: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(template) || template.name.text !== 'message') return false;
  const declared = checker.getSymbolAtLocation(template.name)?.declarations ?? [];
  return declared.length > 0 && declared.every(isZods);
}

const usesZod = (node: ts.Node): boolean => /from 'zod'/.test(node.getSourceFile().text);

/** What stands where zod takes a message: its parameters of that use are all called `params`. */
function zodMessages(call: ts.CallExpression, checker: ts.TypeChecker): readonly ts.Expression[] {
  const signature = checker.getResolvedSignature(call);
  if (!signature?.declaration || !isZods(signature.declaration)) return [];
  return call.arguments.filter(
    (argument, index) =>
      signature.parameters[index]?.name === 'params' &&
      (checker.getTypeAtLocation(argument).flags & ts.TypeFlags.StringLike) !== 0,
  );
}

const isZods = (node: ts.Node): boolean => node.getSourceFile().fileName.includes('/node_modules/zod/');

/** All that it can stand for, by its type; undefined where that is not a choice of fixed strings. */
function valuesOf(expression: ts.Expression, checker: ts.TypeChecker): readonly string[] | undefined {
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [valuesOf(expression.left, checker), valuesOf(expression.right, checker)];
    return left && right?.flatMap((end) => left.map((begin) => begin + end));
  }
  if (ts.isTemplateExpression(expression)) return valuesOfTemplate(expression, checker);
  return literals(checker.getTypeAtLocation(expression));
}

function valuesOfTemplate(
  { head, templateSpans }: ts.TemplateExpression,
  checker: ts.TypeChecker,
): readonly string[] | undefined {
  let values: readonly string[] | undefined = [head.text];
  for (const { expression, literal } of templateSpans) {
    const middle = valuesOf(expression, checker);
    values = middle && values?.flatMap((begin) => middle.map((value) => begin + value + literal.text));
  }
  return values;
}

function literals(type: ts.Type): readonly string[] | undefined {
  if (type.isStringLiteral()) return [type.value];
  if (!type.isUnion()) return undefined;
  const each = type.types.map(literals);
  return each.every((values) => values !== undefined) ? each.flat() : undefined;
}

/** The names in braces, sorted: a translation has the same. */
export const placeholdersOf = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

/** Whether there is nothing to translate: one value alone, or no text at all. */
export const isBare = (template: string): boolean => /^(\{\w+\})?$/.test(template);

import * as z from 'zod';
import type { CloudCall, CloudClient, Parameters } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';

/** A read of PolarDB's API. */
export const polardbCall = (action: string, region: string, parameters: Parameters): CloudCall => ({
  cloud: 'alibaba',
  product: 'polardb',
  action,
  region,
  parameters,
});

/** Reads and takes what the schema needs of the answer. Rejects with CloudError. */
export async function readAs<S extends z.ZodType>(
  client: CloudClient,
  call: CloudCall,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  return parseAs(schema, await client.read(call, signal), call.action);
}

/**
 * The value as the schema has it. Throws a CloudError of kind `answer` that names the operation and the field that is
 * missing or of another type; `at` is where in the answer the value stands, as `Items.DBCluster.3`.
 */
export function parseAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  operation: string,
  at = '',
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = [...(at ? [at] : []), ...(issue?.path ?? []).map(String)].join('.');
  const found = (issue?.path ?? []).reduce<unknown>(
    (inner, key) => (inner instanceof Object ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
  throw unexpected(operation, field || text('the answer'), nameOfType(found));
}

function nameOfType(value: unknown): string | Text {
  if (value === undefined) return text('missing');
  if (value === null) return 'null';
  if (value === '') return text('empty');
  if (Array.isArray(value)) return text('a list');
  if (value instanceof Object) return text('an object');
  if (typeof value === 'number') return text('a number');
  return typeof value === 'boolean' ? text('a boolean') : text('a string');
}

/** An answer that lacks what this extension relies on. */
export const unexpected = (operation: string, field: string | Text, found: string | Text): CloudError =>
  new CloudError({
    kind: 'answer',
    explanation: text('The answer to {operation} cannot be used: {field} is {found}.', {
      operation,
      field,
      found,
    }),
    advice: text(
      'Refresh. If it stays, the cloud has changed its answer: report it with the name of the field.',
    ),
  });

/** A text we rely on. */
export const needed = z.string().min(1);

/** A text we can do without: a number is taken as its digits, anything else as missing. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  return Number.isFinite(value) ? String(value) : undefined;
}

/** A flag that the cloud writes as a boolean, `"true"`, `ON` or `StandbyClusterON`. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return typeof value === 'boolean' ? value : undefined;
  const word = value.toLowerCase();
  if (word === 'true' || word.endsWith('on')) return true;
  return word === 'false' || word.endsWith('off') ? false : undefined;
}

/** A count that may come as a number or as digits. */
export function countOf(value: unknown): number | undefined {
  const found = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(found) && (found as number) >= 0 ? (found as number) : undefined;
}

// In a schema each is one step: chains of unions, defaults and catches cost more than all else done with a page.
export const optional = z.transform(textOf);
export const flag = z.transform(flagOf);
export const count = z.transform(countOf);

/**
 * An object as it came, with these texts in it, none of them empty. It is looked at in place: the copy that a schema of
 * all its fields makes costs more than parsing the page.
 */
export const withTexts = <K extends string>(...names: readonly K[]) =>
  z.custom<Readonly<Record<string, unknown> & Record<K, string>>>().superRefine((value: unknown, context) => {
    const fields =
      value instanceof Object && !Array.isArray(value) ? (value as Record<K, unknown>) : undefined;
    if (!fields) context.addIssue({ code: 'custom' });
    for (const name of fields ? names : [])
      if (typeof fields?.[name] !== 'string' || fields[name] === '')
        context.addIssue({ code: 'custom', path: [name] });
  });

/** A list that comes bare or wrapped (`Tags: [...]` or `Tags: {Tag: [...]}`); nothing at all is an empty one. */
export const listIn = <S extends z.ZodType>(wrapper: string, item: S) =>
  z.preprocess((value) => unwrapped(value, wrapper), z.array(item));

export function unwrapped(value: unknown, wrapper: string): unknown {
  if (value === undefined || value === null || value === '') return [];
  if (value instanceof Object && !Array.isArray(value)) {
    const inner = (value as Record<string, unknown>)[wrapper];
    return inner === undefined && Object.keys(value).length === 0 ? [] : inner;
  }
  return value;
}

/** The parts of a comma list, trimmed, none empty. */
export const commaList = (value = ''): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

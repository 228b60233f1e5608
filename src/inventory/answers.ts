import * as z from 'zod';
import type { CloudCall, CloudClient, Parameters } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';

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
  throw unexpected(operation, field || 'the answer', nameOfType(found));
}

function nameOfType(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  return Array.isArray(value) ? 'a list' : value instanceof Object ? 'an object' : `a ${typeof value}`;
}

/** An answer that lacks what this extension relies on. */
export const unexpected = (operation: string, field: string, found: string): CloudError =>
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
export const optional = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .transform((value) => (value === '' ? undefined : value))
  .catch(undefined);

/** A flag that the cloud writes as a boolean, `"true"`, `ON` or `StandbyClusterON`. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'boolean'
      ? value
      : /^true$|on$/i.test(String(value))
        ? true
        : /^false$|off$/i.test(String(value))
          ? false
          : undefined,
  );

/** A count that may come as a number or as digits. */
export const count = z
  .union([
    z.number().int().nonnegative(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

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
export const commaList = (value: string | undefined): string[] =>
  (value ?? '').split(',').flatMap((part) => part.trim() || []);

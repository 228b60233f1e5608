import type { ResponseTree } from '../catalogue';
import { BadField } from './checkFields';
import type { Fields, RequestField } from './servedOperation';

export const PROJECT = '(?<project_id>[0-9A-Za-z]{32})';
/** The documents say 32 characters; their own examples have 36. */
export const INSTANCE = '(?<instance_id>[0-9A-Za-z]{32,36})';

const MOST = 2 ** 31 - 1;

export const text: RequestField = { type: 'string' };
export const boolean: RequestField = { type: 'boolean' };
export const integer = (from: number, to = MOST): RequestField => ({ type: 'integer', range: [from, to] });
export const oneOf = (...values: readonly string[]): RequestField => ({ type: 'string', values });
export const needed = (field: RequestField): RequestField => ({ ...field, required: true });

/** Where the list begins, counted in records, and how many it has at most. */
export const paging = (most: number): Readonly<Record<string, RequestField>> => ({
  offset: integer(0),
  limit: integer(1, most),
});

/** The part of a list that was asked for; `normal` is how long it is where nothing says so. */
export const page = <T>(items: readonly T[], { offset, limit }: Fields, normal: number): readonly T[] =>
  items.slice(Number(offset ?? 0), Number(offset ?? 0) + Number(limit ?? normal));

export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

export const matches = (filter: unknown, value: unknown): boolean =>
  filter === undefined || string(filter) === value;

/** `*` at the beginning of a name or an id asks for what contains the rest; alone it may not stand. */
export function like(fields: Fields, field: string, value: string): boolean {
  const filter = string(fields[field]);
  if (filter === '*') throw new BadField(field);
  return filter.startsWith('*') ? value.includes(filter.slice(1)) : matches(fields[field], value);
}

/** Fields of an answer, of whatever form each of them has. */
export const answers = (names: string): ResponseTree =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, 'any']));

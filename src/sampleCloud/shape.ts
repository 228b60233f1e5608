import type { ResponseTree } from './catalogue';

/** Keeps of a value what the catalogue documents for a response, at every depth, and leaves the rest out. */
export function shape(tree: ResponseTree, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shaped: Record<string, unknown> = {};
  for (const [field, type] of Object.entries(tree)) {
    const found = value[field];
    if (found === undefined || found === null) continue;
    if (typeof type === 'string') shaped[field] = found;
    else if (Array.isArray(found))
      shaped[field] = found.map((item) => (isRecord(item) ? shape(type[1], item) : (item as unknown)));
    else shaped[field] = isRecord(found) ? shape(type[1], found) : found;
  }
  return shaped;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

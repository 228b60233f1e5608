/** The object that a text holds as JSON. */
export function jsonObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return value instanceof Object && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The objects among the entries of a list. */
export const jsonObjects = (list: readonly unknown[]): readonly Readonly<Record<string, unknown>>[] =>
  list.filter((each): each is Record<string, unknown> => each instanceof Object && !Array.isArray(each));

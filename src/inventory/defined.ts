type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are undefined, so that equal things compare equal and journal alike. */
export function defined<T extends object>(value: T): Defined<T> {
  // One for each cluster and node of a page: lists of pairs would cost more than all that is in them.
  const result: Partial<Record<keyof T, unknown>> = {};
  for (const key in value) {
    const field = value[key];
    if (field !== undefined) result[key] = field;
  }
  return result as Defined<T>;
}

import { isRecord } from './shape';

/** Merges a patch (RFC 7396) into a stored thing: null removes a field. */
export function mergePatch(target: object, patch: Readonly<Record<string, unknown>>): void {
  const record = target as Record<string, unknown>;
  for (const [key, value] of Object.entries(patch)) {
    const old = record[key];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a merge patch removes fields by null
    if (value === null) delete record[key];
    else if (isRecord(value) && isRecord(old)) mergePatch(old, value);
    else record[key] = value;
  }
}

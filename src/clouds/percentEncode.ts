const UNRESERVED = /^[\w.~-]*$/;

/**
 * RFC 3986: everything but letters, digits, `-`, `_`, `.` and `~` is encoded, space as %20. Halves of surrogate pairs
 * become U+FFFD, as the UTF-8 encoder makes them.
 */
export function percentEncode(value: string): string {
  if (UNRESERVED.test(value)) return value;
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

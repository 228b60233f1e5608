/**
 * Waits until `look` gives something that is not undefined, and gives it.
 * @param what what is waited for, for the message when it does not come within `ms` milliseconds
 * @param everyMs how long to wait between two looks
 */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | undefined>,
  ms = 45_000,
  everyMs = 50,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not seen within ${ms / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

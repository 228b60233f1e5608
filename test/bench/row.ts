/** One line of the table: what was measured, ours beside what it is held against, in the same unit. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly against: { readonly what: string; readonly value: number };
  /** What the ratio of ours to theirs should be. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number } | undefined;
}

/** A part of the bench. */
export type Bench = () => Promise<readonly Row[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

type Measure = () => Promise<number> | number;

/** Measures all of them in turn, round by round, so that a busy moment of the machine hits all alike. The medians. */
export async function sideBySide<K extends string>(
  rounds: number,
  measures: Readonly<Record<K, Measure>>,
): Promise<Record<K, number>> {
  const names = Object.keys(measures) as K[];
  const found = new Map<K, number[]>(names.map((name) => [name, []]));
  // The first round warms up: code is compiled, connections are made.
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const value = await measures[name]();
      if (round > 0) found.get(name)?.push(value);
    }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<K, number>;
}

/** Milliseconds of wall time. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds of this process's CPU, user and system. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

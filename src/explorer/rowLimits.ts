import { productNodeId, type TreeNode } from './treeNode';
import type { Branch } from './childNodes';

/** How many resources a branch shows at first, and how many more each time: VS Code is slow with very many rows. */
export const ROWS_AT_A_TIME = 1000;

/** How many of its resources each branch shows. */
export class RowLimits {
  readonly #limits = new Map<string, number>();

  of({ profileId, product }: Branch): number {
    return this.#limits.get(productNodeId(profileId, product)) ?? ROWS_AT_A_TIME;
  }

  /** Room for this many, and for what a person asked for before. */
  set({ profileId, product }: Branch, rows: number): void {
    const whole = Math.ceil(rows / ROWS_AT_A_TIME) * ROWS_AT_A_TIME;
    if (whole > this.of({ profileId, product })) this.#limits.set(productNodeId(profileId, product), whole);
  }
}

/** The first so many resources of a branch, with everything that is no resource, and what stands for the rest. */
export function limited(
  rows: readonly TreeNode[],
  limit: number,
  rest: (shown: number) => TreeNode,
): readonly TreeNode[] {
  if (rows.length <= limit) return rows;
  let resources = 0;
  const shown = rows.filter(({ kind }) => kind !== 'resource' || ++resources <= limit);
  return resources > limit ? [...shown, rest(limit)] : rows;
}

/** Where among the resources of its branch a row stands, from 1; 0 where it does not. */
export const placeOf = (rows: readonly TreeNode[], id: string): number =>
  rows.filter(({ kind }) => kind === 'resource').findIndex((row) => row.id === id) + 1;

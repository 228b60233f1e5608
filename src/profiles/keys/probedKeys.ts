import type { ProfileNetwork } from '../../clouds/profileNetwork';
import { storedKeysSchema, type KeyRecipe } from './keyRecipe';
import type { OpenedKeys } from './openKeys';

/** What keys depend on: how they are got, and by what way the cloud is reached. */
export type ProbedAs = readonly [
  recipe: KeyRecipe,
  sample: boolean,
  network: ProfileNetwork | undefined,
  proxyPassword: string | undefined,
];

/**
 * The keys that were got last to verify a recipe before it is stored. The profile that is made of it goes on with them,
 * so that adding one runs its program, or asks its address, once.
 */
export class ProbedKeys {
  #last: { readonly as: string; readonly keys: OpenedKeys } | undefined;

  /** Those of this recipe, opened where they are not yet; those of another one are given up. */
  keep(as: ProbedAs, open: () => OpenedKeys): OpenedKeys {
    const written = textOf(as);
    if (this.#last?.as === written) return this.#last.keys;
    this.dispose();
    this.#last = { as: written, keys: open() };
    return this.#last.keys;
  }

  /** Hands those of this recipe over, where they are there. */
  take(as: ProbedAs): OpenedKeys | undefined {
    if (this.#last?.as !== textOf(as)) return undefined;
    const { keys } = this.#last;
    this.#last = undefined;
    return keys;
  }

  dispose(): void {
    this.#last?.keys.dispose();
    this.#last = undefined;
  }
}

/** The same for the same recipe, in whatever order it was made. */
const textOf = ([recipe, ...way]: ProbedAs): string =>
  JSON.stringify([storedKeysSchema.parse(recipe), ...way]);

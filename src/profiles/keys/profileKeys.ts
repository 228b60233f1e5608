import type { AccessKey } from '../../clouds/accessKey';
import type { KeyRenewal } from '../../clouds/client';
import type { CloudError } from '../../clouds/cloudError';
import type { Text } from '../../clouds/text';
import { Listeners } from '../listeners';
import { isRecipe, recipeName, type KeyRecipe, type StoredKeys } from './keyRecipe';
import type { OpenedKeys } from './openKeys';

/** What to know of temporary keys. */
export interface KeyTimes {
  /** `role dba`. */
  readonly way: Text;
  /** Milliseconds since the epoch; undefined while there is no key. */
  readonly expiresAt: number | undefined;
  /** From then on a new one is got when one is needed. */
  readonly renewsAt: number | undefined;
  /** Why there is no newer one. */
  readonly problem: CloudError | undefined;
}

export interface ProfileKeysParts {
  /** What is stored, read for each call. Rejects with CloudError. */
  readonly read: () => Promise<StoredKeys>;
  readonly open: (recipe: KeyRecipe) => OpenedKeys;
}

/** The keys that a profile signs with: stored ones as they are, or those that are got, and renewed, as is stored. */
export class ProfileKeys implements KeyRenewal {
  readonly #parts: ProfileKeysParts;
  readonly #changed = new Listeners<undefined>();
  /** Which source each key that was handed out is of. */
  readonly #madeBy = new WeakMap<AccessKey, OpenedKeys>();
  #opened: { readonly recipe: KeyRecipe; readonly keys: OpenedKeys } | undefined;
  #disposed = false;

  constructor(parts: ProfileKeysParts) {
    this.#parts = parts;
  }

  readonly onDidChange = this.#changed.event;

  /** Undefined where the keys are not renewed, or were not needed yet. */
  get times(): KeyTimes | undefined {
    if (!this.#opened) return undefined;
    const { expiresAt, renewsAt, problem } = this.#opened.keys.renewed;
    return { way: recipeName(this.#opened.recipe), expiresAt, renewsAt, problem };
  }

  async credentials(signal?: AbortSignal): Promise<AccessKey> {
    const stored = await this.#parts.read();
    if (!isRecipe(stored)) return stored;
    const source = this.#open(stored);
    const key = await source.key(signal);
    this.#madeBy.set(key, source);
    return key;
  }

  async renewed(key: AccessKey, signal?: AbortSignal): Promise<AccessKey> {
    const source = this.#madeBy.get(key);
    if (!source) return key;
    const next = await source.key(signal);
    this.#madeBy.set(next, source);
    return next;
  }

  expired(key: AccessKey): boolean {
    return this.#madeBy.get(key)?.expired(key) ?? false;
  }

  /** A person wants a failed renewal tried again now. */
  tryAgain(): void {
    this.#opened?.keys.tryAgain();
  }

  /** Ends what is under way; nothing is got from now on. */
  dispose(): void {
    this.#disposed = true;
    this.#opened?.keys.dispose();
    this.#changed.dispose();
  }

  #open(recipe: KeyRecipe): OpenedKeys {
    if (this.#opened?.recipe === recipe) return this.#opened.keys;
    this.#opened?.keys.dispose();
    const keys = this.#parts.open(recipe);
    if (this.#disposed) keys.dispose();
    this.#opened = { recipe, keys };
    keys.renewed.onDidChange(() => this.#changed.fire(undefined));
    // Taken over from verifying, with a key in it.
    if (keys.renewed.expiresAt !== undefined) this.#changed.fire(undefined);
    return keys;
  }
}

import { plain, type Text } from '../../../src/clouds/text';
import { Listeners } from '../../../src/profiles/listeners';
import type { ProfileStorage } from '../../../src/profiles/profileStore';

/** VS Code's storage in memory. Secrets answer late, as they do across processes. */
export class FakeStorage implements ProfileStorage {
  /** The records by profile id. */
  readonly values = new Map<string, unknown>();
  readonly recordChanged = new Listeners<undefined>();
  readonly kept = new Map<string, string>();
  readonly reported: string[] = [];
  secretReads = 0;
  secretsAreLate = false;
  failUpdates = false;
  failSecrets = false;
  readonly #secretChanged = new Listeners<{ key: string }>();

  readonly records: ProfileStorage['records'] = {
    all: () => [...this.values].map(([id, value]) => ({ id, value })),
    write: (id, value) => {
      if (this.failUpdates) return Promise.reject(new Error('disk full'));
      this.values.set(id, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
    remove: (id) => {
      this.values.delete(id);
      return Promise.resolve();
    },
    onDidChange: (listener) => this.recordChanged.event(listener),
  };

  readonly secrets: ProfileStorage['secrets'] = {
    get: async (key: string) => {
      this.secretReads += 1;
      await this.#unlocked();
      return this.kept.get(key);
    },
    store: async (key: string, value: string) => {
      await this.#unlocked();
      this.kept.set(key, value);
      this.#secretChanged.fire({ key });
    },
    delete: async (key: string) => {
      await this.#unlocked();
      this.kept.delete(key);
      this.#secretChanged.fire({ key });
    },
    onDidChange: this.#secretChanged.event,
  };

  async #unlocked(): Promise<void> {
    await Promise.resolve();
    if (this.failSecrets) throw new Error('keyring locked: s3cret');
  }

  report(problem: Text): void {
    this.reported.push(plain(problem));
  }
}

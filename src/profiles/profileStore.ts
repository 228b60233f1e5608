import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import * as z from 'zod';
import { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import { storedKeysSchema, type StoredKeys } from './keys/keyRecipe';
import { Listeners } from './listeners';
import { profileSchema, type Profile } from './profile';
import type { ProfileRecords } from './profileRecords';

const SECRET_PREFIX = 'clusterdeck.profile.';

/** The profile's when they were stored: keys of before are of no use. */
const versionSchema = z.object({ keysVersion: z.number().optional() });
const proxySchema = z.object({ proxyPassword: z.string().optional() });
const namedSchema = z.object({ name: z.string() });

/** What of VS Code's storage the store needs. */
export interface ProfileStorage {
  readonly records: ProfileRecords;
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>;
  /** Whether a window sees secrets that another one stores only after a reload, as in a browser. */
  readonly secretsAreLate?: boolean;
  /** Told of a stored entry that cannot be read, once each. */
  report(problem: Text): void;
}

/**
 * The cloud profiles of this VS Code. What is not secret is read anew each time, because other windows write it too;
 * keys are read when first used, then kept until they change in any window.
 */
export class ProfileStore {
  readonly #storage: ProfileStorage;
  readonly #credentials = new Map<string, Promise<StoredKeys>>();
  readonly #proxyPasswords = new Map<string, Promise<string | undefined>>();
  readonly #reported = new Set<string>();
  readonly #changed = new Listeners<{ readonly id: string; readonly credentials: boolean }>();
  readonly #subscriptions: { dispose(): void }[];
  /** As last told or written here, by id: what differs from it another window has changed. Unset until somebody asked. */
  #seen: ReadonlyMap<string, Profile> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(storage: ProfileStorage) {
    this.#storage = storage;
    this.#subscriptions = [
      storage.secrets.onDidChange(({ key }) => {
        if (!key.startsWith(SECRET_PREFIX)) return;
        const id = key.slice(SECRET_PREFIX.length);
        this.#forget(id);
        this.#changed.fire({ id, credentials: true });
      }),
    ];
  }

  /** After a profile was saved or removed, or its keys changed (also in another window). */
  readonly onDidChange = this.#changed.event;

  /** In the order they were added. */
  list(): readonly Profile[] {
    const profiles = this.#read();
    if (!this.#seen) {
      // From here on somebody shows them. A window that starts reads nothing.
      this.#seen = byId(profiles);
      this.#subscriptions.push(this.#storage.records.onDidChange(() => this.check()));
    }
    return profiles;
  }

  #read(): readonly Profile[] {
    return this.#storage.records.all().flatMap(({ id, value }) => {
      const read = profileSchema.safeParse(value);
      if (read.success && read.data.id === id) return read.data;
      this.#report(id, value, read.error);
      return [];
    });
  }

  get(id: string): Profile | undefined {
    return this.list().find((profile) => profile.id === id);
  }

  /**
   * Adds or replaces. With no `credentials` the stored ones stay, and so does the proxy's password where none is given;
   * an empty one is deleted. Rejects when VS Code cannot store; profile and keys are then as they were.
   */
  save(profile: Profile, credentials?: StoredKeys, proxyPassword?: string): Promise<void> {
    return this.#inTurn(async () => {
      const former = this.get(profile.id);
      const isNewSecret = credentials !== undefined || proxyPassword !== undefined;
      const keysVersion = (former?.keysVersion ?? 0) + (isNewSecret ? 1 : 0);
      const kept = profileSchema.parse({ ...profile, keysVersion });
      // The secret first: a profile without one is of no use.
      const secret = { credentials, proxyPassword, keysVersion };
      const putBack = isNewSecret && (await this.#replaceSecret(profile.id, secret));
      try {
        await this.#storage.records.write(profile.id, kept);
      } catch (error) {
        if (putBack) await putBack();
        throw error;
      }
      this.#seen = new Map([...(this.#seen ?? []), [profile.id, kept]]);
      this.#changed.fire({ id: profile.id, credentials: isNewSecret || isOtherWay(former, kept) });
    });
  }

  /**
   * Forgets the profile and deletes its keys here. They stay valid at the cloud. Rejects with CloudError `credentials`
   * when the keys cannot be deleted; the profile then stays, for without it nobody could delete them.
   */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#forget(id);
      await this.#deleteSecret(id);
      await this.#storage.records.remove(id);
      this.#seen = new Map([...(this.#seen ?? [])].filter(([each]) => each !== id));
      this.#changed.fire({ id, credentials: true });
    });
  }

  /** Looks for what other windows have changed, and tells it. */
  check(): void {
    const before = this.#seen;
    if (!before) return;
    const now = (this.#seen = byId(this.#read()));
    for (const id of new Set([...before.keys(), ...now.keys()])) {
      const [old, fresh] = [before.get(id), now.get(id)];
      if (isDeepStrictEqual(old, fresh)) continue;
      const credentials = old?.keysVersion !== fresh?.keysVersion || isOtherWay(old, fresh);
      // VS Code tells of a secret that another window has changed, but not every host of it does.
      if (credentials) this.#forget(id);
      this.#changed.fire({ id, credentials });
    }
  }

  /** The keys, or how to get them. Rejects with CloudError `credentials` when they are not there or cannot be read. */
  credentials(id: string): Promise<StoredKeys> {
    const known = this.#credentials.get(id);
    if (known) return known;
    const reading = this.#readKeys(id);
    this.#credentials.set(id, reading);
    reading.catch(() => {
      if (this.#credentials.get(id) === reading) this.#credentials.delete(id);
    });
    return reading;
  }

  /** Of the profile's own proxy; undefined where there is none. Rejects where the secret storage does not answer. */
  proxyPassword(id: string): Promise<string | undefined> {
    const known = this.#proxyPasswords.get(id);
    if (known) return known;
    const reading = Promise.resolve(this.#storage.secrets.get(SECRET_PREFIX + id)).then(
      (stored) => proxySchema.safeParse(parsed(stored)).data?.proxyPassword,
    );
    this.#proxyPasswords.set(id, reading);
    reading.catch(() => {
      if (this.#proxyPasswords.get(id) === reading) this.#proxyPasswords.delete(id);
    });
    return reading;
  }

  #forget(id: string): void {
    this.#credentials.delete(id);
    this.#proxyPasswords.delete(id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  /** Stores new keys, a new password of the proxy, or both. Gives what puts back those before, or none where there were none. */
  async #replaceSecret(
    id: string,
    { credentials, proxyPassword, keysVersion }: NewSecret,
  ): Promise<() => Thenable<void>> {
    const { secrets } = this.#storage;
    const key = SECRET_PREFIX + id;
    const given = credentials && storedKeysSchema.parse(credentials);
    // What cannot be read is of no use to anybody, and must not keep a person from entering the keys again.
    const former = this.get(id) && (await Promise.resolve(secrets.get(key)).catch(() => undefined));
    this.#forget(id);
    const { proxyPassword: stored, ...keys } = secretParts(former);
    const password = proxyPassword ?? stored;
    await secrets.store(
      key,
      JSON.stringify({ ...(given ?? keys), keysVersion, ...(password ? { proxyPassword: password } : {}) }),
    );
    return () => (former === undefined ? secrets.delete(key) : secrets.store(key, former));
  }

  async #deleteSecret(id: string): Promise<void> {
    try {
      await this.#storage.secrets.delete(SECRET_PREFIX + id);
    } catch {
      const explanation = text(
        'The secret storage of VS Code did not delete the key of profile {profile}, so the profile stays.',
        { profile: this.get(id)?.name ?? id },
      );
      throw lost(explanation, text('Unlock the keyring of this computer, then try again.'));
    }
  }

  async #readKeys(id: string): Promise<StoredKeys> {
    const profile = this.get(id);
    if (!profile)
      throw new CloudError({
        kind: 'profileGone',
        explanation: text('The profile is no longer there.'),
        advice: text('Add it again.'),
      });
    const advice = this.#storage.secretsAreLate
      ? text('Update its credentials; where another window has stored them since, reload this window.')
      : text('Update its credentials.');
    let stored: string | undefined;
    try {
      stored = await this.#storage.secrets.get(SECRET_PREFIX + id);
    } catch {
      const explanation = text('The secret storage of VS Code did not give the key of profile {profile}.', {
        profile: profile.name,
      });
      throw lost(explanation, text('Unlock the keyring of this computer, then try again.'));
    }
    const read = storedKeysSchema.safeParse(parsed(stored));
    // Of a window that has not heard yet of the keys that another one has stored, maybe of another account.
    const { keysVersion = Infinity } = versionSchema.safeParse(parsed(stored)).data ?? {};
    if (read.success && keysVersion >= (profile.keysVersion ?? 0)) return read.data;
    throw lost(
      text('The key of profile {profile} is not in the secret storage of VS Code.', {
        profile: profile.name,
      }),
      advice,
    );
  }

  /** An entry that cannot be read stays as it is: a newer version may have written it. */
  #report(id: string, value: unknown, error: z.ZodError | undefined): void {
    if (this.#reported.has(id)) return;
    this.#reported.add(id);
    const name = namedSchema.safeParse(value).data?.name.slice(0, 60) ?? id;
    const field = error?.issues[0]?.path.join('.') || 'entry';
    this.#storage.report(
      text('The stored profile {name} cannot be read ({field}) and is left out.', { name, field }),
    );
  }

  /** One write after the other: each one reads what the one before has left. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined);
    return turn;
  }
}

const byId = (profiles: readonly Profile[]): ReadonlyMap<string, Profile> =>
  new Map(profiles.map((profile) => [profile.id, profile]));

interface NewSecret {
  readonly credentials: StoredKeys | undefined;
  readonly proxyPassword: string | undefined;
  readonly keysVersion: number;
}

/** Whether the one's client is of no use for the other: it goes over another network, or there is none. */
const isOtherWay = (former: Profile | undefined, now: Profile | undefined): boolean =>
  !former || !now || !isDeepStrictEqual(former.network, now.network);

const lost = (explanation: Text, advice: Text) =>
  new CloudError({ kind: 'credentials', explanation, advice });

function parsed(stored: string | undefined): unknown {
  try {
    return JSON.parse(stored ?? 'null');
  } catch {
    return undefined;
  }
}

/** The stored secret as it is; nothing where it is none. */
const secretParts = (stored: string | undefined): { readonly proxyPassword?: unknown } => {
  const parts = parsed(stored);
  return parts instanceof Object ? parts : {};
};

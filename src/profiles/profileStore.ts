import type * as vscode from 'vscode';
import * as z from 'zod';
import type { AccessKey } from '../clouds/accessKey';
import { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import { Listeners } from './listeners';
import { profileSchema, type Profile } from './profile';

const STATE_KEY = 'clusterdeck.profiles';
const SECRET_PREFIX = 'clusterdeck.profile.';

const secretSchema = z.object({
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  securityToken: z.string().min(1).optional(),
});

const proxySchema = z.object({ proxyPassword: z.string().optional() });
const namedSchema = z.object({ name: z.string() });

/** What of VS Code's storage the store needs. */
export interface ProfileStorage {
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>;
  /** Told of a stored entry that cannot be read, once each. */
  report(problem: Text): void;
}

/**
 * The cloud profiles of this VS Code. What is not secret is read anew each time, because other windows write it too;
 * keys are read when first used, then kept until they change in any window.
 */
export class ProfileStore {
  readonly #storage: ProfileStorage;
  readonly #credentials = new Map<string, Promise<AccessKey>>();
  readonly #proxyPasswords = new Map<string, Promise<string | undefined>>();
  readonly #reported = new Set<string>();
  readonly #changed = new Listeners<{ readonly id: string; readonly credentials: boolean }>();
  readonly #subscription: { dispose(): void };
  #writing: Promise<unknown> = Promise.resolve();

  constructor(storage: ProfileStorage) {
    this.#storage = storage;
    this.#subscription = storage.secrets.onDidChange(({ key }) => {
      if (!key.startsWith(SECRET_PREFIX)) return;
      const id = key.slice(SECRET_PREFIX.length);
      this.#forget(id);
      this.#changed.fire({ id, credentials: true });
    });
  }

  /** After a profile was saved or removed, or its keys changed (also in another window). */
  readonly onDidChange = this.#changed.event;

  /** In the order they were added. */
  list(): readonly Profile[] {
    return this.#entries().flatMap(({ profile }) => profile ?? []);
  }

  get(id: string): Profile | undefined {
    return this.list().find((profile) => profile.id === id);
  }

  /**
   * Adds or replaces. With no `credentials` the stored ones stay, and so does the proxy's password where none is given;
   * an empty one is deleted. Rejects when VS Code cannot store; profile and keys are then as they were.
   */
  save(profile: Profile, credentials?: AccessKey, proxyPassword?: string): Promise<void> {
    return this.#inTurn(async () => {
      const former = this.get(profile.id);
      const known = former !== undefined;
      const kept = profileSchema.parse(profile);
      const isNewSecret = credentials !== undefined || proxyPassword !== undefined;
      // The secret first: a profile without one is of no use.
      const putBack = isNewSecret && (await this.#replaceSecret(profile.id, credentials, proxyPassword));
      try {
        await this.#update((raw, old) => (old?.id === profile.id ? kept : raw), known ? [] : [kept]);
      } catch (error) {
        if (putBack) await putBack();
        throw error;
      }
      const isNewWay = JSON.stringify(former?.network) !== JSON.stringify(kept.network);
      this.#changed.fire({ id: profile.id, credentials: isNewSecret || isNewWay });
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
      await this.#update((raw, old) => (old?.id === id ? undefined : raw), []);
      this.#changed.fire({ id, credentials: true });
    });
  }

  /** Rejects with CloudError `credentials` when they are not there or cannot be read. */
  credentials(id: string): Promise<AccessKey> {
    const known = this.#credentials.get(id);
    if (known) return known;
    const reading = this.#read(id);
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
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Stores new keys, a new password of the proxy, or both. Gives what puts back those before, or none where there were none. */
  async #replaceSecret(
    id: string,
    credentials: AccessKey | undefined,
    proxyPassword: string | undefined,
  ): Promise<() => Thenable<void>> {
    const { secrets } = this.#storage;
    const key = SECRET_PREFIX + id;
    const given = credentials && secretSchema.parse(credentials);
    // What cannot be read is of no use to anybody, and must not keep a person from entering the keys again.
    const former = this.get(id) && (await Promise.resolve(secrets.get(key)).catch(() => undefined));
    this.#forget(id);
    const { proxyPassword: stored, ...keys } = secretParts(former);
    const password = proxyPassword ?? stored;
    await secrets.store(
      key,
      JSON.stringify({ ...(given ?? keys), ...(password ? { proxyPassword: password } : {}) }),
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

  async #read(id: string): Promise<AccessKey> {
    const profile = this.get(id);
    if (!profile)
      throw new CloudError({
        kind: 'profileGone',
        explanation: text('The profile is no longer there.'),
        advice: text('Add it again.'),
      });
    const advice = text('Update its credentials.');
    let stored: string | undefined;
    try {
      stored = await this.#storage.secrets.get(SECRET_PREFIX + id);
    } catch {
      const explanation = text('The secret storage of VS Code did not give the key of profile {profile}.', {
        profile: profile.name,
      });
      throw lost(explanation, text('Unlock the keyring of this computer, then try again.'));
    }
    const read = secretSchema.safeParse(parsed(stored));
    if (read.success) return withoutUndefined(read.data);
    throw lost(
      text('The key of profile {profile} is not in the secret storage of VS Code.', {
        profile: profile.name,
      }),
      advice,
    );
  }

  #entries(): { readonly raw: unknown; readonly profile: Profile | undefined }[] {
    const stored = this.#storage.state.get<unknown>(STATE_KEY) ?? [];
    return (Array.isArray(stored) ? (stored as unknown[]) : [stored]).map((raw) => {
      const read = profileSchema.safeParse(raw);
      if (!read.success) this.#report(raw, read.error);
      return { raw, profile: read.data };
    });
  }

  #report(raw: unknown, error: z.ZodError): void {
    const name = namedSchema.safeParse(raw).data?.name.slice(0, 60) ?? '?';
    const field = error.issues[0]?.path.join('.') || 'entry';
    if (this.#reported.has(`${name}/${field}`)) return;
    this.#reported.add(`${name}/${field}`);
    this.#storage.report(
      text('The stored profile {name} cannot be read ({field}) and is left out.', { name, field }),
    );
  }

  /** Entries that cannot be read are kept as they are: a newer version may have written them. */
  async #update(
    change: (raw: unknown, profile: Profile | undefined) => unknown,
    more: readonly Profile[],
  ): Promise<void> {
    const kept = this.#entries().flatMap(({ raw, profile }) => change(raw, profile) ?? []);
    await this.#storage.state.update(STATE_KEY, [...kept, ...more]);
  }

  /** One write after the other: each one reads what the one before has left. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined);
    return turn;
  }
}

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

function withoutUndefined({ securityToken, ...keys }: z.infer<typeof secretSchema>): AccessKey {
  return securityToken === undefined ? keys : { ...keys, securityToken };
}

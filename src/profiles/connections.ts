import { createAlibabaClient } from '../clouds/alibaba/alibabaClient';
import { createHuaweiClient, type HuaweiClient, type HuaweiClientDeps } from '../clouds/huawei/huaweiClient';
import type { ClientDeps } from '../clouds/client';
import type { CloudClient } from '../clouds/cloudClient';
import type { Estate } from '../inventory/estate';
import type { LastTrees } from '../inventory/lastTrees';
import { createProductEstate } from '../inventory/productEstate';
import { readerOf } from '../inventory/readers';
import type { CloudId, ProductId } from '../inventory/target';
import type { KeyMachineParts } from './keys/keyMachineParts';
import type { KeyRecipe, StoredKeys } from './keys/keyRecipe';
import { openKeys, type OpenedKeys } from './keys/openKeys';
import { ProbedKeys } from './keys/probedKeys';
import { ProfileKeys, type KeyTimes } from './keys/profileKeys';
import { Listeners } from './listeners';
import type { Profile } from './profile';
import { profileTransport, type NetworkOfProfile, type Transports } from './profileTransport';
import type { ProfileStore } from './profileStore';
import type { SampleCloudProcess } from './sampleCloudProcess';

export interface ConnectionsDeps
  extends Pick<ClientDeps, 'clock' | 'random' | 'nonce' | 'log' | 'ruling'>, Transports {
  readonly profiles: Pick<ProfileStore, 'get' | 'credentials' | 'proxyPassword' | 'onDidChange'>;
  readonly sampleCloud: Pick<SampleCloudProcess, 'origin'>;
  /** In which clouds that can choose word their errors. */
  readonly language: HuaweiClientDeps['language'];
  /** Where keys are got that are not stored. */
  readonly keyMachine: Omit<KeyMachineParts, 'clock'>;
  /** What branches show until they are read. Forgotten with the keys of a profile. */
  readonly lastTrees?: Pick<LastTrees, 'of' | 'forget'>;
}

/** With `key` where the cloud locks keys that fail: then nothing is sent after a failure until `tryAgain()`. */
export type ProfileClient = CloudClient & Partial<Pick<HuaweiClient, 'key'>>;

/** How a profile reaches its cloud. */
type Way = Pick<ClientDeps, 'transport' | 'network'>;

interface Connection {
  readonly name: string;
  readonly client: ProfileClient;
  readonly keys: ProfileKeys;
  readonly estates: Map<ProductId, Estate>;
}

/**
 * One client a profile, and one estate a product of it, made when first asked for. All are dropped when its name, keys or network change or it
 * goes, so that what still is on its way for the old account is never shown for the new one.
 */
export class Connections {
  readonly #deps: ConnectionsDeps;
  readonly #connections = new Map<string, Connection>();
  readonly #dropped = new Listeners<string>();
  readonly #keysChanged = new Listeners<string>();
  readonly #probed = new ProbedKeys();
  readonly #subscription: { dispose(): void };

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
    this.#subscription = deps.profiles.onDidChange(({ id, credentials }) => {
      if (credentials) void deps.lastTrees?.forget(id);
      const connection = this.#connections.get(id);
      if (connection && (credentials || deps.profiles.get(id)?.name !== connection.name)) this.#drop(id);
    });
  }

  /** Called with the id of a profile whose client and estates are of no use any more. */
  readonly onDidDrop = this.#dropped.event;

  /** Called with the id of a profile that has got new keys, or could not. */
  readonly onDidChangeKeys = this.#keysChanged.event;

  /** How long the keys of a profile are good for; undefined where they are not renewed, or were not needed yet. */
  keyTimes(profileId: string): KeyTimes | undefined {
    return this.#connections.get(profileId)?.keys.times;
  }

  /** Calls fail with a CloudError `credentials` where the profile does not exist. */
  client(profileId: string): ProfileClient {
    return this.#connection(profileId).client;
  }

  /** A person wants the keys tried again that the cloud did not accept; nothing is sent with such keys by itself. */
  tryAgain(profileId: string): void {
    const { client, keys } = this.#connection(profileId);
    client.key?.tryAgain();
    keys.tryAgain();
  }

  estate(profileId: string, product: ProductId): Estate {
    const { client, estates } = this.#connection(profileId);
    const known = estates.get(product);
    if (known) return known;
    const { profiles, clock, lastTrees } = this.#deps;
    const reader = readerOf(product);
    const estate = createProductEstate({
      client,
      reader,
      regions: () => profiles.get(profileId)?.regions ?? [],
      now: () => clock.now(),
      ...(lastTrees ? { last: lastTrees.of(profileId, reader) } : {}),
    });
    estates.set(product, estate);
    return estate;
  }

  /** A client for keys that are not stored yet. It reads only, and each read once where failures lock a key. */
  probe(
    profile: Pick<Profile, 'name' | 'sample' | 'cloud' | 'network'>,
    stored: StoredKeys,
    proxyPassword?: string,
  ): ProfileClient {
    const way = this.#network({
      network: () => profile.network,
      proxyPassword: () => Promise.resolve(proxyPassword),
    });
    const keys = new ProfileKeys({
      read: () => Promise.resolve(stored),
      open: (recipe) =>
        this.#probed.keep([recipe, profile.sample, profile.network, proxyPassword], () =>
          this.#openKeys(recipe, profile, way),
        ),
    });
    return this.#newClient(profile.cloud, {
      profileName: profile.name,
      credentials: (signal) => keys.credentials(signal),
      renewal: keys,
      readOnly: () => true,
      origin: this.#origin(profile.sample),
      ...way,
      ...(profile.cloud === 'huawei' ? { readRepeats: 0 } : {}),
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const id of [...this.#connections.keys()]) this.#drop(id);
    this.#probed.dispose();
    this.#keysChanged.dispose();
    this.#dropped.dispose();
  }

  #connection(profileId: string): Connection {
    const known = this.#connections.get(profileId);
    if (known) return known;
    const { profiles } = this.#deps;
    const profile = profiles.get(profileId);
    const name = profile?.name ?? profileId;
    const sample = profile?.sample ?? false;
    const way = this.#network({
      network: () => profiles.get(profileId)?.network,
      proxyPassword: () => profiles.proxyPassword(profileId),
    });
    const keys = new ProfileKeys({
      read: () => profiles.credentials(profileId),
      open: (recipe) =>
        this.#probed.take([recipe, sample, profiles.get(profileId)?.network, undefined]) ??
        this.#openKeys(recipe, { name, sample }, way),
    });
    keys.onDidChange(() => this.#keysChanged.fire(profileId));
    const client = this.#newClient(profile?.cloud ?? 'alibaba', {
      profileName: name,
      credentials: (signal) => keys.credentials(signal),
      renewal: keys,
      // Read each time: it may have been made read-only in another window. A profile that is gone changes nothing.
      readOnly: () => (profiles.get(profileId)?.safety ?? 'read-only') === 'read-only',
      origin: this.#origin(sample),
      ...way,
    });
    const connection = { name, client, keys, estates: new Map<ProductId, Estate>() };
    if (profile) this.#connections.set(profileId, connection);
    return connection;
  }

  #newClient(
    cloud: CloudId,
    own: Pick<
      ClientDeps,
      | 'profileName'
      | 'credentials'
      | 'renewal'
      | 'readOnly'
      | 'origin'
      | 'transport'
      | 'network'
      | 'readRepeats'
    >,
  ): ProfileClient {
    const deps = { ...this.#deps, ...own };
    if (cloud === 'alibaba') return createAlibabaClient(deps);
    // The safety policy is that of Alibaba Cloud's command line.
    const { ruling: _, ...rest } = deps;
    return createHuaweiClient(rest);
  }

  #openKeys(recipe: KeyRecipe, { name, sample }: Pick<Profile, 'name' | 'sample'>, way: Way): OpenedKeys {
    const { keyMachine, clock } = this.#deps;
    return openKeys(recipe, {
      machine: { ...keyMachine, clock },
      transport: way.transport,
      profileName: name,
      sts: (keys) =>
        this.#newClient('alibaba', {
          profileName: name,
          credentials: (signal) => keys.key(signal),
          renewal: keys,
          readOnly: () => true,
          origin: this.#origin(sample),
          ...way,
        }),
    });
  }

  #network(of: NetworkOfProfile): Way {
    return { network: () => of.network(), transport: profileTransport(this.#deps, of) };
  }

  #origin(sample: boolean): (host: string) => Promise<string> {
    const { sampleCloud } = this.#deps;
    return sample ? (host) => sampleCloud.origin(host) : (host) => Promise.resolve(`https://${host}`);
  }

  #drop(profileId: string): void {
    const connection = this.#connections.get(profileId);
    for (const estate of connection?.estates.values() ?? []) estate.dispose();
    connection?.keys.dispose();
    this.#connections.delete(profileId);
    this.#dropped.fire(profileId);
  }
}

import type { AccessKey } from '../clouds/accessKey';
import { createAlibabaClient } from '../clouds/alibaba/alibabaClient';
import { createHuaweiClient, type HuaweiClient, type HuaweiClientDeps } from '../clouds/huawei/huaweiClient';
import type { ClientDeps } from '../clouds/client';
import type { CloudClient } from '../clouds/cloudClient';
import type { Estate } from '../inventory/estate';
import { createProductEstate } from '../inventory/productEstate';
import { readerOf } from '../inventory/readers';
import type { CloudId, ProductId } from '../inventory/target';
import { Listeners } from './listeners';
import type { Profile } from './profile';
import { profileTransport, type NetworkOfProfile, type Transports } from './profileTransport';
import type { ProfileStore } from './profileStore';
import type { SampleCloudProcess } from './sampleCloudProcess';

export interface ConnectionsDeps extends Pick<ClientDeps, 'clock' | 'random' | 'nonce' | 'log'>, Transports {
  readonly profiles: Pick<ProfileStore, 'get' | 'credentials' | 'proxyPassword' | 'onDidChange'>;
  readonly sampleCloud: Pick<SampleCloudProcess, 'origin'>;
  /** In which clouds that can choose word their errors. */
  readonly language: HuaweiClientDeps['language'];
}

/** With `key` where the cloud locks keys that fail: then nothing is sent after a failure until `tryAgain()`. */
export type ProfileClient = CloudClient & Partial<Pick<HuaweiClient, 'key'>>;

interface Connection {
  readonly name: string;
  readonly client: ProfileClient;
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
  readonly #subscription: { dispose(): void };

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
    this.#subscription = deps.profiles.onDidChange(({ id, credentials }) => {
      const connection = this.#connections.get(id);
      if (connection && (credentials || deps.profiles.get(id)?.name !== connection.name)) this.#drop(id);
    });
  }

  /** Called with the id of a profile whose client and estates are of no use any more. */
  readonly onDidDrop = this.#dropped.event;

  /** Calls fail with a CloudError `credentials` where the profile does not exist. */
  client(profileId: string): ProfileClient {
    return this.#connection(profileId).client;
  }

  /** A person wants the keys tried again that the cloud did not accept; nothing is sent with such keys by itself. */
  tryAgain(profileId: string): void {
    this.#connection(profileId).client.key?.tryAgain();
  }

  estate(profileId: string, product: ProductId): Estate {
    const { client, estates } = this.#connection(profileId);
    const known = estates.get(product);
    if (known) return known;
    const { profiles, clock } = this.#deps;
    const regions = () => profiles.get(profileId)?.regions ?? [];
    const estate = createProductEstate({
      client,
      reader: readerOf(product),
      regions,
      now: () => clock.now(),
    });
    estates.set(product, estate);
    return estate;
  }

  /** A client for keys that are not stored yet. It reads only, and each read once where failures lock a key. */
  probe(
    profile: Pick<Profile, 'name' | 'sample' | 'cloud' | 'network'>,
    credentials: AccessKey,
    proxyPassword?: string,
  ): ProfileClient {
    return this.#newClient(profile.cloud, {
      profileName: profile.name,
      credentials: () => Promise.resolve(credentials),
      readOnly: () => true,
      origin: this.#origin(profile.sample),
      ...this.#network({
        network: () => profile.network,
        proxyPassword: () => Promise.resolve(proxyPassword),
      }),
      ...(profile.cloud === 'huawei' ? { readRepeats: 0 } : {}),
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const id of [...this.#connections.keys()]) this.#drop(id);
    this.#dropped.dispose();
  }

  #connection(profileId: string): Connection {
    const known = this.#connections.get(profileId);
    if (known) return known;
    const { profiles } = this.#deps;
    const profile = profiles.get(profileId);
    const name = profile?.name ?? profileId;
    const client = this.#newClient(profile?.cloud ?? 'alibaba', {
      profileName: name,
      credentials: () => profiles.credentials(profileId),
      // Read each time: it may have been made read-only in another window. A profile that is gone changes nothing.
      readOnly: () => (profiles.get(profileId)?.safety ?? 'read-only') === 'read-only',
      origin: this.#origin(profile?.sample ?? false),
      ...this.#network({
        network: () => profiles.get(profileId)?.network,
        proxyPassword: () => profiles.proxyPassword(profileId),
      }),
    });
    const connection = { name, client, estates: new Map<ProductId, Estate>() };
    if (profile) this.#connections.set(profileId, connection);
    return connection;
  }

  #newClient(
    cloud: CloudId,
    own: Pick<
      ClientDeps,
      'profileName' | 'credentials' | 'readOnly' | 'origin' | 'transport' | 'network' | 'readRepeats'
    >,
  ): ProfileClient {
    const deps = { ...this.#deps, ...own };
    return cloud === 'huawei' ? createHuaweiClient(deps) : createAlibabaClient(deps);
  }

  #network(of: NetworkOfProfile): Pick<ClientDeps, 'transport' | 'network'> {
    return { network: () => of.network(), transport: profileTransport(this.#deps, of) };
  }

  #origin(sample: boolean): (host: string) => Promise<string> {
    const { sampleCloud } = this.#deps;
    return sample ? (host) => sampleCloud.origin(host) : (host) => Promise.resolve(`https://${host}`);
  }

  #drop(profileId: string): void {
    for (const estate of this.#connections.get(profileId)?.estates.values() ?? []) estate.dispose();
    this.#connections.delete(profileId);
    this.#dropped.fire(profileId);
  }
}

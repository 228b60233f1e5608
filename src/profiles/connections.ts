import type { AlibabaCredentials } from '../clouds/alibaba/credentials';
import { createAlibabaClient, type AlibabaClientDeps } from '../clouds/alibaba/alibabaClient';
import type { CloudClient } from '../clouds/cloudClient';
import type { Estate } from '../inventory/estate';
import { createPolardbEstate } from '../inventory/polardbEstate';
import { Listeners } from './listeners';
import type { Profile } from './profile';
import type { ProfileStore } from './profileStore';
import type { SampleCloudProcess } from './sampleCloudProcess';

export interface ConnectionsDeps extends Pick<
  AlibabaClientDeps,
  'transport' | 'clock' | 'random' | 'nonce' | 'log'
> {
  readonly profiles: Pick<ProfileStore, 'get' | 'credentials' | 'onDidChange'>;
  readonly sampleCloud: Pick<SampleCloudProcess, 'origin'>;
}

interface Connection {
  readonly name: string;
  readonly client: CloudClient;
  readonly estate: Estate;
}

/**
 * One client and one estate a profile, made when first asked for. Both are dropped when its name or keys change or it
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

  /** Called with the id of a profile whose client and estate are of no use any more. */
  readonly onDidDrop = this.#dropped.event;

  /** Calls fail with a CloudError `credentials` where the profile does not exist. */
  client(profileId: string): CloudClient {
    return this.#connection(profileId).client;
  }

  estate(profileId: string): Estate {
    return this.#connection(profileId).estate;
  }

  /** A client for keys that are not stored yet. It reads only. */
  probe(profile: Pick<Profile, 'name' | 'sample'>, credentials: AlibabaCredentials): CloudClient {
    return createAlibabaClient({
      ...this.#deps,
      profileName: profile.name,
      credentials: () => Promise.resolve(credentials),
      readOnly: () => true,
      origin: this.#origin(profile.sample),
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
    const client = createAlibabaClient({
      ...this.#deps,
      profileName: name,
      credentials: () => profiles.credentials(profileId),
      // Read each time: it may have been made read-only in another window. A profile that is gone changes nothing.
      readOnly: () => (profiles.get(profileId)?.safety ?? 'read-only') === 'read-only',
      origin: this.#origin(profile?.sample ?? false),
    });
    const regions = () => profiles.get(profileId)?.regions ?? [];
    const { clock } = this.#deps;
    const connection = {
      name,
      client,
      estate: createPolardbEstate({ client, regions, now: () => clock.now() }),
    };
    if (profile) this.#connections.set(profileId, connection);
    return connection;
  }

  #origin(sample: boolean): (host: string) => Promise<string> {
    const { sampleCloud } = this.#deps;
    return sample ? (host) => sampleCloud.origin(host) : (host) => Promise.resolve(`https://${host}`);
  }

  #drop(profileId: string): void {
    this.#connections.get(profileId)?.estate.dispose();
    this.#connections.delete(profileId);
    this.#dropped.fire(profileId);
  }
}

import type { AccessKey } from '../clouds/accessKey';
import type { Profile, Safety } from './profile';
import type { ProfileCloud, RegionOffer, Site } from './profileCloud';
import { profileCloudOf } from './profileClouds';

export type TextField = 'name' | 'accessKeyId' | 'accessKeySecret' | 'securityToken';

/** What the steps have brought so far. Secret and token are empty where the stored ones are to stay. */
export class ProfileDraft {
  name = '';
  accessKeyId = '';
  accessKeySecret = '';
  securityToken = '';
  /** Undefined until they were chosen. */
  regions: readonly string[] | undefined;
  /** What verifying the keys told of them. */
  offer: RegionOffer | undefined;
  safety: Safety = 'normal';
  identity: Profile['identity'];
  #cloud: ProfileCloud | undefined;
  #site: Site | undefined;

  /** With a profile: filled in from it. `stored` are its keys, where they could be read. */
  constructor(
    readonly profile?: Profile,
    private readonly stored?: AccessKey,
  ) {
    this.accessKeyId = stored?.accessKeyId ?? '';
    if (!profile) return;
    this.name = profile.name;
    this.regions = profile.regions;
    this.safety = profile.safety;
    this.identity = profile.identity;
    this.#cloud = profileCloudOf(profile.cloud);
    this.#site = profile.site;
  }

  /** Undefined until it was chosen. */
  get cloud(): ProfileCloud | undefined {
    return this.#cloud;
  }

  /** Another cloud has other keys and regions; the name still holds. */
  chooseCloud(cloud: ProfileCloud): void {
    if (cloud === this.#cloud) return;
    this.#cloud = cloud;
    this.accessKeyId = this.accessKeySecret = this.securityToken = '';
    this.#chooseSite(undefined);
  }

  get site(): Site | undefined {
    return this.#site;
  }

  /** Another site has other accounts and regions. What was typed of the keys stays: the site may have been the slip. */
  chooseSite(site: Site): void {
    if (site !== this.#site) this.#chooseSite(site);
  }

  #chooseSite(site: Site | undefined): void {
    this.#site = site;
    this.offer = this.identity = undefined;
    this.regions = site === this.profile?.site ? this.profile?.regions : undefined;
  }

  get isSample(): boolean {
    return this.profile?.sample ?? false;
  }

  /** Whether the stored secret belongs to the key id asked for now. */
  get mayKeepSecret(): boolean {
    return this.stored !== undefined && this.stored.accessKeyId === this.accessKeyId;
  }

  /** Whether the stored keys stay as they are, given this token. */
  keepsKeys(token = this.securityToken): boolean {
    return this.mayKeepSecret && this.accessKeySecret === '' && token.trim() === '';
  }

  /** Whether the cloud has accepted these keys before, where they are to be used now. */
  isVerified(token: string): boolean {
    return this.keepsKeys(token) && this.#site === this.profile?.site;
  }

  credentials(token = this.securityToken): AccessKey {
    if (this.stored && this.keepsKeys(token)) return this.stored;
    const { accessKeyId } = this;
    const accessKeySecret = this.accessKeySecret || (this.stored?.accessKeySecret ?? '');
    const securityToken = token.trim();
    return { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) };
  }

  /** Throws where no cloud was chosen. */
  toProfile(newId: () => string): Profile {
    const { profile, name, regions = [], safety, identity, site, isSample: sample } = this;
    const { id: cloud } = this.chosenCloud();
    const id = profile?.id ?? newId();
    return {
      id,
      name,
      cloud,
      ...(site ? { site } : {}),
      regions: [...regions],
      safety,
      sample,
      ...(identity ? { identity } : {}),
    };
  }

  chosenCloud(): ProfileCloud {
    if (!this.#cloud) throw new Error('A profile is asked for its cloud first.');
    return this.#cloud;
  }
}

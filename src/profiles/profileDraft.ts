import type { AccessKey } from '../clouds/accessKey';
import type { UsableKeys } from './importers/foundKeys';
import { isRecipe, type KeyRecipe, type StoredKeys } from './keys/keyRecipe';
import { NetworkDraft } from './networkDraft';
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
  /** How keys are to be got that are not typed: then there is no key id, no secret and no token. */
  recipe: KeyRecipe | undefined;
  /** Undefined until they were chosen. */
  regions: readonly string[] | undefined;
  /** What verifying the keys told of them. */
  offer: RegionOffer | undefined;
  safety: Safety = 'normal';
  changeTicket: Profile['changeTicket'];
  identity: Profile['identity'];
  #cloud: ProfileCloud | undefined;
  #site: Site | undefined;
  #found: UsableKeys | undefined;
  /** The name that came with found keys, which gives way to that of others. */
  #foundName = '';

  readonly network: NetworkDraft;

  /**
   * With a profile: filled in from it. `stored` are its keys, or how they are got, and its proxy's password, where they
   * could be read.
   */
  constructor(
    readonly profile?: Profile,
    private readonly stored?: StoredKeys,
    proxyPassword?: string,
  ) {
    this.network = new NetworkDraft(profile?.network, proxyPassword);
    if (stored && isRecipe(stored)) this.recipe = stored;
    else this.accessKeyId = stored?.accessKeyId ?? '';
    if (!profile) return;
    this.name = profile.name;
    this.regions = profile.regions;
    this.safety = profile.safety;
    this.changeTicket = profile.changeTicket;
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
    this.#found = undefined;
    this.#clearKeys();
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
    this.regions = this.#firstRegions();
  }

  /** Those of the profile, where it is on this site, or the one that found keys are used in. */
  #firstRegions(): readonly string[] | undefined {
    if (this.profile) return this.#site === this.profile.site ? this.profile.regions : undefined;
    const region = this.#found?.region;
    return region === undefined ? undefined : [region];
  }

  /** The found keys that were taken over last. */
  get found(): UsableKeys | undefined {
    return this.#found;
  }

  /** Takes found keys over. A name that a person typed stays, and so do the regions when the same keys are taken again. */
  takeFound(found: UsableKeys, name: string): void {
    const taken = found.take();
    this.#clearKeys();
    if (isRecipe(taken)) this.recipe = taken;
    else {
      this.accessKeyId = taken.accessKeyId;
      this.accessKeySecret = taken.accessKeySecret;
      this.securityToken = taken.securityToken ?? '';
    }
    if (this.name === this.#foundName) this.name = this.#foundName = name;
    if (found === this.#found) return;
    this.#found = found;
    if (!this.profile) this.regions = this.#firstRegions();
  }

  /** Keys are to be typed: found ones that were taken over go, unless another secret was typed meanwhile. */
  forgetFound(): void {
    if (this.recipe) this.#clearKeys();
    const taken = this.#found?.take();
    if (!taken) return;
    if (!isRecipe(taken) && taken.accessKeySecret !== this.accessKeySecret) return;
    this.#clearKeys();
    if (this.name === this.#foundName) this.name = this.#foundName = '';
    this.#found = undefined;
    this.regions = this.#firstRegions();
  }

  #clearKeys(): void {
    this.accessKeyId = this.accessKeySecret = this.securityToken = '';
    this.recipe = undefined;
  }

  /** How the stored profile gets its keys, where it does. */
  get storedRecipe(): KeyRecipe | undefined {
    return this.stored && isRecipe(this.stored) ? this.stored : undefined;
  }

  /** Goes back to getting keys as the stored profile does. */
  keepRecipe(): void {
    this.#clearKeys();
    this.#found = undefined;
    this.recipe = this.storedRecipe;
  }

  get isSample(): boolean {
    return this.profile?.sample ?? false;
  }

  /** Whether the stored secret belongs to the key id asked for now. */
  get mayKeepSecret(): boolean {
    return this.#storedKey?.accessKeyId === this.accessKeyId;
  }

  /** Whether the stored keys stay as they are, given this token. */
  keepsKeys(token = this.securityToken): boolean {
    if (this.recipe) return this.recipe === this.storedRecipe;
    return this.mayKeepSecret && this.accessKeySecret === '' && token.trim() === '';
  }

  get #storedKey(): AccessKey | undefined {
    return this.stored && !isRecipe(this.stored) ? this.stored : undefined;
  }

  /** Whether the cloud has accepted these keys before, where and by what way they are to be used now. */
  isVerified(token: string): boolean {
    return this.keepsKeys(token) && this.#site === this.profile?.site && !this.network.isChanged;
  }

  credentials(token = this.securityToken): StoredKeys {
    if (this.recipe) return this.recipe;
    if (this.stored && this.keepsKeys(token)) return this.stored;
    const { accessKeyId } = this;
    const accessKeySecret = this.accessKeySecret || (this.#storedKey?.accessKeySecret ?? '');
    const securityToken = token.trim();
    return { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) };
  }

  /** Throws where no cloud was chosen. */
  toProfile(newId: () => string): Profile {
    const { profile, name, regions = [], safety, changeTicket, identity, site, isSample: sample } = this;
    const { id: cloud } = this.chosenCloud();
    const id = profile?.id ?? newId();
    const network = this.network.toNetwork();
    return {
      id,
      name,
      cloud,
      ...(site ? { site } : {}),
      regions: [...regions],
      safety,
      ...(changeTicket ? { changeTicket } : {}),
      sample,
      ...(network ? { network } : {}),
      ...(identity ? { identity } : {}),
    };
  }

  chosenCloud(): ProfileCloud {
    if (!this.#cloud) throw new Error('A profile is asked for its cloud first.');
    return this.#cloud;
  }
}

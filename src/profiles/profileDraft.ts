import type { AccessKey } from '../clouds/accessKey';
import type { Profile, Safety } from './profile';

export type TextField = 'name' | 'accessKeyId' | 'accessKeySecret' | 'securityToken';

/** What the steps have brought so far. Secret and token are empty where the stored ones are to stay. */
export class ProfileDraft {
  name = '';
  accessKeyId = '';
  accessKeySecret = '';
  securityToken = '';
  /** Undefined until they were chosen. */
  regions: readonly string[] | undefined;
  safety: Safety = 'normal';
  identity: Profile['identity'];

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

  credentials(token = this.securityToken): AccessKey {
    if (this.stored && this.keepsKeys(token)) return this.stored;
    const { accessKeyId } = this;
    const accessKeySecret = this.accessKeySecret || (this.stored?.accessKeySecret ?? '');
    const securityToken = token.trim();
    return { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) };
  }

  toProfile(newId: () => string): Profile {
    const { profile, name, regions = [], safety, identity, isSample: sample } = this;
    const id = profile?.id ?? newId();
    const known = identity ? { identity } : {};
    return { id, name, cloud: 'alibaba', regions: [...regions], safety, sample, ...known };
  }
}

import type { Profile } from '../../../src/profiles/profile';

export const aProfile = (id: string, more: Partial<Profile> = {}): Profile => ({
  id,
  name: `name of ${id}`,
  cloud: 'alibaba',
  regions: ['cn-hangzhou'],
  safety: 'normal',
  sample: false,
  ...more,
});

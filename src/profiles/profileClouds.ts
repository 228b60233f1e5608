import type { CloudId } from '../inventory/target';
import { alibabaProfile } from './alibabaProfile';
import { huaweiProfile } from './huaweiProfile';
import type { ProfileCloud } from './profileCloud';

/** The clouds that a profile can be on, in the order shown. */
export const profileClouds: readonly ProfileCloud[] = [alibabaProfile, huaweiProfile];

export const profileCloudOf = (cloud: CloudId): ProfileCloud =>
  cloud === 'huawei' ? huaweiProfile : alibabaProfile;

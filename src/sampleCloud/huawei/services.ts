import { DAS } from './das';
import { DDM } from './ddm';
import { DDS } from './dds';
import { GAUSSDB } from './gaussdb';
import { IAM } from './iam';
import { RDS } from './rds';
import type { HuaweiService, ServedOperations } from './servedOperation';
import { SHARED_GAUSSDB } from './sharedGaussdb';
import { TAURUSDB } from './taurusdb';

/** What the sample serves, from the vendor's API references; the links of the real services are left out. */
export const HUAWEI_SERVICES: Readonly<Record<HuaweiService, ServedOperations>> = {
  das: DAS,
  ddm: DDM,
  dds: DDS,
  gaussdb: GAUSSDB,
  iam: IAM,
  rds: RDS,
  sharedGaussdb: SHARED_GAUSSDB,
  taurusdb: TAURUSDB,
};

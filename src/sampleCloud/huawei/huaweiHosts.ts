import type { HuaweiService } from './servedOperation';

/** A real endpoint of Huawei Cloud that is doubled. */
export interface HuaweiHost {
  readonly host: string;
  readonly service: HuaweiService;
  readonly region: string;
}

const REGULAR = { iam: 'iam', das: 'das', rds: 'rds', dds: 'dds', ddm: 'ddm' } as const;

/**
 * How the hosts of a region begin, by the vendor's own tables. `gaussdb` is TaurusDB's as a rule; in one of these
 * regions it is GaussDB's, and in another the same one serves both.
 */
const PREFIXES: Readonly<Record<string, Readonly<Partial<Record<HuaweiService, string>>>>> = {
  'cn-north-4': { ...REGULAR, taurusdb: 'gaussdb', gaussdb: 'gaussdb-opengauss' },
  'ap-southeast-3': { ...REGULAR, taurusdb: 'gaussdb', gaussdb: 'gaussdb-opengauss' },
  'me-east-1': { ...REGULAR, taurusdb: 'gaussdbformysql', gaussdb: 'gaussdb' },
  'cn-east-2': { ...REGULAR, sharedGaussdb: 'gaussdb' },
};

/** The vendor's hosts in the sample's regions. */
export const HUAWEI_HOSTS: readonly HuaweiHost[] = Object.entries(PREFIXES).flatMap(([region, services]) =>
  Object.entries(services).map(([service, prefix]) => ({
    host: `${prefix}.${region}.myhuaweicloud.com`,
    service: service as HuaweiService,
    region,
  })),
);

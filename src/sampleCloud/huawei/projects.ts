import { type HuaweiIdentity, MAIN_DOMAIN } from './keys';

/** A project of IAM as it is answered. */
export interface HuaweiProject {
  readonly id: string;
  readonly name: string;
  readonly domain_id: string;
  readonly parent_id: string;
  readonly enabled: boolean;
  readonly is_domain: boolean;
  readonly description: string;
}

const project = (number: string, name: string, parent_id = MAIN_DOMAIN): HuaweiProject => ({
  id: number.padStart(32, '0'),
  name,
  domain_id: MAIN_DOMAIN,
  parent_id,
  enabled: true,
  is_domain: false,
  description: '',
});

export const BEIJING = project('a1', 'cn-north-4');
export const SINGAPORE = project('a2', 'ap-southeast-3');
export const PAYMENTS = project('a3', 'cn-north-4_payments', BEIJING.id);
export const SHANGHAI = project('a5', 'cn-east-2');
export const RIYADH = project('a6', 'me-east-1');

/** The projects of the main account: one a region, a sub-project, and the one that object storage keeps. */
export const PROJECTS: readonly HuaweiProject[] = [
  BEIJING,
  SINGAPORE,
  PAYMENTS,
  project('a4', 'MOS'),
  SHANGHAI,
  RIYADH,
];

/** The region of a project or of a sub-project. */
export const regionOf = ({ name }: HuaweiProject): string => name.split('_')[0] ?? name;

/** Whether a project is the caller's, in a region that this host serves. */
export const mayUse = ({ domainId }: HuaweiIdentity, projectId: string, region: string): boolean =>
  PROJECTS.some(
    (project) => project.id === projectId && project.domain_id === domainId && regionOf(project) === region,
  );

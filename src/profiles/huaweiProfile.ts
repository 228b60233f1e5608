import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { type HuaweiProject, isDenied, listProjects, regionOfProject } from '../clouds/huawei/projects';
import { text } from '../clouds/text';
import { nameIn } from './knownRegions';
import { HUAWEI_REGIONS } from './huaweiRegions';
import type { ProfileCloud, RegionOffer, Site, Verified } from './profileCloud';
import type { Say } from './say';
import { accessKeyIdProblem, projectsProblem, secretProblem, optionalTokenProblem } from './profileForm';

/** Whose IAM is asked. It lists the projects of all regions of the account. */
const IAM_REGION: Readonly<Record<Site, string>> = {
  china: 'cn-north-4',
  international: 'ap-southeast-3',
  europe: 'eu-west-101',
};
/** Object storage keeps a project `MOS`, and dedicated clouds have others: no region's, so there is no host to ask. */
const REGION_PROJECT = /^[a-z]+(-[a-z]+)+-\d+(_.+)?$/;

/** A profile's keys and regions on Huawei Cloud. Its regions are names of projects, sub-projects among them. */
export const huaweiProfile: ProfileCloud = {
  id: 'huawei',
  title: text('Huawei Cloud'),
  detail: text('RDS, TaurusDB, GaussDB, DDS and DDM, with their DAS connections'),
  sites: [
    {
      id: 'china',
      label: text('China'),
      detail: text('An account of the site for mainland China'),
    },
    {
      id: 'international',
      label: text('International'),
      detail: text('An account of the international site'),
    },
    {
      id: 'europe',
      label: text('Europe'),
      detail: text('An account of the European site: regions eu-west-1xx, on myhuaweicloud.eu'),
    },
  ],
  hosts: [
    { product: 'iam', title: 'IAM', example: 'iam-apigateway-proxy.cloud.example' },
    { product: 'rds', title: 'RDS', example: 'rds.region-1.cloud.example' },
    { product: 'taurusdb', title: 'TaurusDB', example: 'gaussdb.region-1.cloud.example' },
    { product: 'gaussdb', title: 'GaussDB', example: 'gaussdb-opengauss.region-1.cloud.example' },
    { product: 'dds', title: 'DDS', example: 'dds.region-1.cloud.example' },
    { product: 'ddm', title: 'DDM', example: 'ddm.region-1.cloud.example' },
    { product: 'das', title: 'DAS', example: 'das.region-1.cloud.example' },
  ],
  prompts: {
    accessKeyId: text('The access key ID (AK)'),
    accessKeySecret: text('The secret access key (SK). It is kept in the secret storage of VS Code'),
    keepSecret: text('The secret access key (SK). Leave it empty to keep the stored one'),
    regions: text('The regions and sub-projects to look for instances in'),
  },
  keyPlaceholder: '',
  keyFile: text('The credentials.csv that the console gave with the key'),
  accessKeyIdProblem: (value) => accessKeyIdProblem(value, text('Access key ID')),
  secretProblem: (value) => secretProblem(value, text('Secret access key')),
  // No prefix tells a temporary key for sure, so none is refused for want of its token: the cloud will say so.
  securityTokenProblem: optionalTokenProblem,
  regionsProblem: (names) => projectsProblem(names, (name) => REGION_PROJECT.test(name)),
  verify,
  listRegions: async (client, site, signal) => offerOf(await projectsOf(client, site, signal), site),
  knownRegions: (site) => ({ regions: knownOf(site), chosen: false }),
  heading,
  regionName(name, say) {
    const region = regionOfProject(name);
    const known = nameIn(HUAWEI_REGIONS, region, say);
    return name === region ? known : `${known ?? region} · ${name.slice(region.length + 1)}`;
  },
  unlisted: text('not among the projects of this key'),
};

/**
 * One KeystoneListProjects call, which tells the account and its regions too. Keys that may not list projects have
 * been accepted all the same.
 */
async function verify(client: CloudClient, site: Site | undefined, signal?: AbortSignal): Promise<Verified> {
  try {
    const projects = await projectsOf(client, site, signal);
    const accountId = projects.find(({ domainId }) => domainId !== '')?.domainId;
    return {
      ...(accountId === undefined ? {} : { identity: { accountId } }),
      offer: offerOf(projects, site),
    };
  } catch (why) {
    if (!isDenied(why)) throw why;
    return { offer: { regions: knownOf(site), why } };
  }
}

const projectsOf = (
  client: CloudClient,
  site: Site | undefined,
  signal?: AbortSignal,
): Promise<readonly HuaweiProject[]> => listProjects(client, IAM_REGION[site ?? 'china'], signal);

/** Regions in the order of the table, those it does not know after them, each followed by its sub-projects. */
function offerOf(projects: readonly HuaweiProject[], site: Site | undefined): RegionOffer {
  const names = projects.map(({ name }) => name).filter((name) => REGION_PROJECT.test(name));
  const place = (name: string): number => {
    const index = HUAWEI_REGIONS.findIndex(({ id }) => id === regionOfProject(name));
    return index < 0 ? HUAWEI_REGIONS.length : index;
  };
  const sorted = [...new Set(names)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return sorted.length > 0
    ? { regions: sorted.map((id) => ({ id })) }
    : { regions: knownOf(site), why: noProjects() };
}

const isEuropean = (region: string): boolean => region.startsWith('eu-west-1');

/** China and International share their regions; the European site has those of its own only. */
const knownOf = (site: Site | undefined) =>
  HUAWEI_REGIONS.filter(({ id }) => isEuropean(id) === (site === 'europe'));

const NO_PROJECT = 'NoProject';

const noProjects = (): CloudError =>
  new CloudError({
    kind: 'refused',
    code: NO_PROJECT,
    explanation: text('This account has no project of a region yet.'),
  });

/** Short, as it stands in the line of the first region. */
function heading(why: unknown, say: Say): string {
  if (isDenied(why)) return say(text('Known regions: iam:projects:listProjects is denied'));
  const code = why instanceof CloudError ? why.code : undefined;
  if (code === NO_PROJECT) return say(text('Known regions: the account has no project yet'));
  return code === undefined
    ? say(text('Known regions: the projects were not listed'))
    : say(text('Known regions: the projects were not listed ({code})', { code }));
}

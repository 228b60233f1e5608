import { text } from '../clouds/text';
import { listRegions } from '../inventory/polardb';
import { callerIdentity } from '../inventory/sts';
import { errorSentence } from './errorSentence';
import { KNOWN_REGIONS, nameIn } from './knownRegions';
import type { ProfileCloud } from './profileCloud';
import { accessKeyIdProblem, regionsProblem, secretProblem, securityTokenProblem } from './profileForm';

/** A profile's keys and regions on Alibaba Cloud. */
export const alibabaProfile: ProfileCloud = {
  id: 'alibaba',
  title: text('Alibaba Cloud'),
  detail: text('PolarDB, PolarDB on ENS and SelectDB'),
  sites: [],
  hosts: [
    { product: 'polardb', title: 'PolarDB', example: 'polardb.cloud.example' },
    { product: 'selectdb', title: 'SelectDB', example: 'selectdb.cloud.example' },
    { product: 'vpc', title: 'VPC', example: 'vpc.cloud.example' },
    { product: 'sts', title: 'STS', example: 'sts.cloud.example' },
  ],
  prompts: {
    accessKeyId: text('The AccessKey ID'),
    accessKeySecret: text('The AccessKey secret. It is kept in the secret storage of VS Code'),
    keepSecret: text('The AccessKey secret. Leave it empty to keep the stored one'),
    regions: text('The regions to look for clusters in'),
  },
  keyPlaceholder: 'LTAI...',
  accessKeyIdProblem: (value) => accessKeyIdProblem(value, text('AccessKey ID')),
  secretProblem: (value) => secretProblem(value, text('AccessKey secret')),
  securityTokenProblem,
  regionsProblem,
  verify: async (client, _site, signal) => ({ identity: await callerIdentity(client, signal) }),
  listRegions: async (client, _site, signal) => ({
    regions: (await listRegions(client, signal)).map(({ id }) => ({ id })),
  }),
  knownRegions: () => ({ regions: KNOWN_REGIONS, chosen: true }),
  heading: (why, say) =>
    say(
      text('The cloud did not list its regions, so these are the public ones. {why}', {
        why: errorSentence(why, say),
      }),
    ),
  regionName: (region, say) => nameIn(KNOWN_REGIONS, region, say),
};

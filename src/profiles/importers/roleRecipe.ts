import { text, type Text } from '../../clouds/text';
import { ROLE_ARN, STS_HOST, type RoleRecipe, type StoredKeys } from '../keys/keyRecipe';

/** A role as a tool's file describes it. */
export interface RoleFields {
  readonly arn: string | undefined;
  readonly session: string | undefined;
  /** Seconds; none where undefined or 0. */
  readonly seconds?: number | undefined;
  readonly externalId?: string | undefined;
  readonly policy?: string | undefined;
  readonly stsRegion?: string | undefined;
  readonly stsEndpoint?: string | undefined;
  /** Whether STS is to be reached from within a VPC. */
  readonly vpc?: boolean | undefined;
}

/** What the tool calls the fields, for saying which one is wrong. */
export interface RoleNames {
  readonly arn: string;
  readonly session: string;
}

const SESSION = 'clusterdeck';
/** As long as the vendor's tools ask for, and the bounds that STS has (facts: 2.6). */
const SECONDS = { usual: 3600, least: 900, most: 43_200 };

const wrong = (field: string): { readonly problem: Text } => ({
  problem: text('Its {field} is not what STS takes. Correct it there.', { field }),
});

/** How to take on a role with these keys, or what in the file keeps it from being taken on. */
export function roleRecipe(
  from: StoredKeys,
  fields: RoleFields,
  names: RoleNames,
): { readonly recipe: RoleRecipe } | { readonly problem: Text } {
  const [arn, session, externalId, policy] = [
    fields.arn,
    fields.session,
    fields.externalId,
    fields.policy,
  ].map((field) => field?.trim() ?? '') as [string, string, string, string];
  const duration = fields.seconds === undefined || fields.seconds === 0 ? SECONDS.usual : fields.seconds;
  const host = stsHost(fields);
  if (arn === '') return { problem: text('{field} is missing. Complete it there.', { field: names.arn }) };
  if (!ROLE_ARN.test(arn)) return wrong(names.arn);
  if (session !== '' && !/^[\w.@-]{2,64}$/.test(session)) return wrong(names.session);
  if (!Number.isInteger(duration) || duration < SECONDS.least || duration > SECONDS.most)
    return wrong('expired_seconds');
  if (externalId !== '' && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return wrong('external_id');
  if (Buffer.byteLength(policy) > 2048) return wrong('policy');
  if (!STS_HOST.test(host))
    return { problem: text('Its STS host is none of Alibaba Cloud’s. Correct it there.') };
  return {
    recipe: {
      kind: 'role',
      from,
      roleArn: arn,
      sessionName: session === '' ? SESSION : session,
      duration,
      ...(externalId === '' ? {} : { externalId }),
      ...(policy === '' ? {} : { policy }),
      host,
    },
  };
}

/** The host that the vendor's tools would ask. */
function stsHost({ stsRegion = '', stsEndpoint = '', vpc = false }: RoleFields): string {
  const endpoint = stsEndpoint
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
  if (endpoint !== '') return endpoint.toLowerCase();
  const region = stsRegion.trim();
  return region === '' ? 'sts.aliyuncs.com' : `${vpc ? 'sts-vpc' : 'sts'}.${region}.aliyuncs.com`;
}

import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../endpoint';
import type { SampleEstate } from '../estate';
import { GatewayError } from '../gatewayError';
import type { GatewayRequest } from '../gatewayRequest';
import { apiTime } from '../sampleCluster';
import { shape } from '../shape';
import { type DocumentedOperation, HUAWEI_CATALOGUE, type HuaweiService } from './catalogue';
import { BadField, checkFields } from './checkFields';
import { HUAWEI_OPERATIONS, mayUse } from './operations';
import { HuaweiRefusal, refusalBody } from './refusal';
import { authenticate } from './signature';

/** A real endpoint of Huawei Cloud that is doubled. */
export interface HuaweiHost {
  readonly host: string;
  readonly service: HuaweiService;
  readonly region: string;
}

/** The vendor's hosts in the sample's regions. */
export const HUAWEI_HOSTS: readonly HuaweiHost[] = ['cn-north-4', 'ap-southeast-3'].flatMap((region) =>
  (['iam', 'das', 'rds'] as const).map((service) => ({
    host: `${service}.${region}.myhuaweicloud.com`,
    service,
    region,
  })),
);

interface Parts {
  readonly estate: SampleEstate;
  readonly now: () => number;
}

/** A host of Huawei Cloud. */
export const huaweiEndpoint = ({ estate, now }: Parts, host: HuaweiHost): Endpoint => ({
  host: host.host,
  requestIdHeader: 'X-Request-Id',
  newRequestId: () => randomBytes(16).toString('hex'),
  subject(request) {
    const found = request && find(host.service, request);
    const { instance_id: clusterId = '' } = found?.ids ?? {};
    return { action: found?.action ?? '', region: host.region, clusterId, host: host.host };
  },
  execute: (request, requestId) => execute({ estate, now }, host, request, requestId),
  refusal(thrown, requestId) {
    const refusal = asRefusal(thrown, host.service);
    return {
      status: refusal.status,
      code: refusal.code,
      body: refusalBody(refusal, host.service, requestId),
    };
  },
});

interface Found {
  readonly action: string;
  readonly documented: DocumentedOperation;
  readonly ids: Readonly<Record<string, string>>;
}

function find(service: HuaweiService, { method, path }: GatewayRequest): Found | undefined {
  for (const [action, documented] of Object.entries(HUAWEI_CATALOGUE[service])) {
    const match = documented.method === method ? documented.path.exec(path) : null;
    if (match) return { action, documented, ids: match.groups ?? {} };
  }
  return undefined;
}

/** The order is the real gateway's: what is called, who calls, may they, with what. */
function execute(
  { estate, now }: Parts,
  { service, region }: HuaweiHost,
  request: GatewayRequest,
  requestId: string,
): unknown {
  const found = find(service, request);
  const operation = found && HUAWEI_OPERATIONS[service][found.action];
  if (!operation)
    throw new HuaweiRefusal(404, 'APIGW.0101', 'The API does not exist or has not been published.');
  const { action, documented, ids } = found;
  const at = now();
  const identity = authenticate(request, estate.huawei, at);
  if (identity.denied.includes(`${service}:${action}`))
    throw new HuaweiRefusal(
      403,
      'APIGW.0302',
      `User ${identity.userName} is not allowed to access this API.`,
    );
  const { project_id: projectId } = ids;
  if (projectId !== undefined && !mayUse(identity, projectId, region))
    throw service === 'das'
      ? new HuaweiRefusal(400, 'DAS.200113', 'The project_id is invalid.')
      : new HuaweiRefusal(400, 'DBS.200010', 'Authentication failed.');
  const answer = operation({
    identity,
    ids,
    fields: checkFields(documented, request),
    state: estate.huawei,
    now: at,
    done: (clusterId, detail) =>
      estate.record({
        at: apiTime(at),
        action,
        clusterId,
        requestId,
        accessKeyId: identity.accessKeyId,
        detail,
      }),
  });
  return answer && documented.response ? shape(documented.response, answer) : undefined;
}

/** Whatever goes wrong, in the words of the service. */
function asRefusal(thrown: unknown, service: HuaweiService): HuaweiRefusal {
  if (thrown instanceof HuaweiRefusal) return thrown;
  if (thrown instanceof BadField)
    return service === 'das'
      ? new HuaweiRefusal(400, DAS_FIELDS[thrown.field] ?? 'DAS.200100', thrown.message)
      : new HuaweiRefusal(400, service === 'iam' ? '400' : 'DBS.200001', thrown.message);
  // A fault on demand, or a request that could not be read.
  if (thrown instanceof GatewayError)
    return new HuaweiRefusal(
      thrown.status,
      thrown.code.includes('.') ? thrown.code : 'APIGW.0201',
      thrown.message,
    );
  return new HuaweiRefusal(500, service === 'das' ? 'DAS.500' : 'DBS.111200', 'Internal server error.');
}

/** The codes that DAS has for some fields. */
const DAS_FIELDS: Readonly<Record<string, string>> = {
  offset: 'DAS.200103',
  limit: 'DAS.200104',
  datastore_type: 'DAS.200107',
  engine_type: 'DAS.200107',
};

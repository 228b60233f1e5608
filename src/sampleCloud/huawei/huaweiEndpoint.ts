import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../endpoint';
import type { SampleEstate } from '../estate';
import { GatewayError } from '../gatewayError';
import type { GatewayRequest } from '../gatewayRequest';
import { apiTime } from '../sampleCluster';
import { shape } from '../shape';
import { BadField, checkFields } from './checkFields';
import type { HuaweiHost } from './huaweiHosts';
import { mayUse } from './projects';
import { broken, fieldRefused, HuaweiRefusal, projectRefused, refusalBody, THROTTLING } from './refusal';
import type { HuaweiService, ServedOperation } from './servedOperation';
import { HUAWEI_SERVICES } from './services';
import { authenticate } from './signature';

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
  wordsOf: (code) => (Object.hasOwn(THROTTLING, code) ? THROTTLING[code] : undefined),
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
  readonly operation: ServedOperation;
  readonly ids: Readonly<Record<string, string>>;
}

function find(service: HuaweiService, { method, path }: GatewayRequest): Found | undefined {
  for (const [action, operation] of Object.entries(HUAWEI_SERVICES[service])) {
    const match = operation.method === method ? operation.path.exec(path) : null;
    if (match) return { action, operation, ids: match.groups ?? {} };
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
  if (!found) throw new HuaweiRefusal(404, 'APIGW.0101', 'The API does not exist or has not been published.');
  const { action, operation, ids } = found;
  const at = now();
  const identity = authenticate(request, estate.huawei, at);
  if (identity.denied.includes(`${service}:${action}`))
    throw new HuaweiRefusal(
      403,
      'APIGW.0302',
      `User ${identity.userName} is not allowed to access this API.`,
    );
  const { project_id: projectId } = ids;
  if (projectId !== undefined && !mayUse(identity, projectId, region)) throw projectRefused(service);
  const answer = operation.run({
    identity,
    region,
    ids,
    fields: checkFields(operation, request),
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
  return answer && operation.response ? shape(operation.response, answer) : undefined;
}

/** Whatever goes wrong, in the words of the service. */
function asRefusal(thrown: unknown, service: HuaweiService): HuaweiRefusal {
  if (thrown instanceof HuaweiRefusal) return thrown;
  if (thrown instanceof BadField) return fieldRefused(service, thrown.field, thrown.message);
  // A fault on demand, or a request that could not be read.
  if (thrown instanceof GatewayError)
    return new HuaweiRefusal(
      thrown.status,
      thrown.code.includes('.') ? thrown.code : 'APIGW.0201',
      thrown.message,
    );
  return broken(service);
}

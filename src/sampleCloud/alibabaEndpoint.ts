import { randomUUID } from 'node:crypto';
import type { Endpoint } from './endpoint';
import type { FaultSubject } from './faults';
import { execute, type GatewayParts } from './gateway';
import { errorBody, GatewayError } from './gatewayError';
import type { DoubledHost } from './hosts';

/** A host of Alibaba Cloud. */
export const alibabaEndpoint = (parts: GatewayParts, host: DoubledHost): Endpoint => ({
  host: host.host,
  requestIdHeader: 'x-acs-request-id',
  newRequestId: () => randomUUID().toUpperCase(),
  subject(request): FaultSubject {
    const nobody = {
      action: '',
      region: host.regions.length === 1 ? (host.regions[0] ?? '') : '',
      clusterId: '',
      host: host.host,
    };
    if (!request) return nobody;
    const values = new Map([...request.query, ...request.form]);
    const clusterId = values.get('DBClusterId') ?? '';
    return {
      ...nobody,
      action: request.headers['x-acs-action'] ?? values.get('Action') ?? '',
      region: values.get('RegionId') ?? parts.estate.find(clusterId)?.RegionId ?? nobody.region,
      clusterId,
    };
  },
  execute: (request, requestId) => execute(parts, host, request, requestId),
  refusal(thrown, requestId) {
    // Whatever goes wrong inside is answered as the real service does, without telling more.
    const error =
      thrown instanceof GatewayError
        ? thrown
        : new GatewayError(
            500,
            'InternalError',
            'The request processing has failed due to some unknown error, exception or failure.',
          );
    const body =
      error.status === 200
        ? { RequestId: requestId, Success: false, Message: error.message }
        : errorBody(error, requestId, host.host);
    return { status: error.status, code: error.code, body };
  },
});

import { readAcs3 } from './acs3';
import { CATALOGUE } from './catalogue';
import type { SampleEstate } from './estate';
import { GatewayError, missing } from './gatewayError';
import type { GatewayRequest } from './gatewayRequest';
import type { DoubledHost } from './hosts';
import { authenticate, authorize } from './identity';
import type { NonceLog } from './nonceLog';
import { OPERATIONS } from './operations';
import { checkParameters } from './parameters';
import type { Presented } from './presented';
import { readRpc } from './rpcSignature';
import { shape } from './shape';

/** What the gateway works on. */
export interface GatewayParts {
  readonly estate: SampleEstate;
  readonly nonces: NonceLog;
  readonly now: () => number;
  readonly speed: () => number;
}

/**
 * Executes one request and answers with the response body, cut down to its documented fields; throws a
 * GatewayError. The order is the real gateway's: what is called, who calls, may they, with what.
 */
export function execute(
  { estate, nonces, now, speed }: GatewayParts,
  host: DoubledHost,
  request: GatewayRequest,
  requestId: string,
): Record<string, unknown> {
  if (request.method !== 'GET' && request.method !== 'POST')
    throw new GatewayError(400, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  if (request.path !== '/')
    throw new GatewayError(
      404,
      'InvalidApi.NotFound',
      'Specified api is not found, please check your url and method.',
    );
  const presented = read(request);
  const { version, operations } = CATALOGUE[host.product];
  if (presented.version !== version)
    throw new GatewayError(404, 'NoSuchVersion', 'The specified version does not exist.');
  const described = operations[presented.action];
  const operation = OPERATIONS[host.product][presented.action];
  if (!described || !operation || !Object.hasOwn(operations, presented.action))
    throw new GatewayError(
      404,
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
    );
  const identity = authenticate(presented, now(), nonces);
  authorize(identity, `${host.product}:${presented.action}`);
  const parameters = checkParameters(presented.action, described, presented.params);
  const context = { identity, host, parameters, estate, requestId, now: now(), speed: speed() };
  return shape(described.response, { RequestId: requestId, ...operation(context) });
}

function read(request: GatewayRequest): Presented {
  const { authorization } = request.headers;
  if (authorization?.startsWith('ACS3-')) return readAcs3(request);
  const named = new Set([...request.query, ...request.form].map(([name]) => name));
  if (named.has('AccessKeyId') || named.has('Signature') || named.has('SignatureMethod'))
    return readRpc(request);
  if (authorization !== undefined)
    throw new GatewayError(
      400,
      'IncompleteSignature',
      'The request signature does not conform to Alibaba Cloud standards.',
    );
  throw missing('AccessKeyId');
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults, FaultSubject } from './faults';
import { execute, type GatewayParts } from './gateway';
import { errorBody, GatewayError } from './gatewayError';
import { type GatewayRequest, readRequest } from './gatewayRequest';
import type { DoubledHost } from './hosts';

/** A request as the log keeps it; it holds no parameter, so it can hold no secret. */
export interface RequestLine {
  readonly at: string;
  readonly host: string;
  readonly action: string;
  readonly region: string;
  /** The error code, the fault's kind, or OK. */
  readonly code: string;
  /** 0 where nothing was answered. */
  readonly status: number;
  readonly requestId: string;
}

export interface EndpointParts extends GatewayParts {
  readonly faults: Faults;
  readonly log: (line: RequestLine) => void;
  /** Resolves after `ms`, at once when the cloud stops. */
  readonly delay: (ms: number) => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The listener of one doubled host: what a request meets on its way, and what becomes of the answer. */
export async function serve(
  parts: EndpointParts,
  host: DoubledHost,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID().toUpperCase();
  const request = await readRequest(message).catch((error: unknown) => asGatewayError(error));
  const subject = request instanceof GatewayError ? nobody(host) : subjectOf(parts, host, request);
  const { latencyMs, fault } = parts.faults.take(subject);
  if (latencyMs > 0) await parts.delay(latencyMs);
  const log = (code: string, status: number) =>
    parts.log({
      at: new Date(parts.now()).toISOString(),
      host: host.host,
      action: subject.action,
      region: subject.region,
      code,
      status,
      requestId,
    });
  if (fault?.kind === 'hang') {
    log(fault.kind, 0);
    return;
  }
  if (fault?.kind === 'resetBeforeAnswer') {
    log(fault.kind, 0);
    message.socket.resetAndDestroy();
    return;
  }
  const answer =
    fault?.kind === 'answer' ? faultAnswer(fault, requestId, host) : run(parts, host, request, requestId);
  deliver(answer, fault, { response, log, requestId, host });
}

function deliver(
  answer: Answer,
  fault: Fault | undefined,
  {
    response,
    log,
    requestId,
    host,
  }: {
    response: ServerResponse;
    log: (code: string, status: number) => void;
    requestId: string;
    host: DoubledHost;
  },
): void {
  if (fault?.kind === 'resetAfterEffect') {
    log(fault.kind, 0);
    response.socket?.resetAndDestroy();
    return;
  }
  const sent = fault?.kind === 'errorAfterEffect' ? faultAnswer(fault, requestId, host) : answer;
  log(fault?.kind === 'halfBody' ? fault.kind : sent.code, sent.status);
  const bytes = Buffer.from(sent.body);
  response.writeHead(sent.status, {
    'content-type': 'application/json;charset=utf-8',
    'content-length': String(bytes.length),
    'x-acs-request-id': requestId,
    ...sent.headers,
  });
  if (fault?.kind === 'halfBody')
    response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
  else response.end(bytes);
}

function run(
  parts: EndpointParts,
  host: DoubledHost,
  request: GatewayRequest | GatewayError,
  requestId: string,
): Answer {
  try {
    if (request instanceof GatewayError) throw request;
    const body = execute(parts, host, request, requestId);
    return { status: 200, code: 'OK', body: JSON.stringify(body), headers: {} };
  } catch (thrown) {
    const error = asGatewayError(thrown);
    return {
      status: error.status,
      code: error.code,
      body: JSON.stringify(errorBody(error, requestId, host.host)),
      headers: {},
    };
  }
}

/** Whatever goes wrong inside is answered as the real service does, without telling more. */
const asGatewayError = (error: unknown): GatewayError =>
  error instanceof GatewayError
    ? error
    : new GatewayError(
        500,
        'InternalError',
        'The request processing has failed due to some unknown error, exception or failure.',
      );

function faultAnswer(
  fault: Extract<Fault, { kind: 'answer' | 'errorAfterEffect' }>,
  requestId: string,
  host: DoubledHost,
): Answer {
  const code = fault.code ?? (fault.status >= 500 ? 'ServiceUnavailable' : 'InvalidParameter');
  const error = new GatewayError(fault.status, code, fault.message ?? 'A fault on demand.');
  const raw = fault.kind === 'answer' ? fault : undefined;
  const body =
    fault.status === 200
      ? { RequestId: requestId, Success: false, Message: error.message }
      : errorBody(error, requestId, host.host);
  return {
    status: fault.status,
    code,
    body: raw?.body ?? JSON.stringify(body),
    headers: {
      ...(raw?.contentType === undefined ? {} : { 'content-type': raw.contentType }),
      ...raw?.headers,
    },
  };
}

const nobody = ({ host, regions }: DoubledHost): FaultSubject => ({
  action: '',
  region: regions.length === 1 ? (regions[0] ?? '') : '',
  clusterId: '',
  host,
});

/** What a fault can match, read before anything is checked: a broken network does not look at signatures. */
function subjectOf(parts: GatewayParts, host: DoubledHost, request: GatewayRequest): FaultSubject {
  const values = new Map([...request.query, ...request.form]);
  const clusterId = values.get('DBClusterId') ?? '';
  return {
    action: request.headers['x-acs-action'] ?? values.get('Action') ?? '',
    region: values.get('RegionId') ?? parts.estate.find(clusterId)?.RegionId ?? nobody(host).region,
    clusterId,
    host: host.host,
  };
}

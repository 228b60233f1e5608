import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults, FaultSubject } from './faults';
import { GatewayError } from './gatewayError';
import { type GatewayRequest, readRequest } from './gatewayRequest';

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

export interface EndpointParts {
  readonly now: () => number;
  readonly faults: Faults;
  readonly log: (line: RequestLine) => void;
  /** Resolves after `ms`, at once when the cloud stops. */
  readonly delay: (ms: number) => Promise<void>;
}

/** What stands behind a doubled host: one cloud's gateway, with its own ways to say what happened. */
export interface Endpoint {
  /** The real name of the host. */
  readonly host: string;
  /** The header that names the request in every answer. */
  readonly requestIdHeader: string;
  newRequestId(): string;
  /** What a fault can match, read before anything is checked: a broken network does not look at signatures. */
  subject(request: GatewayRequest | undefined): FaultSubject;
  /** Executes the request: the body of the answer. Throws. */
  execute(request: GatewayRequest, requestId: string): unknown;
  /** A refusal in the cloud's own form; for whatever else was thrown, what the real service says to that. */
  refusal(thrown: unknown, requestId: string): Refusal;
  /** What the cloud says with a code, for faults on demand that say nothing themselves. */
  wordsOf?(code: string): string | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly body: unknown;
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
  endpoint: Endpoint,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = endpoint.newRequestId();
  const request = await readRequest(message).catch((error: unknown) => new Unreadable(error));
  const subject = endpoint.subject(request instanceof Unreadable ? undefined : request);
  const { latencyMs, fault } = parts.faults.take(subject);
  if (latencyMs > 0) await parts.delay(latencyMs);
  const log = (code: string, status: number) =>
    parts.log({
      at: new Date(parts.now()).toISOString(),
      host: endpoint.host,
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
    fault?.kind === 'answer' ? faultAnswer(fault, requestId, endpoint) : run(endpoint, request, requestId);
  deliver(answer, fault, { response, log, requestId, endpoint });
}

/** A request that could not be taken off the wire. */
class Unreadable {
  constructor(readonly why: unknown) {}
}

function deliver(
  answer: Answer,
  fault: Fault | undefined,
  {
    response,
    log,
    requestId,
    endpoint,
  }: {
    response: ServerResponse;
    log: (code: string, status: number) => void;
    requestId: string;
    endpoint: Endpoint;
  },
): void {
  if (fault?.kind === 'resetAfterEffect') {
    log(fault.kind, 0);
    response.socket?.resetAndDestroy();
    return;
  }
  const sent = fault?.kind === 'errorAfterEffect' ? faultAnswer(fault, requestId, endpoint) : answer;
  log(fault?.kind === 'halfBody' ? fault.kind : sent.code, sent.status);
  const bytes = Buffer.from(sent.body);
  response.writeHead(sent.status, {
    'content-type': 'application/json;charset=utf-8',
    'content-length': String(bytes.length),
    [endpoint.requestIdHeader]: requestId,
    ...sent.headers,
  });
  if (fault?.kind === 'halfBody')
    response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
  else response.end(bytes);
}

function run(endpoint: Endpoint, request: GatewayRequest | Unreadable, requestId: string): Answer {
  try {
    if (request instanceof Unreadable) throw request.why;
    const body = endpoint.execute(request, requestId);
    return {
      status: 200,
      code: 'OK',
      body: body === undefined ? '' : JSON.stringify(body),
      headers: {},
    };
  } catch (thrown) {
    const { status, code, body } = endpoint.refusal(thrown, requestId);
    return { status, code, body: JSON.stringify(body), headers: {} };
  }
}

function faultAnswer(
  fault: Extract<Fault, { kind: 'answer' | 'errorAfterEffect' }>,
  requestId: string,
  endpoint: Endpoint,
): Answer {
  const code = fault.code ?? (fault.status >= 500 ? 'ServiceUnavailable' : 'InvalidParameter');
  const message = fault.message ?? endpoint.wordsOf?.(code) ?? 'A fault on demand.';
  const error = new GatewayError(fault.status, code, message);
  const raw = fault.kind === 'answer' ? fault : undefined;
  return {
    status: fault.status,
    code,
    body: raw?.body ?? JSON.stringify(endpoint.refusal(error, requestId).body),
    headers: {
      ...(raw?.contentType === undefined ? {} : { 'content-type': raw.contentType }),
      ...raw?.headers,
    },
  };
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLine } from './endpoint';
import type { EstateName, SampleEstate } from './estate';
import type { FaultRule, Faults } from './faults';
import { GatewayError } from './gatewayError';
import { readRequest } from './gatewayRequest';
import { isRecord } from './shape';

/** What the control server steers. */
export interface ControlParts {
  readonly token: string;
  readonly estate: SampleEstate;
  readonly faults: Faults;
  readonly requests: () => readonly RequestLine[];
  setSpeed(speed: number): void;
}

/** A wrong request to the control server. */
class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The control server: what a test or a person steers the sample cloud with. Every request carries the
 * token, and none may come from a web page.
 */
export async function serveControl(
  parts: ControlParts,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let status = 200;
  let body: unknown;
  try {
    checkCaller(parts.token, message);
    const request = await readRequest(message);
    const text = request.body.toString('utf8');
    body = handle(parts, request.method, request.path, text === '' ? {} : (JSON.parse(text) as unknown));
  } catch (error) {
    status = error instanceof ControlError || error instanceof GatewayError ? error.status : 400;
    body = { error: error instanceof Error ? error.message : 'failed' };
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function checkCaller(token: string, { headers }: IncomingMessage): void {
  if (headers.origin !== undefined) throw new ControlError(403, 'Not for web pages.');
  const given = Buffer.from(String(headers['x-control-token'] ?? ''));
  const wanted = Buffer.from(token);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new ControlError(401, 'The header x-control-token is missing or wrong.');
}

function handle(parts: ControlParts, method: string, path: string, body: unknown): unknown {
  if (!isRecord(body)) throw new ControlError(400, 'The body must be a JSON object.');
  const { estate, faults } = parts;
  const [, cluster, tail] =
    /^\/(?:clusters|instances|connections)\/([a-z0-9-]+)(\/delete)?$/.exec(path) ?? [];
  if (method === 'POST' && cluster !== undefined) {
    if (!(tail === undefined ? estate.patch(cluster, body) : estate.delete(cluster)))
      throw new ControlError(404, `There is no cluster ${cluster}.`);
    return { ok: true };
  }
  switch (`${method} ${path}`) {
    case 'GET /health':
      return { ok: true, pid: process.pid };
    case 'GET /effects':
      return { effects: estate.effects() };
    case 'GET /requests':
      return { requests: parts.requests() };
    case 'GET /faults':
      return { faults: faults.struck() };
    case 'POST /faults':
      faults.add(faultRules(body['faults']));
      return { ok: true };
    case 'DELETE /faults':
      faults.clear();
      return { ok: true };
    case 'POST /clock':
      if (body['speed'] !== undefined) parts.setSpeed(positive('speed', body['speed']));
      if (body['advanceMs'] !== undefined) estate.advance(positive('advanceMs', body['advanceMs']));
      return { ok: true };
    case 'POST /connections':
      if (typeof body['hideNew'] !== 'boolean') throw new ControlError(400, 'hideNew must be true or false.');
      estate.huawei.hideNew(body['hideNew']);
      return { ok: true };
    case 'POST /reset':
      faults.clear();
      estate.reset(body['estate'] === undefined ? undefined : estateName(body['estate']));
      return { ok: true };
    default:
      throw new ControlError(404, `${method} ${path} is not known.`);
  }
}

function faultRules(value: unknown): FaultRule[] {
  if (!Array.isArray(value)) throw new ControlError(400, 'faults must be a list.');
  return value.map((rule: unknown) => {
    if (!isRecord(rule) || !isRecord(rule['fault']))
      throw new ControlError(400, 'Every fault needs {match, fault}.');
    return { match: {}, ...rule } as unknown as FaultRule;
  });
}

function positive(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw new ControlError(400, `${name} must be a number above 0.`);
}

/** Reads `small`, `empty` or a number of clusters; throws for anything else. */
export function estateName(value: unknown): EstateName {
  if (value === 'small' || value === 'empty') return value;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number <= 50_000) return number;
  throw new RangeError('The estate is small, empty or a number of clusters from 1 to 50000.');
}

import type { GatewayRequest } from '../gatewayRequest';
import { isRecord } from '../shape';
import type { Fields, RequestField, ServedOperation } from './servedOperation';

/** A field that is missing, unknown, or not of its documented type or range. */
export class BadField extends Error {
  constructor(readonly field: string) {
    super(`The parameter ${field} is invalid.`);
  }
}

/** The documented fields of a query or a JSON body. Throws BadField. */
export function checkFields({ method, fields }: ServedOperation, request: GatewayRequest): Fields {
  const given = method === 'GET' ? fromQuery(fields, request) : fromBody(request);
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || !fits(field, value)) throw new BadField(name);
  }
  for (const [name, { required }] of Object.entries(fields))
    if (required && (given[name] === undefined || given[name] === '')) throw new BadField(name);
  return given;
}

function fromQuery(fields: ServedOperation['fields'], { query, body }: GatewayRequest): Fields {
  // The vendor's own client sends an empty object with its reads.
  if (!['', '{}'].includes(body.toString('utf8'))) throw new BadField('body');
  return Object.fromEntries(query.map(([name, value]) => [name, typed(fields[name], value)]));
}

/** A query holds texts only; one that is not what it should be stays a text and does not fit. */
function typed(field: RequestField | undefined, value: string): unknown {
  if (field?.type === 'integer' && /^\d{1,10}$/.test(value)) return Number(value);
  if (field?.type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

function fromBody({ body, query }: GatewayRequest): Fields {
  if (query.length > 0) throw new BadField(query[0]?.[0] ?? '');
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // No JSON.
  }
  throw new BadField('body');
}

function fits({ type, values, range }: RequestField, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && (!range || (Number(value) >= range[0] && Number(value) <= range[1]));
    case 'string':
      return typeof value === 'string' && (!values || values.includes(value));
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'objects':
      return Array.isArray(value) && value.every(isRecord);
  }
}

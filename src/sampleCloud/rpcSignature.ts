import { createHmac } from 'node:crypto';
import { GatewayError, invalid, missing } from './gatewayError';
import { canonicalPairs, type GatewayRequest, type Pair, percentEncode } from './gatewayRequest';
import type { Presented } from './presented';

const COMMON = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'SignatureType',
  'Timestamp',
  'SecurityToken',
  'Signature',
]);

/** Signature 1.0 over the query and the form together; it is the same wherever a parameter is placed. */
export const rpcStringToSign = (method: string, all: readonly Pair[]): string =>
  `${method}&%2F&${percentEncode(canonicalPairs(all.filter(([name]) => name !== 'Signature')))}`;

/** Reads an RPC request signed with HMAC-SHA1. Throws a GatewayError naming what is missing or malformed. */
export function readRpc(request: GatewayRequest): Presented {
  const all = [...request.query, ...request.form];
  const values = new Map(all);
  const required = (name: string): string => {
    const value = values.get(name);
    if (!value) throw missing(name);
    return value;
  };
  const accessKeyId = required('AccessKeyId');
  const action = required('Action');
  const version = required('Version');
  if (required('SignatureMethod') !== 'HMAC-SHA1') throw invalid('SignatureMethod');
  if (required('SignatureVersion') !== '1.0') throw invalid('SignatureVersion');
  const nonce = required('SignatureNonce');
  const date = required('Timestamp');
  const signature = required('Signature');
  if (values.get('Format')?.toUpperCase() !== 'JSON')
    throw new GatewayError(400, 'InvalidFormat', 'The sample cloud answers in JSON only: set Format=JSON.');
  const securityToken = values.get('SecurityToken');
  return {
    action,
    version,
    accessKeyId,
    ...(securityToken === undefined ? {} : { securityToken }),
    date,
    nonce,
    params: all.filter(([name]) => !COMMON.has(name)),
    verify: (secret) => {
      const stringToSign = rpcStringToSign(request.method, all);
      const ours = createHmac('sha1', `${secret}&`).update(stringToSign).digest('base64');
      return { matches: ours === signature, stringToSign };
    },
  };
}

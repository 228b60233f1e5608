import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import { kindOf } from '../../../src/clouds/alibaba/errors';
import type { HttpResponse } from '../../../src/clouds/transport';
import { nonceOf } from '../doubledTransport';
import { LOST, MADE, REFUSED, TURNED_AWAY } from '../endings';
import { answers } from '../onTheWay';
import type { MatrixCloud } from './cloud';

const error: MatrixCloud['error'] = (status, code, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ Code: code, Message: `about ${code}`, RequestId: 'MATRIX-1', HostId: 'h' }),
});

const broken = error(500, 'InternalError');
const throttled = error(429, 'Throttling.User');
const wait = (ms: number) => ({ 'x-acs-retry-after': String(ms) });

function isAmbiguous({ status, headers, body }: HttpResponse): boolean {
  let answer: Partial<Record<'Code' | 'RequestId' | 'requestId', unknown>>;
  try {
    answer = { ...(JSON.parse(body) as object) };
  } catch {
    return true;
  }
  // Who names no request of the cloud's does not speak for it.
  const ids = [answer.RequestId, answer.requestId, status < 300 ? undefined : headers['x-acs-request-id']];
  if (!ids.some((id) => typeof id === 'string' && id !== '')) return true;
  if (status < 300) return false;
  const code = typeof answer.Code === 'string' ? answer.Code : '';
  if (/^Throttling/.test(code)) return false;
  return status >= 500 || ['', 'SignatureNonceUsed', 'InternalError'].includes(code);
}

/** Alibaba Cloud, as its gateway is documented and seen to answer. */
export const alibabaCloud: MatrixCloud = {
  client: createAlibabaClient,
  keys: ({ accessKeys }) => accessKeys,
  error,
  broken,
  throttled,
  isAmbiguous,
  badlySigned: (writes) =>
    new Set(writes.map(({ request }) => nonceOf(request))).size < writes.length
      ? 'sent again with the same nonce'
      : undefined,
  isServerError: (code) => kindOf({ code, denied: false }, 400) === 'server',
  identities: [
    [
      'wrong secret',
      { accessKeyId: 'SampleKeyId01', accessKeySecret: 'not-a-secret-of-this-key' },
      'refused',
    ],
    ['unknown key', { accessKeyId: 'NobodysKey', accessKeySecret: 'not-a-secret-of-anybody' }, 'refused'],
    ['disabled key', { accessKeyId: 'SampleKeyId03', accessKeySecret: 'not-a-secret-sample-03' }, 'refused'],
    ['no permission', { accessKeyId: 'SampleKeyId02', accessKeySecret: 'not-a-secret-sample-02' }, 'refused'],
    [
      'another account',
      { accessKeyId: 'SampleKeyId04', accessKeySecret: 'not-a-secret-sample-04' },
      'refused',
    ],
    [
      'expired token',
      {
        accessKeyId: 'STS.SampleKeyId06',
        accessKeySecret: 'not-a-secret-sample-06',
        securityToken: 'sample-token-06/expired+AA==',
      },
      'refused',
    ],
  ],
  odd: [
    { name: '500 InternalError', answer: broken },
    { name: '503 ServiceUnavailable', answer: error(503, 'ServiceUnavailable') },
    { name: '503 with a hint of 2 s', answer: error(503, 'ServiceUnavailable', wait(2000)) },
    { name: 'half a JSON with 200', answer: { status: 200, headers: {}, body: '{"RequestId":"925B' } },
    { name: 'SignatureNonceUsed', answer: error(400, 'SignatureNonceUsed') },
  ],
  turnedAway: [
    ...(
      [
        [429, 'Throttling.User'],
        [503, 'Throttling'],
        [400, 'Throttling.Api'],
        [400, 'Throttling.User'],
        [400, 'QPS Limit Exceeded'],
      ] as const
    ).map(([status, code]) => ({
      name: `${status} ${code}`,
      ending: TURNED_AWAY,
      making: answers(error(status, code)),
    })),
    {
      name: '429 with a hint of 1.5 s',
      ending: TURNED_AWAY,
      making: answers(error(429, 'Throttling.User', wait(1500))),
    },
    {
      name: '429 with a hint of two minutes',
      ending: REFUSED,
      making: answers(error(429, 'Throttling.User', wait(120_000))),
    },
    {
      name: 'clock off',
      ending: (times) => (times === 1 ? 'settled' : 'refused'),
      making: answers(error(400, 'InvalidTimeStamp.Expired')),
    },
  ],
  secondAttempts: ['UnsupportHighFrequenceSwitchOver', 'OperationDenied.DBClusterStatus'],
  onSockets: [
    {
      name: '500 after the effect',
      fault: { kind: 'errorAfterEffect', status: 500, code: 'InternalError', message: '' },
      ending: MADE,
    },
    {
      name: '502 web page',
      fault: { kind: 'answer', status: 502, body: '<html>', contentType: 'text/html' },
      ending: LOST,
    },
    { name: '200 with Success: false', fault: { kind: 'answer', status: 200 }, ending: REFUSED },
    {
      name: '429',
      fault: { kind: 'answer', status: 429, code: 'Throttling.User' },
      ending: TURNED_AWAY,
    },
  ],
  badReads: [
    {
      name: 'a cluster without its fields',
      answer: () => ({ status: 200, headers: {}, body: '{"RequestId":"R"}' }),
      forEver: 'unknown',
    },
    { name: '429', answer: () => throttled, forEver: 'unknown' },
    {
      name: '429 and a hint of two minutes',
      answer: () => error(429, 'Throttling', wait(120_000)),
      forEver: 'unknown',
    },
    { name: '500', answer: () => broken, forEver: 'unknown' },
    { name: '403', answer: () => error(403, 'NoPermission'), forEver: 'waiting', permission: true },
    {
      name: 'not found',
      answer: ({ on }) => error(404, on.gone ?? ''),
      forEver: 'unknown',
      minutes: 1,
      fits: ({ on }) => on.gone !== undefined,
    },
  ],
  faults: [],
};

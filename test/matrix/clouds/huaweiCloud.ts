import { createHuaweiClient } from '../../../src/clouds/huawei/huaweiClient';
import { kindOf } from '../../../src/clouds/huawei/errors';
import type { HttpRequest, HttpResponse } from '../../../src/clouds/transport';
import type { Sent } from '../doubledTransport';
import { LOST, MADE, REFUSED, TURNED_AWAY } from '../endings';
import type { AnyFixture } from '../fixtures/fixture';
import { answers } from '../onTheWay';
import type { MatrixCloud } from './cloud';
import { KEY_FAULTS } from './huaweiKeyFaults';

const ID = { 'x-request-id': 'matrix-1' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** The gateway names the request in its body too. */
const error: MatrixCloud['error'] = (status, code, headers = {}) => ({
  status,
  headers: { ...JSON_TYPE, ...ID, ...headers },
  body: JSON.stringify({
    error_code: code,
    error_msg: `about ${code}`,
    ...(code.startsWith('APIGW.') ? { request_id: 'matrix-1' } : {}),
  }),
});

const json = (body: object, headers: HttpResponse['headers'] = ID): HttpResponse => ({
  status: 200,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

const broken = error(500, 'DAS.200500');
const throttled = error(429, 'APIGW.0308');
/** What the documents promise with the answer tells a proxy's from the cloud's. */
const promises = ({ says }: AnyFixture): boolean => says?.includes('connection_id') === true;

function fieldsOf(body: string): Partial<Record<string, unknown>> | undefined {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    return undefined;
  }
}

/** What DAS says to a DELETE that comes second. */
const GONE = 'DAS.5010';

function isAmbiguous({ status, headers, body }: HttpResponse, { url }: HttpRequest): boolean {
  const fields = body === '' ? {} : fieldsOf(body);
  const code = fields?.['error_code'] ?? fields?.['errorCodeStr'];
  const own = typeof code === 'string' && /^(APIGW|DAS|DBS)\.\d+$/.test(code);
  if (status >= 300)
    return status >= 500 || !own || (url.endsWith('/batch-delete-connections') && code === GONE);
  if (!fields || own) return true;
  return url.endsWith('/create-connection')
    ? typeof fields['connection_id'] !== 'string' || fields['connection_id'] === ''
    : (headers['x-request-id'] ?? '') === '';
}

/** There is no nonce: what tells a request from an earlier one is its date. */
const isDated = ({ at, request }: Sent): boolean =>
  request.headers['x-sdk-date'] === new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** Huawei Cloud: the gateway with its codes, and DAS behind it with its own. */
export const huaweiCloud: MatrixCloud = {
  client: (deps) => createHuaweiClient({ ...deps, language: () => 'en-us' }),
  keys: ({ huaweiAccessKeys }) => huaweiAccessKeys,
  error,
  broken,
  throttled,
  isAmbiguous,
  badlySigned: (writes) => (writes.every(isDated) ? undefined : 'sent with a date that is not its own'),
  isServerError: (code, { id }) =>
    kindOf({ code, denied: false }, 400) === 'server' || (id === 'das.deleteConnection' && code === GONE),
  // With new keys the project is looked up anew, and where that fails nothing was sent.
  identities: [
    [
      'wrong secret',
      { accessKeyId: 'SAMPLEHWAK0000000001', accessKeySecret: 'not-a-secret-of-this-key' },
      'failed',
    ],
    ['unknown key', { accessKeyId: 'NOBODYSKEY', accessKeySecret: 'not-a-secret-of-anybody' }, 'failed'],
    [
      'no permission',
      { accessKeyId: 'SAMPLEHWAK0000000002', accessKeySecret: 'not-a-secret-huawei-sample-002' },
      'refused',
    ],
    [
      'another account',
      { accessKeyId: 'SAMPLEHWAK0000000003', accessKeySecret: 'not-a-secret-huawei-sample-003' },
      'failed',
    ],
    [
      'expired token',
      {
        accessKeyId: 'SAMPLEHWAK0000000004',
        accessKeySecret: 'not-a-secret-huawei-sample-004',
        securityToken: 'sample-huawei-token-004/expired+AA==',
      },
      'failed',
    ],
  ],
  odd: [
    { name: '500 of DAS', answer: broken },
    { name: '500 DBS.111205', answer: error(500, 'DBS.111205') },
    { name: '502 APIGW.0201', answer: error(502, 'APIGW.0201') },
    { name: '504 APIGW.0201', answer: error(504, 'APIGW.0201') },
    { name: '503 with Retry-After', answer: error(503, 'APIGW.0105', { 'retry-after': '2' }) },
    { name: 'half a JSON with 200', answer: { status: 200, headers: ID, body: '{"connection_id":"5a3e' } },
    { name: 'an error with 200', answer: { ...error(200, 'DAS.200100'), status: 200 } },
    { name: 'a proxy’s 429', answer: { status: 429, headers: ID, body: '{"code":"too_many_requests"}' } },
    { name: 'a proxy’s 401', answer: { status: 401, headers: ID, body: '{"error":{"code":401}}' } },
    { name: '200 without the new id', answer: json({}), fits: promises },
    { name: '200 with an empty id', answer: json({ connection_id: '' }), fits: promises },
    {
      name: 'somebody else’s JSON with a request id',
      answer: json({ login: 'https://portal.example/' }),
      fits: promises,
    },
  ],
  turnedAway: [
    { name: '429 APIGW.0308', ending: TURNED_AWAY, making: answers(throttled) },
    { name: '400 APIGW.0308', ending: TURNED_AWAY, making: answers(error(400, 'APIGW.0308')) },
    {
      name: '429 with Retry-After of 2 s',
      ending: TURNED_AWAY,
      making: answers(error(429, 'APIGW.0308', { 'retry-after': '2' })),
    },
    {
      name: '429 with Retry-After of two minutes',
      ending: REFUSED,
      making: answers(error(429, 'APIGW.0308', { 'retry-after': '120' })),
    },
    // DAS itself has seen the request: a refusal like any other.
    { name: '400 DAS.200002', ending: REFUSED, making: answers(error(400, 'DAS.200002')) },
    { name: '429 DAS.200002', ending: REFUSED, making: answers(error(429, 'DAS.200002')) },
    { name: '401 APIGW.0301', ending: REFUSED, making: answers(error(401, 'APIGW.0301')) },
  ],
  secondAttempts: ['DAS.200002', 'DAS.5010', 'DAS.200100'],
  onSockets: [
    {
      name: '500 after the effect',
      fault: { kind: 'errorAfterEffect', status: 500, code: 'DAS.200500', message: '' },
      ending: MADE,
    },
    {
      name: '502 web page',
      fault: { kind: 'answer', status: 502, body: '<html>', contentType: 'text/html' },
      ending: LOST,
    },
    {
      name: '200 with an error',
      fault: { kind: 'answer', status: 200, code: 'DAS.200100' },
      ending: LOST,
    },
    { name: '429', fault: { kind: 'answer', status: 429, code: 'APIGW.0308' }, ending: TURNED_AWAY },
    { name: '400 DAS.200002', fault: { kind: 'answer', status: 400, code: 'DAS.200002' }, ending: REFUSED },
  ],
  badReads: [
    { name: 'an answer without its list', answer: () => json({}), forEver: 'unknown', hollow: true },
    {
      name: 'a list without its entries',
      answer: () => json({ total_record: 1, das_conn_info_list: [] }),
      forEver: 'unknown',
      hollow: true,
    },
    {
      name: 'entries without their ids',
      answer: () => json({ total_record: 1, das_conn_info_list: [{ user_name: 'root' }] }),
      forEver: 'unknown',
      hollow: true,
    },
    { name: '429', answer: () => throttled, forEver: 'unknown' },
    {
      name: '429 and Retry-After of two minutes',
      answer: () => error(429, 'APIGW.0308', { 'retry-after': '120' }),
      forEver: 'unknown',
    },
    { name: '400 DAS.200002', answer: () => error(400, 'DAS.200002'), forEver: 'unknown' },
    { name: '500', answer: () => broken, forEver: 'unknown' },
    { name: '504 APIGW.0201', answer: () => error(504, 'APIGW.0201'), forEver: 'unknown' },
    { name: '403', answer: () => error(403, 'APIGW.0302'), forEver: 'waiting', permission: true },
    {
      name: '401 APIGW.0301',
      answer: () => error(401, 'APIGW.0301'),
      forEver: 'waiting',
      lasting: true,
    },
  ],
  faults: KEY_FAULTS,
};

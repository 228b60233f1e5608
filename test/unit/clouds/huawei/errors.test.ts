import assert from 'node:assert/strict';
import type { HuaweiCall } from '../../../../src/clouds/cloudClient';
import { readAnswer } from '../../../../src/clouds/huawei/answer';
import { plain } from '../../../../src/clouds/text';
import type { HttpResponse } from '../../../../src/clouds/transport';

const NOW = Date.parse('2026-01-20T08:30:00Z');
const call: HuaweiCall = {
  cloud: 'huawei',
  product: 'das',
  action: 'CreateInstanceConnection',
  region: 'cn-north-4',
  parameters: {},
};
const context = {
  profile: 'prod',
  operation: 'CreateInstanceConnection',
  region: 'cn-north-4',
  host: 'das.cn-north-4.myhuaweicloud.com',
  now: NOW,
  secrets: ['verySecretKey', 'Gauss_2345'],
};
function failed(
  body: unknown,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  way: 'read' | 'write' = 'write',
) {
  const response: HttpResponse = {
    status,
    headers: { 'x-request-id': 'REQ-1', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  const result = readAnswer(response, context, { at: NOW, durationMs: 5 }, way, call);
  assert.ok(result.kind === 'failed');
  const { error } = result;
  return { ...result, said: `${plain(error.explanation)} ${error.advice ? plain(error.advice) : ''}` };
}

describe('errors of Huawei Cloud', () => {
  const cases: readonly (readonly [
    code: string,
    status: number,
    kind: string,
    effect: string,
    say: RegExp,
  ])[] = [
    ['APIGW.0101', 404, 'refused', 'refused', /does not offer CreateInstanceConnection .* region/],
    ['APIGW.0201', 400, 'refused', 'refused', /could not pass/],
    ['APIGW.0201', 413, 'refused', 'refused', /could not pass/],
    ['APIGW.0201', 502, 'server', 'ambiguous', /could not pass .* or got no answer/],
    ['APIGW.0201', 504, 'server', 'ambiguous', /could not pass/],
    ['APIGW.0301', 401, 'keyRejected', 'refused', /did not accept the access key of profile prod.*Five such/],
    ['APIGW.0302', 403, 'permission', 'refused', /user of profile prod may not call/],
    ['APIGW.0303', 401, 'credentials', 'refused', /did not accept who profile prod/],
    ['APIGW.0306', 403, 'permission', 'refused', /denied/],
    ['APIGW.0307', 401, 'credentials', 'refused', /not valid in cn-north-4/],
    ['APIGW.0308', 429, 'throttled', 'rejected', /limits how often/],
    ['APIGW.0310', 403, 'permission', 'refused', /project .* not available/],
    ['APIGW.0402', 403, 'permission', 'refused', /this machine’s address/],
    ['DAS.200002', 400, 'throttled', 'refused', /DAS limits how often/],
    ['DAS.200051', 400, 'credentials', 'refused', /DAS did not accept/],
    ['DAS.200100', 400, 'refused', 'refused', /a parameter is not valid/],
    ['DAS.200114', 400, 'refused', 'refused', /the instance id is not valid/],
    ['DAS.5010', 400, 'refused', 'refused', /does not know the connection/],
    ['DBS.200001', 400, 'refused', 'refused', /a parameter is not valid/],
    ['DBS.200002', 404, 'refused', 'refused', /does not know the instance in cn-north-4/],
    ['DBS.200010', 400, 'refused', 'refused', /does not belong to the project/],
    ['DBS.200019', 409, 'refused', 'refused', /busy/],
    ['DBS.111205', 500, 'server', 'ambiguous', /may have been carried out/],
    [
      'DAS.999999',
      400,
      'refused',
      'refused',
      /refused CreateInstanceConnection in cn-north-4 \(DAS.999999\)/,
    ],
    ['DAS.999999', 403, 'permission', 'refused', /no permission for CreateInstanceConnection/],
    ['DAS.999999', 500, 'server', 'ambiguous', /error of its own/],
  ];
  for (const [error_code, status, kind, effect, say] of cases)
    it(`${error_code} with ${status} is ${kind}, and says what to do`, () => {
      const { error, effect: known, said } = failed({ error_code, error_msg: 'm' }, status);
      assert.deepEqual([error.kind, known, error.code], [kind, effect, error_code]);
      assert.deepEqual([error.requestId, error.status, error.cloudMessage], ['REQ-1', status, 'm']);
      assert.match(said, say);
      assert.doesNotMatch(said, /[{}]/, 'every placeholder is filled');
      assert.ok(error.advice, 'there is a next step');
    });

  for (const [what, body, code] of [
    ['RDS and DAS', { error_code: 'DAS.200100', error_msg: 'why' }, 'DAS.200100'],
    ['DDM of old', { errCode: 'DBS.200001', externalMessage: 'why' }, 'DBS.200001'],
    ['others', { errorCode: 'X.1', errorMsg: 'why' }, 'X.1'],
    ['the gateway', { error_msg: 'why', error_code: 'APIGW.0101', request_id: 'r' }, 'APIGW.0101'],
    ['IAM', { error: { code: 403, message: 'why', title: 'Forbidden' } }, '403'],
    ['one level deep', { data: { error_code: 'DBS.200001', error_msg: 'why' } }, 'DBS.200001'],
  ] as const)
    it(`reads the body of ${what}`, () => {
      const { error } = failed(body, 400, {}, 'read');
      assert.deepEqual([error.code, error.cloudMessage], [code, 'why']);
    });

  it('reads the code of the console’s own calls, which have no message', () =>
    assert.equal(failed({ errorCodeStr: 'DAS.5010' }, 400).error.code, 'DAS.5010'));
  it('reads the request id of a gateway that says it in the body only', () => {
    const body = JSON.stringify({ error_code: 'APIGW.0101', error_msg: '', request_id: 'BODY-1' });
    const response = { status: 404, headers: {}, body };
    const result = readAnswer(response, context, { at: NOW, durationMs: 5 }, 'write', call);
    assert.equal(result.attempt.requestId, 'BODY-1');
  });
  it('takes for a request id what can be one, whole or not at all: half a secret would not be known for one', () => {
    for (const [id, taken] of [
      ['a'.repeat(200), true],
      ['a'.repeat(201), false],
      ['an id with blanks', false],
    ] as const) {
      const body = JSON.stringify({ error_code: 'APIGW.0101', error_msg: '', request_id: id });
      const response = { status: 404, headers: {}, body };
      const result = readAnswer(response, context, { at: NOW, durationMs: 5 }, 'read', call);
      assert.equal(result.attempt.requestId, taken ? id : undefined);
    }
  });
  it('takes a policy’s refusal for a missing permission, whatever its status', () => {
    const body = { error_code: 'DAS.1', error_msg: 'm', encoded_authorization_message: 'x' };
    assert.equal(failed(body, 400).error.kind, 'permission');
  });
  it('takes any other text than its JSON for somebody else’s', () => {
    for (const body of ['<html>', '', '[]', '{"a":1}']) {
      const { error, effect } = failed(body, 429);
      assert.deepEqual([error.kind, effect], ['answer', 'ambiguous'], body);
    }
  });
  it('takes a code that no service has for a proxy’s, which says nothing about a write', () => {
    const body = { code: 'blocked', message: 'm' };
    assert.equal(failed(body, 403).effect, 'ambiguous');
    assert.equal(failed(body, 403, {}, 'read').error.kind, 'permission');
  });
  it('keeps secrets out of what it says', () => {
    const { error, said } = failed(
      { error_code: 'DAS.200100', error_msg: 'password Gauss_2345, X-Auth-Token: MIIabc' },
      400,
    );
    assert.doesNotMatch(JSON.stringify(error) + said, /Gauss_2345|MIIabc/);
  });

  describe('about the key', () => {
    const reject = (error_msg: string, headers = {}) =>
      failed({ error_code: 'APIGW.0301', error_msg, request_id: 'r' }, 401, headers);
    for (const [message, say] of [
      ['verify aksk signature fail', /secret of profile prod does not belong/],
      ['Get secretKey failed,ak:AKID,err:ak not exist', /does not know the access key id/],
      [
        'AK access failed to reach the limit,forbidden',
        /locked the access key of profile prod for five minutes/,
      ],
      ['decrypt token fail', /token of profile prod has expired or does not fit/],
      [
        'signature expired',
        /clock is off by more than 15 minutes.*temporary access key may also have expired/,
      ],
    ] as const)
      it(`“${message}” is a rejected key, never sent again`, () => {
        const { error, said, transient } = reject(`Incorrect IAM authentication information: ${message}`);
        assert.deepEqual([error.kind, transient], ['keyRejected', false]);
        assert.match(said, say);
        assert.match(said, /until you ask for it/);
      });

    it('says by how much the clock is off where the answer tells', () => {
      const { said } = reject('signature expired', { date: 'Tue, 20 Jan 2026 08:00:00 GMT' });
      assert.match(said, /clock is 30 minutes ahead/);
    });
    it('is the same where IAM itself says it', () =>
      assert.equal(
        failed({ error: { code: 401, message: 'm', title: 'Unauthorized' } }, 401, {}, 'read').error.kind,
        'keyRejected',
      ));
  });
});

import assert from 'node:assert/strict';
import type { CloudError } from '../../../../src/clouds/cloudError';
import { readAnswer } from '../../../../src/clouds/alibaba/answer';
import { plain } from '../../../../src/clouds/text';
import { TransportError, type HttpResponse, type TransportFailure } from '../../../../src/clouds/transport';

const NOW = Date.parse('2026-01-15T08:30:00Z');
const context = {
  profile: 'prod',
  operation: 'FailoverDBCluster',
  region: 'cn-hangzhou',
  host: 'polardb.aliyuncs.com',
  now: NOW,
  secrets: ['verySecretKey', 'CAIS/tokentoken'],
};
const failed = (response: HttpResponse | TransportError) => {
  const result = readAnswer(response, context, { at: NOW, durationMs: 5 }, 'write');
  assert.ok(result.kind === 'failed');
  return result;
};
const answer = (body: unknown, status = 400, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const coded = (Code: string, status = 400, more: object = {}, headers = {}) =>
  failed(answer({ Code, Message: 'm', RequestId: 'R', ...more }, status, headers));
const words = (error: CloudError): string =>
  `${plain(error.explanation)} ${error.advice ? plain(error.advice) : ''}`;

describe('errors of Alibaba Cloud', () => {
  const cases: readonly (readonly [
    code: string,
    statuses: readonly number[],
    kind: string,
    effect: string,
    say: RegExp,
  ])[] = [
    [
      'InvalidAccessKeyId.NotFound',
      [400, 403, 404],
      'credentials',
      'refused',
      /does not know the AccessKey id of profile prod/,
    ],
    ['InvalidAccessKeyId.Inactive', [400], 'credentials', 'refused', /disabled/],
    ['Forbidden.AccessKeyDisabled', [403], 'credentials', 'refused', /disabled/],
    ['SignatureDoesNotMatch', [400, 403], 'credentials', 'refused', /secret of profile prod does not belong/],
    [
      'InvalidSecurityToken.Expired',
      [400, 403],
      'credentials',
      'refused',
      /token of profile prod has expired/,
    ],
    [
      'InvalidSecurityToken.Malformed',
      [400],
      'credentials',
      'refused',
      /token of profile prod is missing or does not fit/,
    ],
    ['MissingSecurityToken', [400], 'credentials', 'refused', /token of profile prod is missing/],
    ['InvalidTimeStamp.Expired', [400], 'clock', 'rejected', /clock/],
    ['Forbidden.RAM', [403], 'permission', 'refused', /no permission for FailoverDBCluster/],
    ['NoPermission', [403, 400], 'permission', 'refused', /no permission/],
    ['Throttling', [400, 429, 503], 'throttled', 'rejected', /limits how often/],
    ['Throttling.User', [400], 'throttled', 'rejected', /limits how often/],
    ['Rejected.Throttling', [400], 'throttled', 'rejected', /limits how often/],
    ['InternalError', [500], 'server', 'ambiguous', /error of its own/],
    ['ServiceUnavailable', [503], 'server', 'ambiguous', /error of its own/],
    ['SomethingNew', [500, 599], 'server', 'ambiguous', /error of its own/],
    ['SignatureNonceUsed', [400], 'refused', 'ambiguous', /SignatureNonceUsed/],
    ['UnsupportHighFrequenceSwitchOver', [400, 403, 404], 'refused', 'refused', /refused FailoverDBCluster/],
    ['InvalidDBClusterId.NotFound', [400, 404], 'refused', 'refused', /refused/],
  ];
  for (const [code, statuses, kind, effect, say] of cases)
    for (const status of statuses)
      it(`${code} with status ${status} is of kind ${kind}`, () => {
        const result = coded(code, status);
        assert.deepEqual([result.error.kind, result.effect], [kind, effect]);
        assert.match(words(result.error), say);
        assert.ok(result.error.advice, 'says what to do');
        assert.deepEqual(
          [result.error.code, result.error.status, result.error.requestId],
          [code, status, 'R'],
        );
        assert.deepEqual(result.attempt, { at: NOW, durationMs: 5, code, status, requestId: 'R' });
      });

  it('says by how much this machine’s clock is off, and which way', () => {
    const at = (ms: number) =>
      coded('InvalidTimeStamp.Expired', 400, {}, { date: new Date(NOW + ms).toUTCString() });
    assert.match(words(at(-20 * 60_000).error), /clock is 20 minutes ahead/);
    assert.match(words(at(125 * 60_000).error), /clock is 125 minutes behind/);
    assert.match(words(coded('InvalidTimeStamp.Expired').error), /off by more than 15 minutes/);
    assert.match(
      words(coded('InvalidTimeStamp.Expired', 400, {}, { date: 'yesterday' }).error),
      /off by more than/,
    );
  });

  for (const [how, detail] of [
    ['an object', { AuthAction: 'polardb:FailoverDBCluster', NoPermissionType: 'ImplicitDeny' }],
    ['JSON text', JSON.stringify({ AuthAction: 'polardb:FailoverDBCluster' })],
  ] as const)
    it(`names the missing action from AccessDeniedDetail as ${how}`, () => {
      const { error } = coded('Forbidden', 403, { AccessDeniedDetail: detail });
      assert.equal(error.kind, 'permission');
      assert.match(
        words(error),
        /polardb:FailoverDBCluster is missing.*policy that allows polardb:FailoverDBCluster/,
      );
    });

  it('reads how long the cloud asks to wait, in milliseconds', () => {
    assert.equal(coded('Throttling', 400, {}, { 'x-acs-retry-after': '2500' }).retryAfterMs, 2500);
    for (const odd of ['', '0', '-5', 'soon'])
      assert.equal(coded('Throttling', 400, {}, { 'x-acs-retry-after': odd }).retryAfterMs, undefined);
  });

  it('reads keys in lower case, and XML of old gateways', () => {
    const lower = failed(answer({ code: 'Throttling', message: 'm', requestId: 'R2' }));
    assert.deepEqual([lower.error.kind, lower.error.requestId], ['throttled', 'R2']);
    const xml =
      '<?xml version="1.0"?><Error><RequestId>R3</RequestId><Code>SignatureDoesNotMatch</Code><Message>m</Message></Error>';
    const { error } = failed(answer(xml, 400));
    assert.deepEqual(
      [error.kind, error.code, error.requestId],
      ['credentials', 'SignatureDoesNotMatch', 'R3'],
    );
  });

  it('never repeats a secret that the cloud echoes', () => {
    const Message =
      'server string to sign is:POST&%2F&AccountPassword%3DAbc12345%26SecurityToken%3DCAIS%252Ftokentoken key verySecretKey';
    const { error } = coded('SignatureDoesNotMatch', 400, { Message });
    const all = JSON.stringify(error) + String(error.stack) + String(error.cloudMessage);
    for (const secret of ['Abc12345', 'tokentoken', 'verySecretKey'])
      assert.ok(!all.includes(secret), secret);
    assert.ok(error.cloudMessage?.startsWith('server string to sign is'));
  });

  it('keeps no half of a secret where it cuts what the cloud said', () => {
    const across = (limit: number) => `${'x'.repeat(limit - 6)}verySecretKey and more`;
    const { error } = coded(across(200), 403, {
      Message: across(2000),
      AccessDeniedDetail: { AuthAction: across(200) },
    });
    assert.equal(error.kind, 'permission');
    const all = JSON.stringify(error) + words(error);
    assert.ok(!all.includes('very'), all);
    assert.deepEqual([error.code?.length, error.cloudMessage?.length], [200, 2000]);
  });

  it('masks a secret that an error in XML escapes', () => {
    const body =
      '<Error><Code>Bad</Code><Message>not Zq7&amp;Planted!Word</Message><RequestId>R</RequestId></Error>';
    const response = { status: 400, headers: {}, body };
    const result = readAnswer(
      response,
      { ...context, secrets: ['Zq7&Planted!Word'] },
      { at: NOW, durationMs: 5 },
      'write',
    );
    assert.ok(result.kind === 'failed');
    assert.equal(result.error.cloudMessage, 'not ******');
  });

  it('masks a secret in the request id of an answer that is not the cloud’s', () => {
    const { error } = failed(answer('<html>', 403, { 'x-acs-request-id': 'verySecretKey' }));
    assert.equal(error.requestId, '******');
  });

  const odd: readonly (readonly [string, string, number, RegExp])[] = [
    ['a web page', '<!DOCTYPE html><html>Sign in</html>', 200, /web page instead of data \(status 200\)/],
    ['a web page of a gateway', '<html>502</html>', 502, /web page.*502/],
    ['nothing', '', 200, /with nothing/],
    ['nothing with a status', ' \n', 403, /with nothing \(status 403\)/],
    ['broken JSON', '{"RequestId":', 200, /not its JSON/],
    ['a JSON list', '[]', 200, /not its JSON/],
    ['a JSON text', '"ok"', 200, /not its JSON/],
    ['null', 'null', 200, /not its JSON/],
    ['an error without a code', '{"message":"no"}', 400, /not its JSON/],
    ['a code that is no text', '{"Code":17}', 400, /not its JSON/],
    ['a redirect', '', 302, /redirect \(status 302\)/],
  ];
  for (const [what, body, status, say] of odd)
    it(`takes ${what} for an answer of nobody knows whom`, () => {
      const { error, effect } = failed(answer(body, status));
      assert.deepEqual([error.kind, effect], ['answer', 'ambiguous']);
      assert.match(words(error), say);
      assert.match(words(error), /polardb\.aliyuncs\.com answered FailoverDBCluster .*http\.proxy/);
    });

  it('takes a request id without the line break that some answers spell out', () => {
    for (const RequestId of ['R-1\n', 'R-1\\n', 'R-1']) {
      const result = readAnswer(answer({ RequestId }, 200), context, { at: 0, durationMs: 0 }, 'write');
      assert.ok(result.kind === 'accepted');
      assert.equal(result.requestId, 'R-1');
    }
  });

  const network: readonly (readonly [TransportFailure, string | undefined, boolean, RegExp])[] = [
    [
      'nameNotFound',
      'ENOTFOUND',
      true,
      /address of polardb\.aliyuncs\.com was not found.*region cn-hangzhou exists/,
    ],
    ['refused', 'ECONNREFUSED', true, /No connection to polardb\.aliyuncs\.com \(ECONNREFUSED\)/],
    ['reset', 'ECONNRESET', true, /broke before the whole answer/],
    ['timeout', undefined, true, /did not answer FailoverDBCluster in time/],
    [
      'tls',
      'SELF_SIGNED_CERT_IN_CHAIN',
      false,
      /not trusted \(SELF_SIGNED_CERT_IN_CHAIN\).*http\.systemCertificates/,
    ],
    ['proxy', undefined, false, /proxy did not let.*http\.proxy/],
    ['tooLarge', undefined, false, /too large/],
    ['other', 'EWHATEVER', true, /failed \(EWHATEVER\)/],
  ];
  for (const [failure, code, transient, say] of network)
    it(`explains a network failure: ${failure}`, () => {
      for (const sent of [true, false]) {
        const result = failed(new TransportError(failure, sent, 'x', code));
        assert.deepEqual([result.error.kind, result.effect], ['network', sent ? 'ambiguous' : 'unsent']);
        assert.equal(result.transient, transient);
        assert.match(words(result.error), say);
      }
    });

  it('tells a cancelled request that was on its way from one that never left', () => {
    const before = failed(new TransportError('cancelled', false, 'x'));
    assert.deepEqual([before.error.kind, before.effect], ['cancelled', 'unsent']);
    const after = failed(new TransportError('cancelled', true, 'x'));
    assert.deepEqual([after.error.kind, after.effect], ['cancelled', 'ambiguous']);
    assert.match(words(after.error), /may have reached the cloud/);
  });
});

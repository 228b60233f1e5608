import assert from 'node:assert/strict';
import type { RequestLogEntry } from '../../../src/clouds/cloudClient';
import { RequestLog } from '../../../src/results/requestLog';

const entry: RequestLogEntry = {
  at: 0,
  profile: 'prod',
  operation: 'FailoverDBCluster',
  region: 'cn-hangzhou',
  host: 'polardb.aliyuncs.com',
  status: 200,
  durationMs: 141.6,
  requestId: '925B84D9',
  attempt: 1,
};

function log(given: RequestLogEntry): string {
  const lines: string[] = [];
  new RequestLog({
    info: (line) => lines.push(`info ${line}`),
    warn: (line) => lines.push(`warn ${line}`),
  }).write(given);
  assert.equal(lines.length, 1);
  return lines[0]!;
}

const logged = (given: Partial<RequestLogEntry>): string => log({ ...entry, ...given });

describe('RequestLog', () => {
  it('writes one line with operation, region, status, duration and request id', () => {
    assert.equal(
      logged({}),
      'info FailoverDBCluster cn-hangzhou 200 142 ms profile=prod host=polardb.aliyuncs.com request=925B84D9',
    );
  });

  it('warns of a refusal with its code, and of no answer', () => {
    const refused = logged({ status: 400, code: 'HaStatusNotSupport', attempt: 2 });
    assert.match(refused, /^warn .* 400 .* code=HaStatusNotSupport attempt=2$/);
    const noAnswer: RequestLogEntry = {
      at: 0,
      profile: 'prod',
      operation: 'DescribeDBClusters',
      region: 'cn-hangzhou',
      host: 'polardb.aliyuncs.com',
      durationMs: 3,
      attempt: 1,
    };
    assert.equal(
      log(noAnswer),
      'warn DescribeDBClusters cn-hangzhou no-answer 3 ms profile=prod host=polardb.aliyuncs.com',
    );
  });

  it('warns of an error code in an answer of status 200', () => {
    assert.match(logged({ code: 'Throttling' }), /^warn /);
  });

  for (const [what, evil] of [
    ['a newline', 'x\n2026-11-22 [info] forged'],
    ['a carriage return', 'x\rforged'],
    ['a Unicode line separator', 'x\u2028forged'],
    ['an escape sequence', 'x\u001b[2Jforged'],
    ['a direction override', 'x\u202eforged'],
    ['fields of its own', 'x code=OK status=200'],
  ] as const)
    it(`does not let a cloud forge lines with ${what}`, () => {
      for (const field of ['requestId', 'code', 'region', 'profile', 'operation', 'host'] as const) {
        const line = logged({ [field]: evil });
        assert.doesNotMatch(line, /[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
        assert.doesNotMatch(line, /(?<!["\w .])forged/u);
        if (what === 'fields of its own') assert.ok(line.includes('"x code=OK status=200"'));
      }
    });

  it('cuts what is endless', () => {
    assert.ok(logged({ code: 'x'.repeat(100_000) }).length < 1000);
  });

  it('masks a secret that a cloud echoes', () => {
    assert.ok(!logged({ code: 'Bad Signature=abcdefabcdef123' }).includes('abcdefabcdef123'));
  });
});

import assert from 'node:assert/strict';
import type { Outcome } from '../../../../src/clouds/cloudClient';
import { atTheEnd, call, error, http, type OnRequest, Wire } from './wire';

const TOKEN = '8f14e45f-ea6d-4c3b-9f2c-000000000001';
const tokenCall = {
  ...call,
  parameters: { ...call.parameters, ClientToken: TOKEN },
  tokenParameter: 'ClientToken',
};

const accepted = http('200 OK', '{"RequestId":"R2"}');
const reset = atTheEnd((socket) => socket.resetAndDestroy());
const tooOften = error('400 Bad Request', 'UnsupportHighFrequenceSwitchOver');
const busy = error('400 Bad Request', 'OperationDenied.DBClusterStatus');
const throttled = error('429 Too Many Requests', 'Throttling.User', ['x-acs-retry-after: 20']);

/** What the first attempts meet, what is known in the end, and the code that is named. */
type Story = readonly [
  what: string,
  attempts: readonly OnRequest[],
  known: Outcome['kind'],
  sent: number,
  code?: string,
];
const AFTER_A_LOST_ANSWER: readonly Story[] = [
  ['the same token is accepted', [reset, accepted], 'accepted', 2],
  [
    'refused as too frequent, perhaps because the first one worked',
    [reset, tooOften],
    'unknown',
    2,
    'UnsupportHighFrequenceSwitchOver',
  ],
  [
    'refused as busy, perhaps because the first one worked',
    [reset, busy],
    'unknown',
    2,
    'OperationDenied.DBClusterStatus',
  ],
  ['throttled, then accepted', [reset, throttled, accepted], 'accepted', 3],
  ['throttled to the end', [reset, throttled], 'unknown', 4, 'Throttling.User'],
  ['no permission any more', [reset, error('403 Forbidden', 'NoPermission')], 'unknown', 2, 'NoPermission'],
];
const AFTER_SOMETHING_ELSE: readonly Story[] = [
  ['500 after the change was made, then accepted', [error('500', 'InternalError'), accepted], 'accepted', 2],
  [
    '500 after the change was made, then refused',
    [error('500', 'InternalError'), tooOften],
    'unknown',
    2,
    'UnsupportHighFrequenceSwitchOver',
  ],
  [
    'half a body, then refused',
    [atTheEnd((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n{"Req')), busy],
    'unknown',
    2,
    'OperationDenied.DBClusterStatus',
  ],
  ['a page of a proxy, then accepted', [http('502 Bad Gateway', '<html>'), accepted], 'accepted', 2],
  [
    'throttled, then refused: nothing was executed',
    [throttled, tooOften],
    'refused',
    2,
    'UnsupportHighFrequenceSwitchOver',
  ],
];

describe('what is known of a write with a token, from real sockets to the outcome', () => {
  const wire = new Wire();
  afterEach(() => wire.close());

  for (const [group, stories] of [
    ['after a lost answer', AFTER_A_LOST_ANSWER],
    ['after something else', AFTER_SOMETHING_ELSE],
  ] as const)
    describe(group, () => {
      for (const [what, attempts, kind, sent, code] of stories)
        it(`${what}: ${kind}, sent ${sent} times`, async () => {
          const { origin, requests } = await wire.serve(...attempts);
          const { outcome } = await wire.send(origin, tokenCall);
          assert.deepEqual([outcome.kind, requests.length, outcome.attempts.length], [kind, sent, sent]);
          assert.equal(outcome.kind === 'accepted' ? undefined : outcome.error.code, code);
          const all = (pattern: RegExp) => requests.map((request) => pattern.exec(request)?.[1]);
          assert.deepEqual(all(/[?&]ClientToken=([^&\s]+)/), Array<string>(sent).fill(TOKEN));
          assert.equal(new Set(all(/^x-acs-signature-nonce: (.+)$/im)).size, sent, 'signed anew each time');
        });
    });
});

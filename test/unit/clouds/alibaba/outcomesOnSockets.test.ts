import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import type { CloudCall, Outcome } from '../../../../src/clouds/cloudClient';
import { selfSigned } from '../../support/selfSigned';
import { answer, atTheEnd, call, error, http, type OnRequest, Wire } from './wire';

const HINT = 'x-acs-retry-after: 20';

/** What happens on the wire, what is then known of a request without a token, and how often it was sent. */
type OnTheWire = readonly [what: string, does: OnRequest, known: Outcome['kind'], sent: number];
const ON_THE_WIRE: readonly OnTheWire[] = [
  ['an answer', http('200 OK', '{"RequestId":"R1"}'), 'accepted', 1],
  [
    'an answer in chunks',
    answer(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"Request\r\n9\r\nId":"R1"}\r\n0\r\n\r\n',
    ),
    'accepted',
    1,
  ],
  ['a reset at the first byte', (socket) => socket.resetAndDestroy(), 'unknown', 1],
  ['a connection closed at the first byte', (socket) => socket.destroy(), 'unknown', 1],
  ['a reset after the last byte', atTheEnd((socket) => socket.resetAndDestroy()), 'unknown', 1],
  ['a status line and no more', answer('HTTP/1.1 200 OK\r\n'), 'unknown', 1],
  ['half a body', answer('HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n{"RequestId":"R1"'), 'unknown', 1],
  [
    'a whole answer with less than it promised',
    answer('HTTP/1.1 200 OK\r\ncontent-length: 60\r\n\r\n{"RequestId":"R1"}'),
    'unknown',
    1,
  ],
  [
    'half a body in chunks',
    answer('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"Request\r\n'),
    'unknown',
    1,
  ],
  ['an answer that is no HTTP', answer('220 mail.example ESMTP\r\n'), 'unknown', 1],
  ['an empty answer', http('200 OK', ''), 'unknown', 1],
  ['no content', answer('HTTP/1.1 204 No Content\r\n\r\n'), 'unknown', 1],
  ['half a JSON', http('200 OK', '{"RequestId":"R1'), 'unknown', 1],
  ['a JSON of somebody else', http('200 OK', '{"login":"https://portal.example"}'), 'unknown', 1],
  ['a web page with 200', http('200 OK', '<html>Sign in</html>'), 'unknown', 1],
  ['a web page with 403', http('403 Forbidden', '<html>Blocked</html>'), 'unknown', 1],
  ['a web page with 429', http('429 Too Many Requests', '<html>Slow down</html>'), 'unknown', 1],
  [
    'a web page with 503 that asks to come back',
    http('503 Service Unavailable', '<html>Busy</html>', ['retry-after: 1']),
    'unknown',
    1,
  ],
  ['a web page with 502', http('502 Bad Gateway', '<html>nginx</html>'), 'unknown', 1],
  ...(
    [
      ['408 Request Timeout', '{"code":"gateway_timeout"}'],
      ['403 Forbidden', '{"code":"session_expired","message":"Sign in again"}'],
      ['400 Bad Request', '{"code":"upstream_throttling"}'],
      ['429 Too Many Requests', '{"Code":"Throttling.User","Message":"of somebody else","RequestId":""}'],
    ] as const
  ).map(([status, body]): OnTheWire => [
    `${status} with a proxy’s ${body}`,
    http(status, body),
    'unknown',
    1,
  ]),
  [
    'a refusal that names its request in the head only',
    http('400 Bad Request', '{"Code":"HaStatusNotSupport"}', ['x-acs-request-id: R1']),
    'refused',
    1,
  ],
  ['a redirect', http('302 Found', '', ['location: https://portal.example/']), 'unknown', 1],
  ['504 with nothing', http('504 Gateway Timeout', ''), 'unknown', 1],
  ['500 of the cloud', error('500 Internal Server Error', 'InternalError'), 'unknown', 1],
  ['503 of the cloud', error('503 Service Unavailable', 'ServiceUnavailable'), 'unknown', 1],
  ['503 with a hint', error('503 Service Unavailable', 'ServiceUnavailable', [HINT]), 'unknown', 1],
  ['a nonce that was used', error('400 Bad Request', 'SignatureNonceUsed'), 'unknown', 1],
  ['throttling with 429', error('429 Too Many Requests', 'Throttling.User'), 'refused', 4],
  ['throttling with 429 and a hint', error('429 Too Many Requests', 'Throttling.User', [HINT]), 'refused', 4],
  ['throttling with 503', error('503 Service Unavailable', 'Throttling'), 'refused', 4],
  ['throttling with 503 and a hint', error('503 Service Unavailable', 'Throttling', [HINT]), 'refused', 4],
  ...['Throttling', 'Throttling.User', 'Throttling.Api', 'QPS Limit Exceeded'].map((code): OnTheWire => [
    `${code} with 400`,
    error('400 Bad Request', code),
    'refused',
    4,
  ]),
  [
    'throttling that asks for more patience than people have',
    error('429 Too Many Requests', 'Throttling.User', ['x-acs-retry-after: 30001']),
    'refused',
    1,
  ],
  ['a clock that is off', error('400 Bad Request', 'InvalidTimeStamp.Expired'), 'refused', 2],
  ['a refusal', error('400 Bad Request', 'HaStatusNotSupport'), 'refused', 1],
  ['Success: false with 200', http('200 OK', '{"RequestId":"R1","Success":false}'), 'refused', 1],
  ['the same as a text', http('200 OK', '{"RequestId":"R1","Success":"False"}'), 'refused', 1],
  ['Success: true', http('200 OK', '{"RequestId":"R1","Success":true}'), 'accepted', 1],
  ['Success: false of somebody else', http('200 OK', '{"Success":false}'), 'unknown', 1],
  [
    'Success: false and an error of the cloud’s own',
    http('200 OK', '{"RequestId":"R1","Success":false,"Code":"InternalError"}'),
    'unknown',
    1,
  ],
  ['a refusal with 404', error('404 Not Found', 'InvalidDBCluster.NotFound'), 'refused', 1],
];

describe('what is known of a write, from real sockets to the outcome', () => {
  const wire = new Wire();
  afterEach(() => wire.close());

  for (const [what, onRequest, kind, times] of ON_THE_WIRE)
    it(`${what}: ${kind}, sent ${times === 1 ? 'once' : `${times} times`}`, async () => {
      const { origin, requests } = await wire.serve(onRequest);
      const { outcome } = await wire.send(origin);
      assert.deepEqual([outcome.kind, requests.length, outcome.attempts.length], [kind, times, times]);
    });

  const long: CloudCall = {
    ...call,
    action: 'CreateAccount',
    parameters: { AccountPassword: 'x'.repeat(8 * 1024 * 1024) },
    secretParameters: ['AccountPassword'],
  };

  it('a reset in the middle of a long request: unknown, sent once', async () => {
    const { origin, requests } = await wire.serve((socket) => socket.resetAndDestroy());
    const { outcome } = await wire.send(origin, long);
    assert.deepEqual([outcome.kind, requests.length], ['unknown', 1]);
  });

  describe('when the time is up', () => {
    for (const [what, onRequest, sent] of [
      ['nothing is answered', () => undefined, call],
      ['the answer stops in its head', atTheEnd((socket) => socket.write('HTTP/1.1 200 OK\r\nconte')), call],
      [
        'the answer stops in its body',
        atTheEnd((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\n{"Request')),
        call,
      ],
      ['the request is not taken', (socket) => socket.pause(), long],
    ] as const satisfies readonly (readonly [string, OnRequest, CloudCall])[])
      it(`${what}: unknown, sent once`, async () => {
        const { origin, requests } = await wire.serve(onRequest);
        const { outcome } = await wire.send(origin, sent, 300);
        assert.deepEqual([outcome.kind, requests.length], ['unknown', 1]);
        assert.ok(outcome.kind === 'unknown' && outcome.error.kind === 'network');
      });
  });

  for (const [status, code] of [
    ['429 Too Many Requests', 'Throttling.User'],
    ['503 Service Unavailable', 'Throttling'],
  ] as const) {
    it(`${status} with a hint: sent again after the time that it names`, async () => {
      const { origin } = await wire.serve(error(status, code, [HINT]));
      assert.deepEqual((await wire.send(origin)).waits, [20, 20, 20]);
    });

    it(`${status} without a hint: sent again after times that double`, async () => {
      const { origin } = await wire.serve(error(status, code));
      assert.deepEqual((await wire.send(origin)).waits, [500, 1000, 2000]);
    });
  }

  describe('before the first byte', () => {
    const notSent = async (origin: string, attempts: number) => {
      const { outcome } = await wire.send(origin);
      assert.deepEqual([outcome.kind, outcome.attempts.length], ['notSent', attempts]);
    };

    it('a refused connection: not sent, tried twice', async () => {
      const server = net.createServer();
      const port = await wire.listen(server);
      await new Promise((resolve) => server.close(resolve));
      await notSent(`http://127.0.0.1:${port}`, 2);
    });

    it('a name that is not found: not sent, tried twice', () =>
      notSent('https://polardb.nowhere.invalid', 2));

    it('a certificate that is not trusted: not sent, tried once', async () =>
      notSent(`https://127.0.0.1:${await wire.listen(https.createServer(selfSigned()))}`, 1));

    it('a reset during the handshake: not sent, tried twice', async () => {
      const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
      await notSent(`https://127.0.0.1:${await wire.listen(server)}`, 2);
    });

    it('a handshake that hangs: not sent, tried twice', async () =>
      notSent(`https://127.0.0.1:${await wire.listen(net.createServer())}`, 2));

    it('something that speaks no TLS: not sent, tried once', async () => {
      const server = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      await notSent(`https://127.0.0.1:${await wire.listen(server)}`, 1);
    });
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { createAlibabaClient } from '../../../../src/clouds/alibaba/alibabaClient';
import type { CloudCall, Outcome } from '../../../../src/clouds/cloudClient';
import { createNodeTransport } from '../../../../src/clouds/nodeTransport';
import { selfSigned } from '../../support/selfSigned';

/** What a server does once it has a request's head, or with each chunk of what follows. */
type OnRequest = (socket: net.Socket, received: string) => void;

/** Answers once the head is there. */
const answer =
  (text: string): OnRequest =>
  (socket, received) => {
    if (received.includes('\r\n\r\n')) socket.end(text);
  };
const http = (status: string, body: string, headers: readonly string[] = []): OnRequest =>
  answer(
    [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n'),
  );
const error = (status: string, Code: string, headers: readonly string[] = []): OnRequest =>
  http(status, JSON.stringify({ Code, Message: 'm', RequestId: 'R1' }), headers);

const HINT = 'x-acs-retry-after: 20';

/** What happens on the wire, what is then known of a request without a token, and how often it was sent. */
const ON_THE_WIRE: readonly (readonly [string, OnRequest, Outcome['kind'], number])[] = [
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
  [
    'a reset after the last byte',
    (socket, received) => {
      if (received.includes('\r\n\r\n')) socket.resetAndDestroy();
    },
    'unknown',
    1,
  ],
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
  ['a web page with 502', http('502 Bad Gateway', '<html>nginx</html>'), 'unknown', 1],
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
  ['throttling with 400', error('400 Bad Request', 'Throttling.Api'), 'refused', 4],
  ['a clock that is off', error('400 Bad Request', 'InvalidTimeStamp.Expired'), 'refused', 2],
  ['a refusal', error('400 Bad Request', 'HaStatusNotSupport'), 'refused', 1],
  ['a refusal with 404', error('404 Not Found', 'InvalidDBCluster.NotFound'), 'refused', 1],
];

const call: CloudCall = {
  cloud: 'alibaba',
  product: 'polardb',
  action: 'FailoverDBCluster',
  region: 'cn-hangzhou',
  parameters: { DBClusterId: 'pc-1', TargetDBNodeId: 'pi-2' },
};

describe('what is known of a write, from real sockets to the outcome', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function listen(server: net.Server): Promise<number> {
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined)));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  function send(origin: string, what = call): Promise<Outcome> {
    return createAlibabaClient({
      profileName: 'prod',
      credentials: () => Promise.resolve({ accessKeyId: 'id', accessKeySecret: 'a secret' }),
      readOnly: () => false,
      origin: () => Promise.resolve(origin),
      transport: createNodeTransport({ connectTimeoutMs: 500 }),
      // Repeats come at once; how long they wait is tested elsewhere.
      clock: { now: () => Date.now(), monotonic: () => performance.now(), sleep: () => Promise.resolve() },
      random: () => 0.5,
      nonce: randomUUID,
      log: () => undefined,
    }).write(what);
  }

  for (const [what, onRequest, kind, times] of ON_THE_WIRE)
    it(`${what}: ${kind}, sent ${times === 1 ? 'once' : `${times} times`}`, async () => {
      let connections = 0;
      const port = await listen(
        net.createServer((socket) => {
          connections += 1;
          let received = '';
          socket.on('data', (chunk) => onRequest(socket, (received += chunk.toString())));
        }),
      );
      const outcome = await send(`http://127.0.0.1:${port}`);
      assert.deepEqual([outcome.kind, connections, outcome.attempts.length], [kind, times, times]);
    });

  it('a reset in the middle of a long request: unknown, sent once', async () => {
    let connections = 0;
    const port = await listen(
      net.createServer((socket) => {
        connections += 1;
        socket.once('data', () => socket.resetAndDestroy());
      }),
    );
    const outcome = await send(`http://127.0.0.1:${port}`, {
      ...call,
      action: 'CreateAccount',
      parameters: { AccountPassword: 'x'.repeat(8 * 1024 * 1024) },
      secretParameters: ['AccountPassword'],
    });
    assert.deepEqual([outcome.kind, connections], ['unknown', 1]);
  });

  describe('before the first byte', () => {
    const notSent = async (origin: string, attempts: number) => {
      const outcome = await send(origin);
      assert.deepEqual([outcome.kind, outcome.attempts.length], ['notSent', attempts]);
    };

    it('a refused connection: not sent, tried twice', async () => {
      const server = net.createServer();
      const port = await listen(server);
      await new Promise((resolve) => server.close(resolve));
      await notSent(`http://127.0.0.1:${port}`, 2);
    });

    it('a name that is not found: not sent, tried twice', () =>
      notSent('https://polardb.nowhere.invalid', 2));

    it('a certificate that is not trusted: not sent, tried once', async () =>
      notSent(`https://127.0.0.1:${await listen(https.createServer(selfSigned()))}`, 1));

    it('a reset during the handshake: not sent, tried twice', async () => {
      const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
      await notSent(`https://127.0.0.1:${await listen(server)}`, 2);
    });

    it('a handshake that hangs: not sent, tried twice', async () =>
      notSent(`https://127.0.0.1:${await listen(net.createServer())}`, 2));

    it('something that speaks no TLS: not sent, tried once', async () => {
      const server = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      await notSent(`https://127.0.0.1:${await listen(server)}`, 1);
    });
  });
});

import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOwnHost, sendDirectly } from '../../../src/clouds/directRequest';
import { TransportError } from '../../../src/clouds/transport';

describe('a request to this machine itself', () => {
  let server: http.Server;
  let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
  const seen: string[] = [];
  beforeEach(async () => {
    seen.length = 0;
    answer = (_, response) => response.end('the answer');
    server = http.createServer((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-of-mine'])}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (more: object = {}, signal?: AbortSignal) =>
    sendDirectly(
      {
        method: 'GET',
        url: `${origin()}/a?b=c`,
        headers: { 'x-of-mine': '1' },
        timeoutMs: 5000,
        maxBytes: 10,
        ...more,
      },
      signal,
    );
  const fails = (sending: Promise<unknown>, failure: TransportError['failure']) =>
    assert.rejects(sending, (error) => error instanceof TransportError && error.failure === failure);

  it('goes out as it is, and brings the whole answer', async () => {
    const { status, body } = await send();
    assert.deepEqual([status, body, seen], [200, 'the answer', ['GET /a?b=c 1']]);
    assert.equal((await send({ method: 'PUT' })).status, 200);
  });

  it('follows no redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: `${origin()}/other` }).end();
    assert.equal((await send()).status, 302);
    assert.equal(seen.length, 1);
  });

  it('takes no more than it is told to', async () => {
    answer = (_, response) => response.end('x'.repeat(11));
    await fails(send(), 'tooLarge');
  });

  it('ends when its time is over, when nobody waits, and when the other side hangs up', async () => {
    answer = () => undefined;
    await fails(send({ timeoutMs: 50 }), 'timeout');
    const stop = new AbortController();
    const sending = send({}, stop.signal);
    stop.abort();
    await fails(sending, 'cancelled');
    await fails(send({}, AbortSignal.abort()), 'cancelled');
    answer = (request) => request.socket.destroy();
    await fails(send(), 'reset');
    answer = (_, response) =>
      response.writeHead(200, { 'content-length': '9' }).write('half', () => response.socket?.destroy());
    await fails(send(), 'reset');
  });

  it('goes nowhere else', async () => {
    for (const url of [
      'https://127.0.0.1/',
      'http://example.com/',
      'http://10.0.0.1/',
      'http://127.0.0.1.example.com/',
    ])
      await fails(send({ url }), 'other');
    assert.deepEqual(['localhost', '[::1]', '127.255.0.1', '169.254.0.1', '100.100.100.200'].map(isOwnHost), [
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(
      ['169.255.0.1', '100.100.100.201', 'localhost.example.com', '[::2]', '128.0.0.1', ''].map(isOwnHost),
      [false, false, false, false, false, false],
    );
  });
});

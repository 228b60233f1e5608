import type { Socket } from 'node:net';
import tls from 'node:tls';
import { Listening } from './listening';

interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** What the cloud does once it has the last byte of a request. */
export type CloudConduct = 'answer' | 'reset' | 'half' | 'hang';

/** An https server that counts what really arrives, and answers as badly as asked. */
export class TlsCloud {
  conduct: CloudConduct = 'answer';
  /** What it answers, in ASCII. */
  says = 'ok';
  /** Each whole request, head and body, as it came out of the encryption. */
  requests: string[] = [];
  /** All bytes of requests, the whole ones among them. */
  bytes = 0;
  readonly server: Listening;

  constructor(private identity: Identity) {
    this.server = new Listening((socket) => this.serve(socket));
  }

  /** Shows another certificate from the next connection on. */
  identifyAs(identity: Identity): void {
    this.identity = identity;
  }

  reset(): void {
    this.conduct = 'answer';
    this.requests = [];
    this.bytes = 0;
    this.server.connections = 0;
  }

  private serve(raw: Socket): void {
    const secure = new tls.TLSSocket(raw, { isServer: true, ...this.identity });
    this.server.keep(secure);
    let text = '';
    secure.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      this.requests.push(text);
      text = '';
      this.reply(secure, raw);
    });
  }

  private reply(secure: tls.TLSSocket, raw: Socket): void {
    if (this.conduct === 'reset') raw.resetAndDestroy();
    else if (this.conduct === 'half') secure.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"Reque');
    else if (this.conduct === 'answer')
      secure.write(
        `HTTP/1.1 200 OK\r\ncontent-length: ${this.says.length}\r\nconnection: keep-alive\r\n\r\n${this.says}`,
      );
  }
}

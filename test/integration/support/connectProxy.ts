import net, { type Socket } from 'node:net';
import { Listening } from './listening';

/** What the proxy does with a CONNECT that it lets in: `refuse` by a status, or one of these. */
export type ProxyConduct =
  'tunnel' | 'close' | 'hang' | 'resetBeforeTls' | 'html' | { readonly refuse: number };

const HTML = '<!doctype html><title>Sign in to the network</title>';

/** An HTTP proxy on this machine. It alone knows where the made-up names lead: all of them to one port. */
export class ConnectProxy {
  conduct: ProxyConduct = 'tunnel';
  /** The targets asked for, with the right password or with none needed: "host:port". */
  connects: string[] = [];
  /** How often the password was missing or wrong. */
  turnedAway = 0;
  readonly server = new Listening((socket) => this.accept(socket));
  /** Who is let in, as "user:password"; undefined for all. */
  admits: string | undefined;
  private readonly held: (() => Promise<void>)[] = [];

  constructor(
    private readonly leadsTo: () => number,
    private readonly userInfo?: string,
  ) {
    this.admits = userInfo;
  }

  /** What `http.proxy` is set to. */
  get url(): string {
    return `http://${this.userInfo ? `${this.userInfo}@` : ''}127.0.0.1:${this.server.port}`;
  }

  reset(): void {
    this.conduct = 'tunnel';
    this.admits = this.userInfo;
    this.connects = [];
    this.turnedAway = 0;
    this.held.length = 0;
    this.server.connections = 0;
  }

  /** Opens the tunnels that `hang` has kept waiting; resolves when the client has closed each of them. */
  async openHeld(): Promise<void> {
    await Promise.all(this.held.splice(0).map((open) => open()));
  }

  /** Serves a client that came in by `server`, or by another door. */
  accept(client: Socket): void {
    let head = '';
    const listen = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      client.removeListener('data', listen);
      this.answer(client, head);
    };
    client.on('data', listen);
  }

  private answer(client: Socket, head: string): void {
    const target = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1];
    if (target === undefined) return void client.end(page(400));
    const given = /^proxy-authorization: Basic (\S+)/im.exec(head)?.[1] ?? '';
    if (this.admits && Buffer.from(given, 'base64').toString() !== decodeURIComponent(this.admits)) {
      this.turnedAway += 1;
      return void client.end(page(407, 'Proxy-Authenticate: Basic realm="test"\r\n'));
    }
    this.connects.push(target);
    const { conduct } = this;
    if (typeof conduct === 'object') client.end(page(conduct.refuse));
    else if (conduct === 'close') client.destroy();
    else if (conduct === 'html') client.end(page(200));
    else if (conduct === 'hang') this.held.push(() => this.tunnel(client));
    else if (conduct === 'tunnel') void this.tunnel(client);
    else {
      client.once('data', () => client.resetAndDestroy());
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    }
  }

  private tunnel(client: Socket): Promise<void> {
    const upstream = net.connect(this.leadsTo(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    this.server.keep(upstream);
    upstream.on('error', () => client.resetAndDestroy());
    upstream.on('close', () => client.destroy());
    return new Promise((resolve) => {
      client.on('close', () => {
        upstream.destroy();
        resolve();
      });
    });
  }
}

const page = (status: number, headers = ''): string =>
  `HTTP/1.1 ${status} Said by the proxy\r\n${headers}content-type: text/html\r\nconnection: close\r\n` +
  `content-length: ${HTML.length}\r\n\r\n${HTML}`;

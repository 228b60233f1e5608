import net, { type AddressInfo, type Socket } from 'node:net';

/** A server on a free port of this machine, with all connections it has. */
export class Listening {
  connections = 0;
  private readonly server: net.Server;
  private readonly sockets = new Set<Socket>();

  constructor(onSocket: (socket: Socket) => void) {
    this.server = net.createServer((socket) => {
      this.connections += 1;
      this.keep(socket);
      onSocket(socket);
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Has `close` end this connection too. What goes wrong with it is for the other side to notice. */
  keep(socket: Socket): void {
    this.sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => this.sockets.delete(socket));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

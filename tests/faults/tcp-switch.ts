import net from 'node:net';

/** One address in front of several servers, as a load balancer is: each connection goes to the next one that answers. */
export class TcpSwitch {
  private turn = 0;
  private readonly open = new Set<net.Socket>();

  private constructor(
    private readonly server: net.Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', (socket) => this.forward(socket));
  }

  static over(ports: readonly number[]): Promise<TcpSwitch> {
    return new Promise((resolve, reject) => {
      const server = net.createServer();
      server.on('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(new TcpSwitch(server, ports)));
    });
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private forward(socket: net.Socket): void {
    this.keep(socket);
    const first = this.turn++;
    this.tryFrom(socket, first, first + this.ports.length);
  }

  private tryFrom(socket: net.Socket, turn: number, end: number): void {
    if (turn === end) return void socket.destroy();
    const target = net.connect(this.ports[turn % this.ports.length] ?? 0, '127.0.0.1');
    const refused = (): void => this.tryFrom(socket, turn + 1, end);
    target.once('error', refused);
    target.once('connect', () => {
      target.off('error', refused);
      this.keep(target);
      target.on('close', () => socket.destroy());
      socket.on('close', () => target.destroy());
      socket.pipe(target).pipe(socket);
    });
  }

  private keep(socket: net.Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.open.delete(socket));
  }
}

import net from 'node:net';

const LOOK_MS = 250;
const ANSWER_MS = 400;

/**
 * One address in front of several servers, as a load balancer is: each connection goes to the next one that says on `/readyz`
 * that it serves, or, when none does, to the next one that takes connections.
 */
export class TcpSwitch {
  private turn = 0;
  private readonly open = new Set<net.Socket>();
  private readonly unready = new Set<number>();
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly server: net.Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', (socket) => this.forward(socket));
    this.timer = setInterval(() => {
      for (const port of ports) void this.look(port);
    }, LOOK_MS);
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
    clearInterval(this.timer);
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private async look(port: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
    if (answer?.ok === true) this.unready.delete(port);
    else this.unready.add(port);
  }

  private forward(socket: net.Socket): void {
    this.keep(socket);
    const turn = this.turn++;
    const inTurn = this.ports.map((_, i) => this.ports[(turn + i) % this.ports.length] ?? 0);
    const ready = inTurn.filter((port) => !this.unready.has(port));
    this.tryNext(socket, ready.length > 0 ? ready : inTurn);
  }

  private tryNext(socket: net.Socket, [port, ...others]: readonly number[]): void {
    if (port === undefined) return void socket.destroy();
    const target = net.connect(port, '127.0.0.1');
    const refused = (): void => this.tryNext(socket, others);
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

/**
 * The origins that may send unsafe requests and open sockets, compared exactly (AU4). With PUBLIC_URL it is that one;
 * without, the ways a browser on this machine can name the address listened on.
 */
export class AllowedOrigins {
  private known: ReadonlySet<string>;

  constructor(
    private readonly publicUrl: string | null,
    private readonly host: string,
    port: number,
  ) {
    this.known = this.originsAt(port);
  }

  /** Tells the port really listened on, where 0 was asked for. */
  listeningOn(port: number): void {
    this.known = this.originsAt(port);
  }

  /** The one to put into links. */
  get first(): string {
    return [...this.known][0] ?? '';
  }

  has(origin: string): boolean {
    return this.known.has(origin);
  }

  private originsAt(port: number): ReadonlySet<string> {
    if (this.publicUrl !== null) return new Set([this.publicUrl]);
    const hosts = ['localhost', '127.0.0.1', this.host.includes(':') ? `[${this.host}]` : this.host];
    return new Set(hosts.map((host) => `http://${host}${port === 80 ? '' : `:${port}`}`));
  }
}

import { LOG_LEVELS, type LogLevel } from '../config.js';

type Facts = Readonly<Record<string, unknown>>;

/** Structured log: one JSON object a line, on stderr. Facts never hold passwords, cookies or texts of articles. */
export class Log {
  constructor(
    private readonly level: LogLevel,
    private readonly write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
  ) {}

  debug(event: string, facts: Facts = {}): void {
    this.line('debug', event, facts);
  }
  info(event: string, facts: Facts = {}): void {
    this.line('info', event, facts);
  }
  warn(event: string, facts: Facts = {}): void {
    this.line('warn', event, facts);
  }
  /** With the error's stack: for bugs, never for expected refusals. */
  error(event: string, error: unknown, facts: Facts = {}): void {
    this.line('error', event, { ...facts, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  private line(level: LogLevel, event: string, facts: Facts): void {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(this.level)) return;
    this.write(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }));
  }
}

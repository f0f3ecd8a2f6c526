import net, { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { type Config, EXIT, StartRefused } from './config.js';
import { openDatabase } from './database/open-database.js';
import { Members } from './identity/members.service.js';
import { Draining } from './running/draining.js';
import { Log } from './running/log.js';
import { serveClient } from './running/static-files.js';
import { PROJECT } from './running/version.js';
import { AllowedOrigins } from './transport/allowed-origins.js';
import { guardEdge } from './transport/edge.js';

export interface RunningServer {
  readonly port: number;
  /** Where a browser on this machine reaches it. */
  readonly url: string;
  readonly app: INestApplicationContext;
  /** Drains: `/readyz` says no, what came is stored and answered, sockets are closed; then the database is let go. */
  stop(): Promise<void>;
}

/** What a caller adds to a start. */
export interface StartHooks {
  /** Called around the one seeding of the demo. */
  readonly seeding?: (seed: () => Promise<void>) => Promise<void>;
  readonly say?: (line: string) => void;
}

/** Brings everything up and listens last: an accepted connection means that the server is ready. */
export async function startServer(config: Config, hooks: StartHooks = {}): Promise<RunningServer> {
  const log = new Log(config.logLevel);
  await refuseTakenPort(config);
  hooks.say?.('Bringing the database up to date…');
  const source = await openDatabase(config);
  try {
    return await startOver(source, config, log, hooks);
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw error;
  }
}

async function startOver(source: DataSource, config: Config, log: Log, hooks: StartHooks): Promise<RunningServer> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, source, log), {
    bodyParser: false,
    logger: nestLogger(log),
    forceCloseConnections: true,
    abortOnError: false,
  });
  guardEdge(app, config, log);
  serveClient(app);
  await app.init();
  if (config.demo && !config.bench && (await app.get(Members).setUpNeeded())) await seedDemo(app, hooks);
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw listenRefusal(error, config);
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  app.get(AllowedOrigins).listeningOn(port);
  log.info('listening', { host: config.host, port });
  const stop = async (): Promise<void> => {
    app.get(Draining).begun = true;
    await pause(config.drainMs);
    await app.close();
  };
  return { port, url: config.publicUrl ?? `http://localhost:${port}`, app, stop };
}

/** The demo is data run through the real services; a build without it starts without it. */
async function seedDemo(app: INestApplicationContext, hooks: StartHooks): Promise<void> {
  const seed = async (): Promise<void> => {
    const demo = new URL('dist/seeds/demo.js', PROJECT).href;
    const { seedDemo: run } = (await import(demo)) as { seedDemo: (app: INestApplicationContext) => Promise<void> };
    await run(app);
  };
  hooks.say?.('Telling the demo story once…');
  await (hooks.seeding ?? ((work) => work()))(seed);
}

/** Tries the port before anything slow is done; it is taken for good only when everything is ready. */
export function refuseTakenPort(config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => reject(listenRefusal(error, config)));
    probe.listen({ port: config.port, host: config.host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function listenRefusal(error: unknown, config: Config): Error {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new StartRefused(EXIT.portInUse, `Port ${config.port} is in use by another program; stop it, or set PORT to another number.`);
  }
  if (code === 'EACCES')
    return new StartRefused(EXIT.portInUse, `Port ${config.port} may not be used by this account; set PORT to another number.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartRefused(EXIT.settings, `HOST is "${config.host}", which is no address of this machine.`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** Nest tells of every route it maps; only its warnings and errors are worth a line. */
function nestLogger(log: Log): LoggerService {
  return {
    log: () => undefined,
    warn: (message: unknown) => log.warn('nest', { message: String(message) }),
    error: (message: unknown) => log.error('nest', message),
    fatal: (message: unknown) => log.error('nest', message),
  };
}

/** Runs the work; a refused start ends the process with its sentence and exit code, any other error with its stack. */
export async function orExit(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StartRefused) process.stderr.write(`Assay cannot start: ${error.message}\n`);
    else console.error(error);
    process.exit(error instanceof StartRefused ? error.exitCode : EXIT.unexpected);
  }
}

import { lookup } from 'node:dns/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defineRoom, defineServer, matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { Application } from 'express';
import packageJson from '../package.json' with { type: 'json' };
import { ENGINE_VERSION } from '../shared/game/session/session.ts';
import { limits, PROTOCOL_VERSION, SOCKET_PATH } from '../shared/protocol/limits.ts';
import { networkOrigins } from './addresses.ts';
import { Games } from './games/games.ts';
import { ProgressDesk } from './games/progress.ts';
import { Counters } from './guard/counters.ts';
import { api } from './http/api.ts';
import { serveClient } from './http/client.ts';
import { securityHeaders } from './http/headers.ts';
import { answerProblems, HttpProblem } from './http/problems.ts';
import type { Catalog } from './levels/entry.ts';
import { quietLogger } from './logger.ts';
import { Classes } from './rooms/class/classes.ts';
import { classRoom } from './rooms/class/room.ts';
import { systemTime, type Time } from './rooms/class/time.ts';
import { Seating } from './rooms/seating.ts';
import { soloRoom } from './rooms/solo.ts';
import { openStore } from './store/store.ts';

export interface AppOptions {
  readonly port: number;
  readonly host?: string;
  readonly dataDir: string;
  readonly catalog: Catalog;
  /** The built client; missing, only the interface and the sockets are served. */
  readonly clientFolder?: string;
  readonly trustProxy?: boolean;
  /** Where classes get their time from; the system's where it is not said. */
  readonly time?: Time;
}

export interface App {
  readonly port: number;
  readonly counters: Counters;
  /** Tells everybody, waits until all that was accepted is on disk, and lets go of port and database. */
  close(): Promise<void>;
}

/**
 * The whole server in one process and on one port: pages, HTTP interface, sockets. Ready, with its database open, when
 * the promise resolves; rejects with a sentence if the port or the data folder cannot be had. One at a time in
 * a process, because Colyseus' match maker is one.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const store = await openStore(options.dataDir);
  const counters = new Counters();
  const games = new Games(store, options.catalog);
  const seating = new Seating();
  const progress = new ProgressDesk(store, games, options.catalog);
  const time = options.time ?? systemTime;
  const classes = new Classes({ store, catalog: options.catalog, counters, time });
  const startedAt = performance.now();

  const httpServer = createServer();
  const port = (): number => (httpServer.address() as AddressInfo).port;
  const origins = (): string[] => networkOrigins(options.host, port());
  const transport = new WebSocketTransport({
    server: httpServer,
    maxPayload: limits.frameBytes,
    pingInterval: 5000,
    pingMaxRetries: 3,
    beforeUpgrade: (request) =>
      new URL(request.url).pathname.startsWith(`${SOCKET_PATH}/`)
        ? undefined
        : new Response(null, { status: 404 }),
  });

  // Seats are given by our own interface, which knows the player; nothing of the match maker is open to clients.
  matchMaker.controller.exposedMethods = [];
  matchMaker.controller.DEFAULT_CORS_HEADERS = {} as typeof matchMaker.controller.DEFAULT_CORS_HEADERS;
  matchMaker.controller.getCorsHeaders = () => ({});

  const server = defineServer({
    transport,
    greet: false,
    gracefullyShutdown: false,
    logger: quietLogger,
    rooms: {
      solo: defineRoom(soloRoom({ games, seating, counters })),
      class: defineRoom(classRoom({ classes, seating, counters })),
    },
    express: (app: Application) => {
      app.disable('x-powered-by');
      app.set('trust proxy', options.trustProxy ?? false);
      app.use(securityHeaders);
      app.get('/health', (_request, response) => {
        response.set('Cache-Control', 'no-store').json({
          ok: true,
          version: packageJson.version,
          engine: ENGINE_VERSION,
          protocol: PROTOCOL_VERSION,
          uptimeSeconds: Math.round((performance.now() - startedAt) / 1000),
          rooms: matchMaker.stats.local.roomCount,
          boards: matchMaker.stats.local.ccu,
          games: games.size,
          classes: classes.size,
          levels: options.catalog.size,
          db: { ok: true, commits: store.queue.commits, waiting: store.queue.depth },
          counters: counters.snapshot(),
        });
      });
      app.use(
        '/api',
        api({ store, catalog: options.catalog, games, progress, seating, counters, classes, time, origins }),
      );
      if (options.clientFolder) app.use(serveClient(options.clientFolder));
      app.use(() => {
        throw new HttpProblem(404, 'notFound', 'There is nothing at this address.');
      });
      app.use(answerProblems);
    },
  });

  try {
    // Asked here, because the framework answers a name that nobody knows with a stack trace of its own.
    if (options.host)
      await lookup(options.host).catch((error) => Promise.reject(listenError(error, options)));
    await new Promise<void>((resolve, reject) => {
      httpServer.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
      server.listen(options.port, options.host).then(resolve, reject);
    });
  } catch (error) {
    await store.close();
    throw error;
  }

  return {
    port: port(),
    counters,
    async close() {
      await server.gracefullyShutdown(false);
      httpServer.closeAllConnections();
      await classes.close();
      await store.close();
    },
  };
}

function listenError(error: NodeJS.ErrnoException, { port, host }: AppOptions): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`port ${port} is taken; stop what uses it, or set PORT to another number`);
  if (error.code === 'EACCES')
    return new Error(`port ${port} is not ours to open; set PORT to a number above 1023`);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? ''))
    return new Error(`HOST is "${host}", which is no address of this machine`);
  return error;
}

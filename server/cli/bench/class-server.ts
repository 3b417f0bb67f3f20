/**
 * A server process to be measured: `class` is the whole game server, `bare` a Colyseus room that does nothing but change one
 * number of its state. Says what it used when it is asked.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Room as AnyRoom, defineRoom, defineServer, matchMaker, Room } from '@colyseus/core';
import { type SchemaType, schema, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { startApp } from '../../app.ts';
import { loadCatalog } from '../../levels/catalog.ts';
import { quietLogger } from '../../logger.ts';

export interface Usage {
  readonly cpuMicros: number;
  readonly rssBytes: number;
  readonly atMs: number;
  /** The longest that the event loop was late since the last time it was asked. */
  readonly lateMs: number;
  readonly counters: Readonly<Record<string, number>>;
}

const BareState = schema({ count: t.uint32().default(0) }, 'BareState');
type BareState = SchemaType<typeof BareState>;

class BareRoom extends Room<{ state: BareState }> {
  override state = new BareState();
  override maxClients = 64;

  override onCreate() {
    this.patchRate = 50;
    this.onMessage('act', () => {
      this.state.count++;
    });
  }
}

async function startBare(): Promise<number> {
  const httpServer = createServer();
  matchMaker.controller.exposedMethods = ['create', 'joinById'];
  const server = defineServer({
    transport: new WebSocketTransport({ server: httpServer }),
    greet: false,
    gracefullyShutdown: false,
    logger: quietLogger,
    rooms: { bare: defineRoom(BareRoom as new () => AnyRoom) },
  });
  await server.listen(0, '127.0.0.1');
  return (httpServer.address() as AddressInfo).port;
}

const [mode, dataDir] = process.argv.slice(2);
let counters = (): Record<string, number> => ({});
let port: number;
if (mode === 'bare') port = await startBare();
else {
  const app = await startApp({ port: 0, host: '127.0.0.1', dataDir, catalog: loadCatalog() });
  counters = () => app.counters.snapshot();
  port = app.port;
}

let late = 0;
let expected = performance.now() + 20;
setInterval(() => {
  late = Math.max(late, performance.now() - expected);
  expected = performance.now() + 20;
}, 20);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMicros: user + system,
    rssBytes: process.memoryUsage.rss(),
    atMs: performance.now(),
    lateMs: late,
    counters: counters(),
  };
  late = 0;
  process.send!(usage);
});
process.once('disconnect', () => process.exit(0));
process.send!({ port });

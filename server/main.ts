import './launch/require-node.ts';
import { allOrigins } from './addresses.ts';
import { startApp } from './app.ts';
import { clientFolder, readConfig } from './config.ts';
import { loadCatalog } from './levels/catalog.ts';

/** How long a graceful stop may take before the process ends anyway; what was acknowledged is on disk in any case. */
const STOP_MS = 8000;

try {
  const config = readConfig(process.env);
  const catalog = loadCatalog();
  const app = await startApp({ ...config, catalog, clientFolder });

  const stop = (): void => {
    setTimeout(() => process.exit(0), STOP_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error) => {
        console.error('while stopping:', error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by a launcher that is gone, killed perhaps: nobody could stop us any more, and we hold the port.
  process.once('disconnect', stop);
  process.channel?.unref();
  // What was acknowledged is on disk, and a game in memory is a value that a failed step left as it was: better to go on.
  process.on('uncaughtException', (error) => {
    app.counters.add('exceptions');
    console.error('uncaught:', error);
  });
  process.on('unhandledRejection', (error) => {
    app.counters.add('exceptions');
    console.error('unhandled rejection:', error);
  });

  // In development the address to open is Vite's.
  if (!process.env.PYARENA_DEV)
    console.log(`PyArena is at ${allOrigins(config.host, app.port).join('  and  ')}`);
} catch (error) {
  console.error(`PyArena cannot start: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof Error && error.cause) console.error(error.cause);
  process.exit(1);
}

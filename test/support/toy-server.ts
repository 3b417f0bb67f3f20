/** A real server process on toy levels: `DATA_DIR`, `PORT` (0: any) from the environment; prints `ready PORT`. */
import { startApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { loadCatalog } from '../../server/levels/catalog.ts';
import { toyCatalog } from './toy.ts';

const config = readConfig(process.env);
const catalog = process.env.LEVELS === 'real' ? loadCatalog() : toyCatalog;
const app = await startApp({ ...config, host: '127.0.0.1', catalog });
process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(0));
console.log(`ready ${app.port}`);

import type { Level } from '../../shared/level/level.ts';
import { type Catalog, makeCatalog } from './catalog.ts';

/** The shipped level files, one chunk. They are checked by the tests and before they are published, not here. */
const files = import.meta.glob<Level>('../../assets/levels/*/*.json', { eager: true, import: 'default' });

/** Every level of the game. Also there without a server. */
export const catalog: Catalog = makeCatalog(files);

import type { Hosts } from '../host/hosts.ts';
import { createHosts } from '../host/hosts.ts';
import { catalog } from './levels.ts';

/** Games, progress and the connection: one for the page, made when the first screen that needs it is loaded. */
export const hosts: Hosts = createHosts({ levels: catalog.entries.map((entry) => entry.level) });

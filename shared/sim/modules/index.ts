/** The native modules by name. */
import { atexitModule } from './atexit.ts';
import { collectionsModule } from './collections.ts';
import { functoolsModule } from './functools.ts';
import { gcModule } from './gc.ts';
import { itertoolsModule } from './itertools.ts';
import { mathModule } from './math.ts';
import type { ModuleDef } from './module.ts';
import { operatorModule } from './operator.ts';
import { randomModule } from './random.ts';
import { sysModule } from './sys.ts';
import { threadModule } from './thread.ts';
import { timeModule } from './time.ts';
import { weakrefModule } from './weakref.ts';

export const nativeModules: readonly ModuleDef[] = [
  atexitModule,
  collectionsModule,
  functoolsModule,
  gcModule,
  itertoolsModule,
  mathModule,
  operatorModule,
  randomModule,
  sysModule,
  threadModule,
  timeModule,
  weakrefModule,
];

const byName: ReadonlyMap<string, ModuleDef> = new Map(nativeModules.map((m) => [m.name, m]));

export function nativeModule(name: string): ModuleDef | undefined {
  return byName.get(name);
}

/** The native modules by name. */
import { abcModule } from './abc.ts';
import { atexitModule } from './atexit.ts';
import { bisectModule } from './bisect.ts';
import { collectionsModule } from './collections.ts';
import { functoolsModule } from './functools.ts';
import { gcModule } from './gc.ts';
import { ioModule } from './io.ts';
import { itertoolsModule } from './itertools.ts';
import { lineMemoryModule } from './linememory.ts';
import { mathModule } from './math.ts';
import type { ModuleDef } from './module.ts';
import { numpyModule } from './numpy.ts';
import { operatorModule } from './operator.ts';
import { randomModule } from './random.ts';
import { stringModule } from './string.ts';
import { sysModule } from './sys.ts';
import { threadModule } from './thread.ts';
import { timeModule } from './time.ts';
import { tracebackModule } from './traceback.ts';
import { tracemallocModule } from './tracemalloc.ts';
import { weakrefModule } from './weakref.ts';

export const nativeModules: readonly ModuleDef[] = [
  abcModule,
  atexitModule,
  bisectModule,
  collectionsModule,
  functoolsModule,
  gcModule,
  ioModule,
  itertoolsModule,
  lineMemoryModule,
  mathModule,
  numpyModule,
  operatorModule,
  randomModule,
  stringModule,
  sysModule,
  threadModule,
  timeModule,
  tracebackModule,
  tracemallocModule,
  weakrefModule,
];

const byName: ReadonlyMap<string, ModuleDef> = new Map(nativeModules.map((m) => [m.name, m]));

export function nativeModule(name: string): ModuleDef | undefined {
  return byName.get(name);
}

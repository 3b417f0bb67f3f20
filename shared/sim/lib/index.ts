/** The library modules that are Python source, in our own words. */
import { abcLib } from './abc.ts';
import { annotationlibLib } from './annotationlib.ts';
import { collectionsLib } from './collections.ts';
import { collectionsAbcLib, underscoredAbcLib } from './collections-abc.ts';
import { contextlibLib } from './contextlib.ts';
import { copyLib } from './copy.ts';
import { copyregLib } from './copyreg.ts';
import { dataclassesLib } from './dataclasses.ts';
import { enumLib } from './enum.ts';
import { fnmatchLib } from './fnmatch.ts';
import { functoolsLib } from './functools.ts';
import { futureLib } from './future.ts';
import { bisectLib, heapqLib } from './heaps.ts';
import { ioLib } from './io.ts';
import { keywordLib } from './keyword.ts';
import { linecacheLib } from './linecache.ts';
import type { LibModule } from './module.ts';
import { memoryProfilerLib, objgraphLib } from './profiling.ts';
import { queueLib } from './queue.ts';
import { randomLib } from './random.ts';
import { siteLib } from './site.ts';
import { stringLib } from './string.ts';
import { textwrapLib } from './textwrap.ts';
import { threadingLib } from './threading.ts';
import { tracebackLib } from './traceback.ts';
import { tracemallocLib } from './tracemalloc.ts';
import { typesLib } from './types.ts';
import { typingLib } from './typing.ts';
import { weakrefLib } from './weakref.ts';

export const libModules: readonly LibModule[] = [
  abcLib,
  annotationlibLib,
  bisectLib,
  collectionsAbcLib,
  underscoredAbcLib,
  collectionsLib,
  contextlibLib,
  copyLib,
  copyregLib,
  dataclassesLib,
  enumLib,
  fnmatchLib,
  functoolsLib,
  futureLib,
  heapqLib,
  ioLib,
  keywordLib,
  linecacheLib,
  memoryProfilerLib,
  objgraphLib,
  queueLib,
  randomLib,
  siteLib,
  stringLib,
  textwrapLib,
  threadingLib,
  tracebackLib,
  tracemallocLib,
  typesLib,
  typingLib,
  weakrefLib,
];

/** The library module of that name, or undefined. */
export function libModule(name: string): LibModule | undefined {
  return libModules.find((module) => module.name === name);
}

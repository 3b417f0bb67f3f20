/** What a program's files say, for tracebacks and messages (CPython reads them anew). */
import type { Runtime } from '../objects/runtime.ts';

/** Source texts by file name, in lines without their breaks. */
export function sourcesOf(rt: Runtime): Map<string, string[]> {
  let sources = rt.moduleState.get('sources') as Map<string, string[]> | undefined;
  if (sources === undefined) rt.moduleState.set('sources', (sources = new Map()));
  return sources;
}

/**
 * What `sys._debugmallocstats()` says of the free lists, to the character (Objects/object.c: _PyObject_DebugTypeStats, Objects/obmalloc.c:
 * _PyDebugAllocatorStats). Sizes are those of the structs, without the collector's header.
 */
import { statsEntry } from '../pymalloc/mallocstats.ts';
import type { Ruleset } from '../rulesets/index.ts';
import type { FreeList, FreeLists } from './freelists.ts';

/** A line for each list that the release tells of; every line ends with a newline. */
export function freeListStatsText(free: FreeLists, rules: Ruleset): string {
  const { minor, sizes } = rules;
  const head = sizes.gcHeaderBytes;
  const lines: string[] = [];
  const row = (list: FreeList, struct: string, bytes: number): void => {
    const n = list.blocks.length;
    lines.push(statsEntry(`${`${n} free ${struct}s * ${bytes} bytes each`.padStart(48)} `, n * bytes));
  };
  if (minor <= 8)
    row(free.builtinMethod, 'PyCFunctionObject', (sizes.fixed.builtin_function_or_method ?? 0) - head);
  row(free.dict, 'PyDictObject', sizes.dictBytes - head);
  if (minor >= 13) row(free.dictKeys, 'PyDictKeysObject', 32);
  row(free.float, 'PyFloatObject', sizes.fixed.float ?? 0);
  // The struct ends with room for one local.
  if (minor <= 10) row(free.frame, 'PyFrameObject', sizes.frame.baseBytes - head + 8);
  row(free.list, 'PyListObject', sizes.listBytes - head);
  if (minor <= 8) row(free.method, 'PyMethodObject', (sizes.fixed.method ?? 0) - head);
  for (const [n, list] of free.tuples.entries())
    if (n > 0) row(list, `${n}-sized PyTupleObject`, sizes.tupleBaseBytes - head + 8 * n);
  return `${lines.join('\n')}\n`;
}

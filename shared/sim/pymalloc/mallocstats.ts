/**
 * The text that `sys._debugmallocstats()` prints about pymalloc, to the character, up to the free lists (which are
 * another layer's). Models Objects/obmalloc.c: _PyObject_DebugMallocStats and printone, 3.8 to 3.13.
 */
import type { PymallocGeometry } from '../rulesets/allocator.ts';
import { arenasOf } from './inspect.ts';
import type { Pymalloc } from './pymalloc.ts';
import { heapUsage } from './usage.ts';

/** CPython's malloc statistics of the heap; every line ends with a newline. */
export function mallocStatsText(heap: Pymalloc): string {
  const usage = heapUsage(heap);
  const { maxRequest, poolSize, arenaSize, arenaMapBits } = heap.geometry;
  const lines = [
    `Small block threshold = ${maxRequest}, in ${heap.classes} size classes.`,
    '',
    'class   size   num pools   blocks in use  avail blocks',
    '-----   ----   ---------   -------------  ------------',
  ];
  for (const { szidx, blockBytes, pools, blocksUsed, blocksFree } of usage.classes) {
    if (pools === 0) continue;
    lines.push(
      `${pad(szidx, 5)} ${pad(blockBytes, 6)} ${pad(pools, 11)} ${pad(blocksUsed, 15)} ${pad(blocksFree, 13)}`,
    );
  }
  lines.push(
    '',
    entry('# arenas allocated total', usage.arenasEverMapped),
    entry('# arenas reclaimed', usage.arenasEverMapped - usage.arenas),
    entry('# arenas highwater mark', usage.arenasPeak),
    entry('# arenas allocated current', usage.arenas),
    entry(`${usage.arenas} arenas * ${arenaSize} bytes/arena`, usage.arenaBytes),
    '',
    entry('# bytes in allocated blocks', usage.usedBlockBytes),
    entry('# bytes in available blocks', usage.freeBlockBytes),
    entry(`${usage.freePools} unused pools * ${poolSize} bytes`, usage.freePoolBytes),
    entry('# bytes lost to pool headers', usage.poolHeaderBytes),
    entry('# bytes lost to quantization', usage.quantizationBytes),
    entry('# bytes lost to arena alignment', usage.alignmentBytes),
    entry('Total', usage.arenaBytes),
  );
  if (arenaMapBits !== undefined) lines.push('', ...arenaMapLines(heap, arenaMapBits));
  return `${lines.join('\n')}\n`;
}

/** The radix tree of 3.10 and later: three levels that share the bits of an address above the arena. */
function arenaMapLines(heap: Pymalloc, addressBits: 48 | 64): string[] {
  const { interiorBytes, bottomBytes, bottomSpan } = arenaMap(heap.geometry, addressBits);
  const bottoms = new Set<number>();
  for (const { address, sizeBytes } of arenasOf(heap)) {
    bottoms.add(Math.floor(address / bottomSpan));
    bottoms.add(Math.floor((address + sizeBytes - 1) / bottomSpan));
  }
  const mids = new Set([...bottoms].map((bottom) => Math.floor(bottom / (interiorBytes / 8))));
  return [
    'arena map counts',
    entry('# arena map mid nodes', mids.size),
    entry('# arena map bot nodes', bottoms.size),
    '',
    entry('# bytes lost to arena map root', interiorBytes),
    entry('# bytes lost to arena map mid', interiorBytes * mids.size),
    entry('# bytes lost to arena map bot', bottomBytes * bottoms.size),
    entry('Total', interiorBytes * (mids.size + 1) + bottomBytes * bottoms.size),
  ];
}

/** Node sizes, and the bytes of address space under one bottom node (pycore_obmalloc.h: INTERIOR_MAP_BITS). */
function arenaMap(geometry: PymallocGeometry, addressBits: number) {
  const arenaBits = Math.ceil(Math.log2(geometry.arenaSize));
  const interiorBits = Math.floor((addressBits - arenaBits + 2) / 3);
  const bottomBits = addressBits - arenaBits - 2 * interiorBits;
  return {
    interiorBytes: 8 * 2 ** interiorBits,
    bottomBytes: 8 * 2 ** bottomBits,
    bottomSpan: 2 ** (bottomBits + arenaBits),
  };
}

function entry(label: string, value: number): string {
  const digits = String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${label.padEnd(35)}=${digits.padStart(21)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

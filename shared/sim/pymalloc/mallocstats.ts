/**
 * The text that `sys._debugmallocstats()` prints about pymalloc, to the character, up to the free lists (which are
 * another layer's). Models Objects/obmalloc.c: _PyObject_DebugMallocStats and printone, 3.8 to 3.13.
 */
import type { PymallocGeometry } from '../rulesets/allocator.ts';
import { arenasOf } from './inspect.ts';
import type { Pymalloc } from './pymalloc.ts';
import { type HeapUsage, heapUsage } from './usage.ts';

/** CPython's malloc statistics of the heap; every line ends with a newline. */
export function mallocStatsText(heap: Pymalloc): string {
  return formatMallocStats(heap.geometry, heapUsage(heap), arenaMapNodes(heap));
}

/** Nodes of the radix tree of 3.10 and later, below its root. */
export type ArenaMapNodes = { readonly middle: number; readonly bottom: number };

/** The statistics from accounts that were added up before. */
export function formatMallocStats(
  geometry: PymallocGeometry,
  usage: HeapUsage,
  nodes: ArenaMapNodes,
): string {
  const { maxRequest, poolSize, arenaSize } = geometry;
  const lines = [
    `Small block threshold = ${maxRequest}, in ${usage.classes.length} size classes.`,
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
    statsEntry('# arenas allocated total', usage.arenasEverMapped),
    statsEntry('# arenas reclaimed', usage.arenasEverMapped - usage.arenas),
    statsEntry('# arenas highwater mark', usage.arenasPeak),
    statsEntry('# arenas allocated current', usage.arenas),
    statsEntry(`${usage.arenas} arenas * ${arenaSize} bytes/arena`, usage.arenaBytes),
    '',
    statsEntry('# bytes in allocated blocks', usage.usedBlockBytes),
    statsEntry('# bytes in available blocks', usage.freeBlockBytes),
    statsEntry(`${usage.freePools} unused pools * ${poolSize} bytes`, usage.freePoolBytes),
    statsEntry('# bytes lost to pool headers', usage.poolHeaderBytes),
    statsEntry('# bytes lost to quantization', usage.quantizationBytes),
    statsEntry('# bytes lost to arena alignment', usage.alignmentBytes),
    statsEntry('Total', usage.arenaBytes),
  );
  const map = arenaMap(geometry);
  if (map !== null) lines.push('', ...arenaMapLines(map, nodes));
  return `${lines.join('\n')}\n`;
}

function arenaMapLines({ interiorBytes, bottomBytes }: ArenaMap, nodes: ArenaMapNodes): string[] {
  const middleBytes = interiorBytes * nodes.middle;
  return [
    'arena map counts',
    statsEntry('# arena map mid nodes', nodes.middle),
    statsEntry('# arena map bot nodes', nodes.bottom),
    '',
    statsEntry('# bytes lost to arena map root', interiorBytes),
    statsEntry('# bytes lost to arena map mid', middleBytes),
    statsEntry('# bytes lost to arena map bot', bottomBytes * nodes.bottom),
    statsEntry('Total', interiorBytes + middleBytes + bottomBytes * nodes.bottom),
  ];
}

/** Sizes of the nodes, and the bytes of address space under one bottom node. */
type ArenaMap = { readonly interiorBytes: number; readonly bottomBytes: number; readonly bottomSpan: number };

/** The three levels share the bits of an address above the arena (pycore_obmalloc.h: INTERIOR_MAP_BITS). */
function arenaMap({ arenaMapBits, arenaSize }: PymallocGeometry): ArenaMap | null {
  if (arenaMapBits === undefined) return null;
  const arenaBits = Math.ceil(Math.log2(arenaSize));
  const interiorBits = Math.floor((arenaMapBits - arenaBits + 2) / 3);
  const bottomBits = arenaMapBits - arenaBits - 2 * interiorBits;
  return {
    interiorBytes: 8 * 2 ** interiorBits,
    bottomBytes: 8 * 2 ** bottomBits,
    bottomSpan: 2 ** (bottomBits + arenaBits),
  };
}

function arenaMapNodes(heap: Pymalloc): ArenaMapNodes {
  const map = arenaMap(heap.geometry);
  if (map === null) return { middle: 0, bottom: 0 };
  const bottoms = new Set<number>();
  for (const { address, sizeBytes } of arenasOf(heap)) {
    bottoms.add(Math.floor(address / map.bottomSpan));
    bottoms.add(Math.floor((address + sizeBytes - 1) / map.bottomSpan));
  }
  const middles = new Set([...bottoms].map((bottom) => Math.floor(bottom / (map.interiorBytes / 8))));
  return { middle: middles.size, bottom: bottoms.size };
}

/** A line of the statistics: a text and its number in groups of three (printone). */
export function statsEntry(label: string, value: number): string {
  const digits = String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${label.padEnd(35)}=${digits.padStart(21)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

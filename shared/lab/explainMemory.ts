/** What a step did to memory, in the same manner as `explain.ts`: pools, blocks that are used again, blocks of the system. */
import type { Explanation } from './explanation.ts';
import type { LabMemory, LabObject, LabPool, LabView } from './model.ts';

/** Requests up to here are served from pools. */
const MAX_SMALL = 512;

/** The most telling first; `made`: the objects that the step made and that are not atoms. */
export function explainMemory(before: LabView, after: LabView, made: readonly LabObject[]): Explanation[] {
  const told: Explanation[] = [];
  for (const o of made) {
    const large = o.blocks.find(({ sizeBytes }) => sizeBytes > MAX_SMALL);
    if (large === undefined) continue;
    told.push({ rule: 'largeBlock', values: { type: o.type, size: large.sizeBytes } });
    break;
  }
  for (const o of made) {
    const block = o.blocks[0];
    const pool = block && poolAt(before.memory, block.address);
    if (pool === undefined || !wasFree(before.memory, pool, block.address)) continue;
    told.push({ rule: 'reusedBlock', values: { type: o.type, size: pool.blockBytes } });
    break;
  }
  const opened = openedPools(before.memory, after.memory);
  if (opened.length > 0)
    told.push({ rule: 'poolOpened', values: { size: opened[0].blockBytes, count: opened.length } });
  return told;
}

function poolAt(memory: LabMemory, address: number): LabPool | undefined {
  for (const arena of memory.arenas)
    for (const pool of arena.pools)
      if (address >= pool.address && address < pool.address + memory.poolSize) return pool;
  return undefined;
}

/** Whether the block was on its pool's free list because somebody had given it back. */
function wasFree(memory: LabMemory, pool: LabPool, address: number): boolean {
  if (pool.state !== 'used') return false;
  const index = (address - pool.address - memory.poolHeaderBytes) / pool.blockBytes;
  // The last block of the list may only have been carved ahead, and was never used.
  const carved = pool.cells.indexOf(0);
  const isFresh = index === (carved < 0 ? pool.cells.length : carved) - 1 && pool.freeThread.length === 1;
  return pool.freeThread.includes(index) && !isFresh;
}

function openedPools(before: LabMemory, after: LabMemory): LabPool[] {
  const isOpen = (pool: LabPool | undefined) => pool?.state === 'used' || pool?.state === 'full';
  return after.arenas.flatMap((arena) => {
    const old = before.arenas.find(({ address }) => address === arena.address);
    return arena.pools.filter((pool) => isOpen(pool) && !isOpen(old?.pools[pool.index]));
  });
}

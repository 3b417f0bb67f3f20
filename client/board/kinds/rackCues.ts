import type { GameEvent } from '../../../shared/game/action.ts';
import type { ArenaView, BlockView, RawView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import type { Cue, Words } from '../model.ts';
import { bytes, number } from './figures.ts';
import { tileId } from './rackTray.ts';

/** Finds blocks and trays of one view by what events name. */
export interface RackIndex {
  readonly blocks: ReadonlyMap<number, BlockView>;
  readonly trays: ReadonlyMap<number, TrayView>;
  readonly arenas: ReadonlyMap<number, ArenaView>;
  readonly raws: ReadonlyMap<number, RawView>;
}

export function indexRacks(arenas: readonly ArenaView[], raw: readonly RawView[]): RackIndex {
  const trays = arenas.flatMap((arena) => arena.trays);
  return {
    blocks: new Map(trays.flatMap((tray) => tray.blocks.map((block) => [block.address, block]))),
    trays: new Map(trays.map((tray) => [tray.pool, tray])),
    arenas: new Map(arenas.map((arena) => [arena.arena, arena])),
    raws: new Map(raw.map((one) => [one.address, one])),
  };
}

interface Numbers {
  readonly [member: string]: unknown;
}

/**
 * What pymalloc's and the system's events look like and how they are said. A death is one cue: all of an object's
 * tiles lift, their trays thread the slots. Events that change nothing visible give none.
 */
export function rackCues(
  events: readonly GameEvent[],
  before: RackIndex,
  after: RackIndex,
  words: Words,
): Cue[] {
  const { t, lang } = words;
  const cues: Cue[] = [];
  const trayOf = (pool: number): TrayView | undefined => after.trays.get(pool) ?? before.trays.get(pool);
  const trayName = (pool: number): number => (trayOf(pool)?.index ?? 0) + 1;
  const arenaName = (arena: number): number =>
    ((before.arenas.get(arena) ?? after.arenas.get(arena))?.serial ?? 0) + 1;
  for (const event of events) {
    const e = event as GameEvent & Numbers;
    switch (event.type) {
      case 'requestPlaced': {
        const pool = e.pool as number;
        const id = tileId(String(e.object));
        cues.push({
          say: pool
            ? t('board.say.placed', {
                name: e.object,
                bytes: bytes(e.bytes as number, lang),
                number: trayName(pool),
                offset: number(e.offsetBytes as number, lang),
                waste: bytes(e.wastedBytes as number, lang),
              })
            : t('board.say.placedRaw', { name: e.object, bytes: bytes(e.bytes as number, lang) }),
          sound: 'place',
          ms: 240,
          fly: { from: id, to: id },
          flips: pool ? [`tray:${pool}`] : ['raw'],
        });
        break;
      }
      case 'objectDied':
      case 'objectFreed': {
        const addresses = e.blocks as readonly number[];
        const blocks = addresses.flatMap(
          (address) =>
            before.blocks.get(address) ?? after.blocks.get(address) ?? before.raws.get(address) ?? [],
        );
        const pools = new Set<number>();
        for (const address of addresses)
          for (const [pool, tray] of before.trays)
            if (tray.blocks.some((block) => block.address === address)) pools.add(pool);
        cues.push({
          say: t(event.type === 'objectDied' ? 'board.say.died' : 'board.say.freed', { name: e.object }),
          sound: 'thread',
          ms: 480,
          lift: blocks.length
            ? blocks.map((block) => tileId(block.object.name, block.part))
            : [tileId(String(e.object))],
          flips: [...[...pools].map((pool) => `tray:${pool}`), 'raw'],
        });
        break;
      }
      case 'poolOpened': {
        const pool = e.pool as number;
        const tray = trayOf(pool);
        cues.push({
          say: t(e.recycled ? 'board.say.reopened' : 'board.say.opened', {
            number: trayName(pool),
            arena: arenaName(e.arena as number),
            bytes: tray?.blockBytes ?? ((e.szidx as number) + 1) * 16,
          }),
          sound: 'fold',
          ms: 0,
        });
        break;
      }
      case 'poolFilled':
        cues.push({ say: t('board.say.filled', { number: trayName(e.pool as number) }), ms: 0 });
        break;
      case 'poolEmptied':
        cues.push({
          say: t('board.say.emptied', {
            number: trayName(e.pool as number),
            arena: arenaName(e.arena as number),
          }),
          sound: 'fold',
          ms: 240,
          flips: [`shelf:${e.arena}`, `arena:${e.arena}`],
          fold: { picture: `tray:${e.pool}`, into: `fold:${e.pool}` },
        });
        break;
      case 'arenaMapped':
        cues.push({
          say: t('board.say.mapped', {
            arena: arenaName(e.arena as number),
            bytes: bytes(e.sizeBytes as number, lang),
          }),
          sound: 'slide',
          ms: 0,
        });
        break;
      case 'arenaUnmapped': {
        const arena = before.arenas.get(e.arena as number);
        const trays = arena?.trays.map((tray) => `tray:${tray.pool}`) ?? [];
        cues.push({
          say: t('board.say.unmapped', {
            arena: arenaName(e.arena as number),
            bytes: bytes(e.sizeBytes as number, lang),
          }),
          sound: 'slide',
          ms: 480,
          leave: [`arena:${e.arena}`, `shelf:${e.arena}`, ...trays],
        });
        break;
      }
      case 'requestArrived':
        cues.push({
          say: t('board.say.arrived', { name: e.object, bytes: bytes(e.bytes as number, lang) }),
          ms: 120,
          flips: ['dock'],
        });
        break;
      case 'streamEnded':
        cues.push({ say: t('board.say.ended'), ms: 0, flips: ['dock'] });
        break;
      case 'predictionChecked':
        cues.push({
          say: t(e.right ? 'board.say.predictedRight' : 'board.say.predictedWrong', { name: e.object }),
          sound: e.right ? 'place' : 'refuse',
          ms: 240,
        });
        break;
      case 'targetHit':
      case 'targetMissed':
        cues.push({
          say: t(event.type === 'targetHit' ? 'board.say.targetHit' : 'board.say.targetMissed', {
            name: e.request,
            slot: e.slotOf,
          }),
          ms: 240,
        });
        break;
      case 'timeTravelled':
        cues.push({ say: t(`board.say.${String(e.by)}`), ms: 0 });
        break;
    }
  }
  return cues;
}

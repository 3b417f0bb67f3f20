import type { Action } from '../../../shared/game/action.ts';
import type { RequestView, TrayView } from '../../../shared/game/puzzles/board/view.ts';
import { inspect, type PinnedObjectView, type PinnedView } from '../../../shared/game/puzzles/pinned/view.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { blockRect } from '../layout/racks.ts';
import type { BoardKind, ChoiceGroup, Group, Scene, Target, Thing, Words } from '../model.ts';
import { type DockInput, type DockRequest, dockScene } from './dockScene.ts';
import { indexRacks, rackCues } from './rackCues.ts';
import { type RackScene, rackScene } from './rackScene.ts';
import { landingIn, type Owned } from './rackTray.ts';
import { refusal } from './refusal.ts';
import { viewed } from './viewed.ts';

const viewOf = viewed(inspect);

/** The board of `pinned`: a heap that is there already; objects to free, and places to foresee. */
export const pinnedBoard: BoardKind = {
  // Without requests there is nothing to show below the board; what is left of the budget is said beside it.
  dockHeight: (session, size) => (viewOf(session).stream.total === 0 ? 0 : size.h < 420 ? 64 : 76),

  scene(session, room, words): Scene {
    const view = viewOf(session);
    const objects = new Map(view.objects.map((object) => [object.name, object]));
    const slotTargets = targetNotes(view, words);
    const racks = rackScene({ ...view, rawWanted: false }, room, words, {
      key: JSON.stringify([view.stream.now?.index, view.objects, view.targets, view.frees.budget]),
      look: (block) => marks(objects.get(block.object.name), session),
      pressTile: (block) => press(session, view, block),
      pressTray: () => undefined,
      pressSlot: (tray, offset) =>
        view.stream.now ? { type: 'predict', at: { pool: tray.pool, offset } } : undefined,
      tileFacts: (block) => [
        ...freeFact(objects.get(block.object.name), session, words),
        ...(slotTargets.get(block.address) ?? []),
      ],
      slotFacts: (address) => slotTargets.get(address) ?? [],
      wanted: new Map(view.targets.filter((t) => t.state === 'open').map((t) => [t.address, t.request])),
    });
    const targets = targetsOf(session, view, racks);
    const dock = dockScene(
      { ...streamOf(view), idle: words.t('board.request.none') },
      room,
      racks.layout.pxPerByte,
      targets,
      words,
    );
    return {
      world: racks.layout.world,
      pictures: [...racks.pictures, ...dock.pictures],
      tiles: new Map([...racks.tiles, ...dock.tiles]),
      groups: [...(dock.group ? [dock.group] : []), ...withFoldPress(racks.groups, view)],
      choices: elsewhere(session, view, words),
      memory: racks.memory,
      notes: racks.notes,
      name: words.t('board.name.pinned'),
    };
  },

  cues(before, after, events, words) {
    const a = viewOf(before);
    const b = viewOf(after);
    return rackCues(events, indexRacks(a.arenas, a.raw), indexRacks(b.arenas, b.raw), words);
  },

  centreChoice: () => null,

  thingOf(session, action) {
    if (action.type === 'freeObject') return `tile:${String(action.object)}`;
    if (action.type !== 'predict') return null;
    const { at } = action as unknown as { at: string | { pool: number; offset: number } };
    if (typeof at === 'string') return `predict:${at}`;
    return slotId(viewOf(session), at.pool, at.offset);
  },
};

/** Requests with the bytes of their class: which block each gets is asked here, not which class. */
function streamOf({ stream }: PinnedView): Omit<DockInput, 'idle'> {
  const sized = (request: RequestView): DockRequest => ({
    ...request,
    takesBytes: request.szidx === null ? request.bytes : request.blockBytes,
  });
  return { ...stream, now: stream.now && sized(stream.now), announced: stream.announced.map(sized) };
}

function marks(
  object: PinnedObjectView | undefined,
  session: Session,
): { pinned?: boolean; freeable?: boolean } {
  if (!session.setup.verbs.includes('freeObject')) return {};
  return { pinned: object?.kept, freeable: object?.mayFree };
}

/** A tap frees; on an object that is still used the refusal says so. */
function press(session: Session, view: PinnedView, block: Owned): Action | undefined {
  if (!session.setup.verbs.includes('freeObject') || view.frees.budget === 0) return undefined;
  return { type: 'freeObject', object: block.object.name };
}

function freeFact(object: PinnedObjectView | undefined, session: Session, words: Words): string[] {
  if (!object || !session.setup.verbs.includes('freeObject')) return [];
  if (object.kept) return [words.t('board.tile.kept')];
  return object.mayFree ? [words.t('board.tile.mayFree')] : [];
}

/** What slots are wanted for, by address. */
function targetNotes(view: PinnedView, words: Words): Map<number, string[]> {
  const notes = new Map<number, string[]>();
  for (const target of view.targets) {
    const text = words.t(`board.target.${target.state}`, { name: target.request, slot: target.slotOf });
    notes.set(target.address, [...(notes.get(target.address) ?? []), text]);
  }
  return notes;
}

/** Where the first block of a folded tray would be, if it were opened for the request at hand. */
function firstOffset(tray: TrayView, szidx: number | null): number {
  if (tray.state === 'free' && tray.szidx === szidx)
    return tray.freeList[0] ?? tray.carveOffset ?? tray.headerBytes;
  return tray.headerBytes;
}

/** A tap on a folded tray predicts its first block. */
function withFoldPress(groups: readonly Group[], view: PinnedView): Group[] {
  const { now } = view.stream;
  if (!now) return [...groups];
  const trays = new Map(
    view.arenas.flatMap((arena) => arena.trays.map((tray) => [`fold:${tray.pool}`, tray])),
  );
  const dress = (thing: Thing): Thing => {
    const tray = trays.get(thing.id);
    if (!tray) return thing;
    return {
      ...thing,
      press: { type: 'predict', at: { pool: tray.pool, offset: firstOffset(tray, now.szidx) } },
    };
  };
  return groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) =>
      row.things.some((thing) => trays.has(thing.id)) ? { ...row, things: row.things.map(dress) } : row,
    ),
  }));
}

function targetsOf(session: Session, view: PinnedView, racks: RackScene): Target[] {
  const { now } = view.stream;
  if (!now) return [];
  const targets: Target[] = [];
  const { pxPerByte } = racks.layout;
  for (const arena of racks.layout.arenas) {
    for (const box of arena.trays) {
      const { tray } = box;
      const offsets = [...tray.freeList, ...(tray.carveOffset === null ? [] : [tray.carveOffset])];
      offsets.push(...tray.blocks.map((block) => block.offsetBytes));
      for (const offset of offsets) {
        const action = { type: 'predict', at: { pool: tray.pool, offset } };
        targets.push({
          id: `slot:${tray.pool}:${offset}`,
          thing: slotId(view, tray.pool, offset),
          picture: `tray:${tray.pool}`,
          space: 'world',
          zone: blockRect(box, offset, pxPerByte),
          action,
          rejection: refusal(session, action),
          landing: landingIn(box, offset, now.bytes, pxPerByte),
          cost: '',
        });
      }
    }
    for (const { tray, rect } of arena.folds) {
      const action = { type: 'predict', at: { pool: tray.pool, offset: firstOffset(tray, now.szidx) } };
      targets.push({
        id: `fold:${tray.pool}`,
        thing: `fold:${tray.pool}`,
        picture: `shelf:${arena.arena.arena}`,
        space: 'world',
        zone: rect,
        action,
        rejection: refusal(session, action),
        landing: null,
        cost: '',
      });
    }
  }
  return targets;
}

function slotId(view: PinnedView, pool: number, offset: number): string {
  for (const arena of view.arenas)
    for (const tray of arena.trays) {
      if (tray.pool !== pool) continue;
      if (tray.state === 'untouched' || tray.state === 'free') return `fold:${pool}`;
      const block = tray.blocks.find((one) => one.offsetBytes === offset);
      if (block) return block.part ? `tile:${block.object.name}:${block.part}` : `tile:${block.object.name}`;
      return tray.freeList.includes(offset) ? `slot:${pool}:${offset}` : `uncarved:${pool}`;
    }
  return '';
}

/** Predictions that no slot on the board stands for. */
function elsewhere(session: Session, view: PinnedView, words: Words): ChoiceGroup[] {
  if (!view.stream.now || !session.setup.verbs.includes('predict')) return [];
  const choices = (['newArena', 'system'] as const).map((at) => {
    const action = { type: 'predict', at };
    return {
      id: `predict:${at}`,
      label: words.t(`board.predict.${at}`),
      name: words.t(`board.predict.${at}Long`),
      action,
      rejection: refusal(session, action),
      cost: '',
    };
  });
  return [{ id: 'predict', title: words.t('board.predict.title'), choices }];
}

import type { GameEvent } from '../../../shared/game/action.ts';
import type { HeapStart } from '../../../shared/game/puzzles/heap/setup.ts';
import {
  type GapView,
  type HeapView,
  inspect,
  type SpanRequestView,
  type SpanView,
} from '../../../shared/game/puzzles/heap/view.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { write } from '../draw/primitives.ts';
import { paintStripRow, type StripChunk, type StripGap, type StripMark } from '../draw/strip.ts';
import { grow, type Rect, rect } from '../layout/rect.ts';
import { layoutStrip, longest, pieces, type StripLayout, type StripRow } from '../layout/strip.ts';
import type {
  BoardKind,
  Cue,
  Group,
  Scene,
  ScenePicture,
  Target,
  Thing,
  TilePlace,
  Words,
} from '../model.ts';
import { type DockInput, type DockRequest, dockScene } from './dockScene.ts';
import { bytes, number } from './figures.ts';
import { address, deathFact, tileId } from './rackTray.ts';
import { refusal } from './refusal.ts';
import { viewed } from './viewed.ts';

const viewOf = viewed(inspect);

const BLEED = 12;
const MAX_ROWS = 64;
/** What the zoom buttons take of the head, at the right. */
const ZOOM_W = 112;

/** The board of `heap`: one strip of memory, chunks and gaps. */
export const heapBoard: BoardKind = {
  dockHeight: (_session, size) => (size.h < 420 ? 64 : 76),

  scene(session, room, words): Scene {
    const view = viewOf(session);
    const smallest = room.still ? 0 : smallestChunk(session, view);
    const layout = layoutStrip(view, room.view, room.compact, smallest);
    const chunks = view.spans.filter(isLive).map((span) => chunkOf(span, words));
    const targets = targetsOf(session, view, layout, words);
    const tiles = new Map<string, TilePlace>();
    for (const chunk of chunks) {
      const piece = bodyPiece(layout, chunk);
      tiles.set(chunk.look.id, {
        look: chunk.look,
        space: 'world',
        rect: piece.rect,
        picture: `row:${piece.row.index}`,
      });
    }
    const dock = dockScene(
      { ...streamOf(view), idle: words.t('board.request.none') },
      room,
      layout.pxPerByte,
      targets,
      words,
    );
    return {
      world: layout.world,
      pictures: [
        headPicture(view, layout, layout.world.h > room.view.h ? ZOOM_W : 0, words),
        ...rowPictures(view, layout, chunks, words),
        ...dock.pictures,
      ],
      tiles: new Map([...tiles, ...dock.tiles]),
      groups: [...(dock.group ? [dock.group] : []), heapGroup(view, layout, words)],
      choices: [],
      notes: [],
      name: words.t('board.name.heap', { bytes: bytes(view.capacityBytes, words.lang) }),
    };
  },

  cues: (_before, _after, events, words) => heapCues(events, words),
  centreChoice: () => null,
  thingOf: (_session, action) => (action.type === 'placeSpan' ? `gap:${action.gap}` : null),
};

/** The shortest chunk that is ever on this level's strip. */
function smallestChunk({ setup }: Session, { unitBytes, headerBytes }: HeapView): number {
  const { layout = [], requests } = setup.start as HeapStart;
  const bytes = [...layout, ...requests].flatMap((part) => ('bytes' in part ? [part.bytes] : []));
  return Math.ceil((Math.min(...bytes) + headerBytes) / unitBytes) * unitBytes;
}

/** Requests as long as the chunks that they take. */
function streamOf({ stream, headerBytes }: HeapView): Omit<DockInput, 'idle'> {
  const sized = (request: SpanRequestView): DockRequest => ({
    ...request,
    takesBytes: request.chunkBytes,
    headerBytes,
  });
  return { ...stream, now: stream.now && sized(stream.now), announced: stream.announced.map(sized) };
}

function isLive(span: SpanView | GapView): span is SpanView {
  return span.state === 'live';
}

function chunkOf(span: SpanView, words: Words): StripChunk {
  const { object } = span;
  return {
    offsetBytes: span.offsetBytes,
    sizeBytes: span.sizeBytes,
    headerBytes: span.headerBytes,
    requestedBytes: span.requestedBytes,
    look: {
      id: tileId(object.name),
      name: object.name,
      type: object.type,
      sizeBytes: span.requestedBytes,
      dies: object.death ? number(object.death.inRequests, words.lang) : undefined,
    },
  };
}

function bodyPiece(layout: StripLayout, chunk: StripChunk): { row: StripRow; rect: Rect } {
  const start = chunk.offsetBytes + chunk.headerBytes;
  return longest(pieces(layout, start, start + Math.max(1, chunk.requestedBytes)));
}

function headPicture(view: HeapView, layout: StripLayout, reservedW: number, words: Words): ScenePicture {
  const title = words.t('board.heap.title', { bytes: bytes(view.capacityBytes, words.lang) });
  const free = words.t('board.heap.free', {
    free: bytes(view.freeBytes, words.lang),
    largest: bytes(view.largestGapBytes, words.lang),
  });
  return {
    id: 'head',
    space: 'world',
    rect: layout.head,
    key: JSON.stringify([layout.head, title, free, reservedW]),
    moody: false,
    paint(ctx, theme) {
      const y = 16;
      const x = write(ctx, theme, title, 0, y, { size: 13, weight: 650, fill: theme.ink }) + 14;
      write(ctx, theme, free, x, y, { size: 13, fill: theme.quiet, maxWidth: layout.head.w - x - reservedW });
    },
  };
}

function rowPictures(
  view: HeapView,
  layout: StripLayout,
  chunks: readonly StripChunk[],
  words: Words,
): ScenePicture[] {
  const gaps: StripGap[] = view.spans
    .filter((span) => !isLive(span))
    .map(({ offsetBytes, sizeBytes }) => ({ offsetBytes, sizeBytes, label: number(sizeBytes, words.lang) }));
  const marks: StripMark[] = [];
  if (view.highWaterBytes > 0)
    marks.push({ atBytes: view.highWaterBytes, label: words.t('board.heap.highWater'), kind: 'highWater' });
  if (view.limits.highWaterBytes !== null && view.limits.highWaterBytes < view.capacityBytes)
    marks.push({ atBytes: view.limits.highWaterBytes, label: words.t('board.heap.limit'), kind: 'limit' });
  return layout.rows.map((row) => {
    const touches = (part: { offsetBytes: number; sizeBytes: number }): boolean =>
      part.offsetBytes < row.endBytes && part.offsetBytes + part.sizeBytes > row.startBytes;
    const own = { chunks: chunks.filter(touches), gaps: gaps.filter(touches) };
    const at = grow(rect(row.band.x, row.band.y, row.band.w, row.band.h + row.ruler.h), BLEED);
    const id = `row:${row.index}`;
    return {
      id,
      space: 'world',
      rect: at,
      key: JSON.stringify([at, row, own, marks, layout.tickBytes]),
      moody: true,
      tiles: own.chunks.map((chunk) => chunk.look.id),
      paint(ctx, theme, mood) {
        ctx.translate(-at.x, -at.y);
        paintStripRow(ctx, theme, layout, row, own.chunks, own.gaps, marks, mood, mood.targets.get(id) ?? []);
      },
    };
  });
}

/** Each piece of a gap is a place to drop; where the player chooses the end, its halves are two. */
function targetsOf(session: Session, view: HeapView, layout: StripLayout, words: Words): Target[] {
  const { now } = view.stream;
  if (!now) return [];
  const targets: Target[] = [];
  for (const gap of view.spans) {
    if (gap.state !== 'gap') continue;
    const zones = pieces(layout, gap.offsetBytes, gap.offsetBytes + gap.sizeBytes);
    const ends = view.choosesEnd ? (['low', 'high'] as const) : (['low'] as const);
    for (const end of ends) {
      const action = { type: 'placeSpan', gap: gap.offsetBytes, end };
      const rejection = refusal(session, action);
      const landing = rejection ? null : landingAt(layout, view, gap, now.bytes, now.chunkBytes, end);
      for (const [i, piece] of zones.entries()) {
        const half = piece.rect.w / 2;
        const zone =
          ends.length === 1
            ? piece.rect
            : rect(piece.rect.x + (end === 'low' ? 0 : half), piece.rect.y, half, piece.rect.h);
        targets.push({
          id: `gap:${gap.offsetBytes}:${end}:${i}`,
          thing: `gap:${gap.offsetBytes}${end === 'high' ? ':high' : ''}`,
          picture: `row:${piece.row.index}`,
          space: 'world',
          zone,
          action,
          rejection,
          landing,
          cost: restText(gap, words),
        });
      }
    }
  }
  return targets;
}

function landingAt(
  layout: StripLayout,
  view: HeapView,
  gap: GapView,
  requestedBytes: number,
  chunkBytes: number,
  end: 'low' | 'high',
): Target['landing'] {
  const offset = end === 'low' ? gap.offsetBytes : gap.offsetBytes + gap.sizeBytes - chunkBytes;
  const body = offset + view.headerBytes;
  const tile = longest(pieces(layout, body, body + Math.max(1, requestedBytes)));
  const rest = pieces(layout, body + requestedBytes, offset + chunkBytes).find((one) => one.row === tile.row);
  return {
    tile: tile.rect,
    waste: rest?.rect ?? rect(tile.rect.x + tile.rect.w, tile.rect.y, 0, tile.rect.h),
  };
}

function restText(gap: GapView, words: Words): string {
  if (gap.restBytes === null) return '';
  return gap.restBytes > 0
    ? words.t('board.cost.rest', { bytes: bytes(gap.restBytes, words.lang) })
    : words.t('board.cost.exact');
}

function heapGroup(view: HeapView, layout: StripLayout, words: Words): Group {
  const { t, lang } = words;
  const things = new Map<number, Thing[]>(layout.rows.map((row) => [row.index, []]));
  for (const span of view.spans) {
    const all = pieces(layout, span.offsetBytes, span.offsetBytes + span.sizeBytes);
    const shown = longest(all);
    const row = things.get(all[0].row.index)!;
    if (isLive(span)) row.push(spanThing(span, shown.rect, words));
    else row.push(...gapThings(view, span, shown.rect, words));
  }
  return {
    id: 'heap',
    name: t('board.name.heap', { bytes: bytes(view.capacityBytes, lang) }),
    rows: layout.rows.map((row) => ({
      id: `row:${row.index}`,
      name: t('board.heap.row', { from: number(row.startBytes, lang), to: number(row.endBytes - 1, lang) }),
      things: things.get(row.index)!,
    })),
  };
}

function spanThing(span: SpanView, at: Rect, words: Words): Thing {
  const { t, lang } = words;
  const { object } = span;
  const offset = t('board.slot.offset', { offset: number(span.offsetBytes, lang) });
  return {
    id: tileId(object.name),
    space: 'world',
    rect: at,
    role: 'tile',
    name: [
      t('board.tile.name', { name: object.name, type: object.type, bytes: bytes(span.requestedBytes, lang) }),
      offset,
      ...deathFact(object.death, words),
    ].join(', '),
    facts: () => [
      `${object.name}: ${object.type}`,
      t('board.tile.bytes', {
        requested: bytes(span.requestedBytes, lang),
        block: bytes(span.sizeBytes, lang),
      }),
      t('board.heap.header', { bytes: bytes(span.headerBytes, lang) }),
      ...(span.wastedBytes ? [t('board.tile.waste', { bytes: bytes(span.wastedBytes, lang) })] : []),
      offset,
      t('board.at', { address: address(span.address) }),
      ...deathFact(object.death, words),
    ],
  };
}

function gapThings(view: HeapView, gap: GapView, at: Rect, words: Words): Thing[] {
  const { t, lang } = words;
  const values = { bytes: bytes(gap.sizeBytes, lang), offset: number(gap.offsetBytes, lang) };
  const { now } = view.stream;
  const fit = now
    ? [gap.fits ? restText(gap, words) : t('board.gap.small', { bytes: bytes(now.chunkBytes, lang) })]
    : [];
  const name = [t('board.gap.name', values), ...fit].join(', ');
  const thing = (end: 'low' | 'high', r: Rect): Thing => ({
    id: `gap:${gap.offsetBytes}${end === 'high' ? ':high' : ''}`,
    space: 'world',
    rect: r,
    role: 'gap',
    name: view.choosesEnd ? `${name}, ${t(`board.gap.${end}`)}` : name,
    facts: () => [t('board.gap.name', values), ...fit],
    press: now ? { type: 'placeSpan', gap: gap.offsetBytes, end } : undefined,
  });
  if (!view.choosesEnd) return [thing('low', at)];
  const half = at.w / 2;
  return [thing('low', { ...at, w: half }), thing('high', { ...at, x: at.x + half, w: half })];
}

function heapCues(events: readonly GameEvent[], words: Words): Cue[] {
  const { t, lang } = words;
  const cues: Cue[] = [];
  // A chunk may lie across rows: all of them are asked to show what is now. Those that do not exist are passed over.
  const rows = Array.from({ length: MAX_ROWS }, (_, i) => `row:${i}`);
  for (const event of events) {
    const e = event as GameEvent & Record<string, never>;
    if (event.type === 'spanPlaced') {
      const id = tileId(String(e.object));
      cues.push({
        say: t('board.say.spanPlaced', {
          name: e.object,
          bytes: bytes(Number(e.bytes), lang),
          offset: number(Number(e.offsetBytes), lang),
          rest: bytes(Number(e.restBytes), lang),
        }),
        sound: 'place',
        ms: 240,
        fly: { from: id, to: id },
        flips: [...rows, 'head'],
      });
    } else if (event.type === 'objectDied') {
      cues.push({
        say: t('board.say.died', { name: e.object }),
        sound: 'thread',
        ms: 480,
        lift: [tileId(String(e.object))],
        flips: [...rows, 'head'],
      });
    } else if (event.type === 'requestArrived')
      cues.push({
        say: t('board.say.arrived', { name: e.object, bytes: bytes(Number(e.bytes), lang) }),
        ms: 120,
        flips: ['dock'],
      });
    else if (event.type === 'streamEnded') cues.push({ say: t('board.say.ended'), ms: 0, flips: ['dock'] });
    else if (event.type === 'timeTravelled') cues.push({ say: t(`board.say.${String(e.by)}`), ms: 0 });
  }
  return cues;
}

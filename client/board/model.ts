import type { Action, GameEvent, Rejection } from '../../shared/game/action.ts';
import type { Session } from '../../shared/game/session/session.ts';
import type { Context } from './draw/primitives.ts';
import type { Theme } from './draw/theme.ts';
import type { TileLook } from './draw/tile.ts';
import type { RackMemory } from './kinds/rackMemory.ts';
import type { Point, Rect, Size } from './layout/rect.ts';
import type { Marks } from './stage/damage.ts';
import type { Space } from './stage/sprite.ts';

/*
 * What a kind of puzzle gives the board to show. A scene is made anew from the view model after every move; it holds
 * no state, and everything in it is found by its id in the scene before and the scene after.
 */

/** What the player is doing, as far as pictures show it. */
export interface Mood {
  /** Tiles that are in the air: not drawn where they rest. */
  readonly lifted: ReadonlySet<string>;
  /** The tile in the player's hand, or null. */
  readonly held: TileLook | null;
  /** Where it may be put, by picture. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  /** The target under the pointer or the keyboard's focus. */
  readonly aimed: string | null;
}

export const calm: Mood = { lifted: new Set(), held: null, targets: new Map(), aimed: null };

export interface ScenePicture {
  readonly id: string;
  readonly space: Space;
  readonly rect: Rect;
  /** Changes with what the view says, not with the mood. */
  readonly key: string;
  /** With `only`, what lies outside of that part of the picture may be left out. */
  readonly paint: (ctx: Context, theme: Theme, mood: Mood, only: Rect | null) => void;
  /** What the picture is made of, in its own coordinates; where it is left out, all of it is painted for any change. */
  readonly marks?: (mood: Mood) => Marks;
  readonly depth?: number;
  /** Whether the picture looks different while a tile is held over it or lifted from it. */
  readonly moody: boolean;
  /** The tiles that it shows: those it may have to leave out. */
  readonly tiles?: readonly string[];
}

/** Something with a name, that can be pointed at, focused, and perhaps acted on. */
export interface Thing {
  readonly id: string;
  readonly space: Space;
  readonly rect: Rect;
  /** Said by a screen reader. */
  readonly name: string;
  /** Shown on hover, focus and long press, one a line; the first is the heading. */
  readonly facts: () => readonly string[];
  readonly role: 'plate' | 'slot' | 'tile' | 'gap' | 'request' | 'fold' | 'choice';
  /** What a tap or Enter does. A move that the rules refuse is offered all the same: the refusal teaches. */
  readonly press?: Action;
  /** Can be picked up: then `targets` tell where it goes. */
  readonly grip?: Grip;
}

export interface Grip {
  readonly tile: TileLook;
  readonly targets: readonly Target[];
}

/** A place for a held tile. */
export interface Target {
  /** Unique among the grip's targets. */
  readonly id: string;
  /** The thing that stands for it in the twin. */
  readonly thing: string;
  /** The picture it belongs to. */
  readonly picture: string;
  readonly space: Space;
  /** Where a drop counts. */
  readonly zone: Rect;
  readonly action: Action;
  /** Why the rules refuse it; null where they do not. */
  readonly rejection: Rejection | null;
  /** Where the tile would lie, and what of the slot it would waste; in the space of the target. */
  readonly landing: { readonly tile: Rect; readonly waste: Rect } | null;
  /** What it would cost, in few words. */
  readonly cost: string;
  /** Its picture is a tray, which rises to meet a tile that it can take. */
  readonly rises?: boolean;
}

/** A line of the twin: things side by side, named together. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly things: readonly Thing[];
}

/** Rows under one name: an arena, the heap, the requests. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Where a tile rests. */
export interface TilePlace {
  readonly look: TileLook;
  readonly space: Space;
  readonly rect: Rect;
  readonly picture: string;
}

/** A choice offered beside the board ("open a tray: 64"). */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly action: Action;
  readonly rejection: Rejection | null;
  readonly cost: string;
}

export interface ChoiceGroup {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly Choice[];
  /** Nothing else is to be done now: it is one of these that the player needs. */
  readonly wanted?: boolean;
}

export interface Scene {
  /** All that the world's pictures cover. */
  readonly world: Rect;
  readonly pictures: readonly ScenePicture[];
  readonly tiles: ReadonlyMap<string, TilePlace>;
  readonly groups: readonly Group[];
  readonly choices: readonly ChoiceGroup[];
  /** Small lines that must be read beside the board, such as a scaled arena. */
  readonly notes: readonly string[];
  /** What the next scene need not make anew. */
  readonly memory?: RackMemory;
  /** What the whole board is called, for the twin. */
  readonly name: string;
}

/** One consequence to show, in causal order. */
export interface Cue {
  readonly say: string;
  readonly sound?: string;
  readonly ms: number;
  /** Pictures that show their new state from the end of this cue on. */
  readonly flips?: readonly string[];
  /** A tile that moves: from where it rested to where it will, by tile ids of the scenes before and after. */
  readonly fly?: { readonly from: string; readonly to: string };
  /** A tile that lifts off and is gone. */
  readonly lift?: readonly string[];
  /** Pictures that slide out of the rack. */
  readonly leave?: readonly string[];
  /** A picture that folds into a thing of the scene after. */
  readonly fold?: { readonly picture: string; readonly into: string };
}

/** The room a board has. */
export interface Room {
  /** Of the part that pans and zooms. */
  readonly view: Size;
  /** Of the strip for the requests, on the screen. */
  readonly dock: Rect;
  /** Fingers rather than a mouse: things are larger. */
  readonly compact: boolean;
  /** A picture only: nothing will be pointed at. */
  readonly still?: boolean;
  /** Of the scene before, where the room is the same: what can stay where it is stays. */
  readonly memory?: RackMemory;
}

export interface Words {
  t(key: string, values?: Record<string, unknown>): string;
  readonly lang: string;
}

/** A kind's face: one file a kind, pure. */
export interface BoardKind {
  /** Height of the request strip for a board this size. */
  dockHeight(session: Session, size: Size): number;
  scene(session: Session, room: Room, words: Words): Scene;
  cues(before: Session, after: Session, events: readonly GameEvent[], words: Words): readonly Cue[];
  /** Start of the id of the choice that the strip of choices scrolls to for the request at hand, or null. */
  centreChoice(session: Session): string | null;
  /** The thing that an action acts on, to point a hint at. */
  thingOf(session: Session, action: Action): string | null;
}

/** The picture's own coordinates of a rectangle given in the space that the picture lies in. */
export function within(picture: Rect, r: Rect): Rect {
  return { x: r.x - picture.x, y: r.y - picture.y, w: r.w, h: r.h };
}

/** The topmost thing at `p`: the smallest of those that hold it. */
export function thingAt(things: Iterable<Thing>, p: Point): Thing | null {
  let best: Thing | null = null;
  for (const thing of things) {
    const r = thing.rect;
    if (p.x < r.x || p.y < r.y || p.x >= r.x + r.w || p.y >= r.y + r.h) continue;
    if (!best || r.w * r.h < best.rect.w * best.rect.h) best = thing;
  }
  return best;
}

/** The target a drop at `p` means: the one that holds it, else the nearest within `slack` pixels. */
export function targetAt(targets: Iterable<Target>, p: Point, slack: number): Target | null {
  let best: Target | null = null;
  let distance = slack;
  let area = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const z = target.zone;
    const dx = Math.max(z.x - p.x, 0, p.x - z.x - z.w);
    const dy = Math.max(z.y - p.y, 0, p.y - z.y - z.h);
    const away = Math.hypot(dx, dy);
    if (away > distance || (away === distance && z.w * z.h >= area)) continue;
    best = target;
    distance = away;
    area = z.w * z.h;
  }
  return best;
}

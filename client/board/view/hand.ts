import type { Action, Rejection } from '../../../shared/game/action.ts';
import { between, center, contains, type Point, type Rect, rect, type Size, shift } from '../layout/rect.ts';
import { calm, type Grip, type Room, type Scene, type Target, type Thing, targetAt } from '../model.ts';
import type { Beat } from '../motion/queue.ts';
import { type Camera, toScreen, toWorld } from '../stage/camera.ts';
import type { Tip } from '../twin/tip.ts';
import type { Gallery } from './gallery.ts';

/** How far beside a target a drop still counts, in pixels. */
export const DROP_SLACK = 18;
/** A finger hides what is under it: the tile it drags floats this far above it. */
const FINGER_LIFT = 44;
/** A host that does not answer by then has not taken the move. */
const ANSWER_MS = 4000;
const SPRING_MS = 160;

/** A tile in the hand: by pointer (it follows) or picked up by tap or key (it waits for a target). */
interface Held {
  readonly grip: Grip;
  readonly thing: string;
  readonly how: 'drag' | 'picked';
  readonly home: Rect;
  /** From the pointer to the tile's corner. */
  readonly grab: Point;
  readonly touch: boolean;
  at: Rect;
}

/** What the hand needs of the board. */
export interface HandHost {
  readonly gallery: Gallery;
  readonly tip: Tip;
  readonly root: HTMLElement;
  scene(): Scene;
  room(): Room;
  camera(): Camera;
  size(): Size;
  still(): boolean;
  reason(rejection: Rejection): string;
  refuse(rejection: Rejection, at: Rect, action: Action): void;
  submit(action: Action): void;
  say(key: string, values: Record<string, unknown>): void;
  play(beats: readonly Beat[]): void;
  skip(): void;
}

/** What the player holds, and where it may go. The board's only state that is not in the session. */
export class Hand {
  readonly #host: HandHost;
  #held: Held | null = null;
  #droppedAt: Rect | null = null;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HandHost) {
    this.#host = host;
  }

  /** The thing whose tile is held, or null. */
  get thing(): string | null {
    return this.#held?.thing ?? null;
  }

  get picked(): boolean {
    return this.#held?.how === 'picked';
  }

  get targets(): readonly Target[] {
    return this.#held?.grip.targets ?? [];
  }

  /** Takes a tile up without a pointer; it waits above its place. */
  pickUp(thing: Thing): void {
    const grip = thing.grip!;
    this.#host.tip.hide();
    const home = this.#homeOf(grip);
    this.#held = {
      grip,
      thing: thing.id,
      how: 'picked',
      home,
      grab: { x: 0, y: 0 },
      touch: false,
      at: shift(home, 0, -7),
    };
    this.#show();
    const places = grip.targets.filter((target) => !target.rejection).length;
    this.#host.say('board.say.pickedUp', { name: grip.tile.name, places });
  }

  /** Takes a tile up with a pointer at `at`, pressed first at `from`. */
  carry(thing: Thing, at: Point, from: Point, touch: boolean): void {
    const grip = thing.grip!;
    this.#host.skip();
    this.release();
    this.#host.tip.hide();
    const home = this.#homeOf(grip);
    const { zoom } = this.#host.camera();
    const w = home.w * zoom;
    const h = Math.max(home.h, 30);
    const inside = contains(home, from);
    let grab: Point;
    if (touch) grab = { x: -w / 2, y: -h / 2 - FINGER_LIFT };
    else if (inside) grab = { x: (home.x - from.x) * zoom, y: home.y - from.y };
    // Taken by its card, the tile jumps under the pointer.
    else grab = { x: -Math.min(w / 2, 24), y: -h / 2 };
    const place = rect(at.x + grab.x, at.y + grab.y, w, h);
    this.#held = { grip, thing: thing.id, how: 'drag', home, grab, touch, at: place };
    this.#show();
    this.move(at);
  }

  move(at: Point): void {
    const held = this.#held;
    if (!held) return;
    held.at = { ...held.at, x: at.x + held.grab.x, y: at.y + held.grab.y };
    this.#host.gallery.pose('held', { rect: held.at });
    // With a finger the tile itself points, with a mouse the cursor does.
    this.aimAt(held.touch ? center(held.at) : at, DROP_SLACK);
  }

  drop(): void {
    const { aimed } = this.#host.gallery.mood;
    const target = this.targets.find((one) => one.id === aimed);
    if (target) this.put(target);
    else this.springBack();
  }

  /** Aims at what is at `at`, on the screen. */
  aimAt(at: Point, slack: number): void {
    const inView = at.y <= this.#host.room().view.h;
    this.aim(inView ? targetAt(this.targets, toWorld(this.#host.camera(), at), slack) : null);
  }

  aim(target: Target | null): void {
    const { gallery, tip } = this.#host;
    const id = target?.id ?? null;
    if (gallery.mood.aimed === id) return;
    gallery.setMood({ ...gallery.mood, aimed: id });
    this.#raise();
    if (target?.rejection)
      tip.show([this.#host.reason(target.rejection)], this.#zone(target), this.#host.size(), 'no');
    else tip.hide();
  }

  /** Puts the held tile on `target`; where the rules refuse, the tile goes back and the reason is told. */
  put(target: Target): void {
    const held = this.#held;
    if (!held) return;
    if (target.rejection) {
      this.springBack();
      this.#host.refuse(target.rejection, this.#zone(target), target.action);
      return;
    }
    this.#host.tip.hide();
    this.#lower();
    this.#held = null;
    this.#droppedAt = held.at;
    const { gallery } = this.#host;
    gallery.setMood({ ...calm, lifted: gallery.mood.lifted });
    this.#answerTimer = setTimeout(() => this.release(), ANSWER_MS);
    this.#host.submit(target.action);
  }

  /** Where the tile was let go, once: the move that follows begins there. Empties the hand. */
  takeDrop(): Rect | null {
    const at = this.#droppedAt;
    this.release();
    return at;
  }

  /** The tile goes back to where it was taken. */
  springBack(): void {
    const held = this.#held;
    if (!held) return;
    const { gallery, tip } = this.#host;
    this.#lower();
    this.#held = null;
    gallery.setMood({ ...calm, lifted: new Set([held.grip.tile.id]) });
    if (tip.look === 'no') tip.hide();
    this.#host.play([
      {
        ms: this.#host.still() ? 0 : SPRING_MS,
        update: (t) => gallery.pose('held', { rect: between(held.at, held.home, t) }),
        end: () => this.release(),
      },
    ]);
  }

  /** Lets go of everything, at once. */
  release(): void {
    clearTimeout(this.#answerTimer);
    this.#lower();
    this.#held = null;
    this.#droppedAt = null;
    this.#host.gallery.takeTile('held');
    this.#host.gallery.setMood(calm);
  }

  #show(): void {
    const { grip, at } = this.#held!;
    const { gallery, root } = this.#host;
    gallery.putTile('held', grip.tile, at, true);
    const targets = new Map<string, Target[]>();
    for (const target of grip.targets)
      targets.set(target.picture, [...(targets.get(target.picture) ?? []), target]);
    gallery.setMood({ lifted: new Set([grip.tile.id]), held: grip.tile, targets, aimed: null });
    this.#raise();
    root.dataset.holding = '';
  }

  /** Trays that can take the tile rise a little, the others stay down. */
  #raise(): void {
    const { gallery } = this.#host;
    const { targets, aimed } = gallery.mood;
    for (const [picture, list] of targets) {
      const welcome = list.some((target) => target.rises && !target.rejection);
      const isAimed = list.some((target) => target.id === aimed);
      gallery.pose(picture, welcome ? { dy: isAimed ? -4 : -2 } : {});
    }
  }

  #lower(): void {
    const { gallery, root } = this.#host;
    for (const picture of gallery.mood.targets.keys()) gallery.pose(picture, {});
    delete root.dataset.holding;
  }

  #zone(target: Target): Rect {
    return target.space === 'world' ? toScreen(this.#host.camera(), target.zone) : target.zone;
  }

  #homeOf(grip: Grip): Rect {
    const place = this.#host.scene().tiles.get(grip.tile.id);
    if (!place) return rect(0, 0, 40, 30);
    return place.space === 'world' ? toScreen(this.#host.camera(), place.rect) : place.rect;
  }
}

import { between, type Rect, shift } from '../layout/rect.ts';
import type { Cue, Scene } from '../model.ts';
import type { Beat } from '../motion/queue.ts';
import { type Camera, toScreen } from '../stage/camera.ts';
import type { Gallery } from './gallery.ts';

/** What the choreography needs of the board while it plays. */
export interface Theatre {
  readonly gallery: Gallery;
  camera(): Camera;
  /** Tiles that are in the air are not drawn where they rest. */
  lift(tiles: readonly string[]): void;
  land(tiles: readonly string[]): void;
  /** Brings a place of the world into view. */
  reveal(at: Rect): void;
  sound(name: string): void;
  viewWidth(): number;
}

const MOVE_MS = 240;
const FADE_MS = 160;

/**
 * The beats that lead from one scene to the next. Every cue shows its consequence; then the board settles: what has another place moves there, what is
 * new appears, what is gone fades. `droppedAt`: where the player let go of a tile, which is where its flight begins.
 */
export function choreograph(
  theatre: Theatre,
  before: Scene,
  after: Scene,
  cues: readonly Cue[],
  droppedAt: Rect | null,
): Beat[] {
  const beats: Beat[] = [];
  const pictures = new Map(after.pictures.map((picture) => [picture.id, picture]));
  const flip = (ids: readonly string[] = []): void => {
    for (const id of ids) {
      const picture = pictures.get(id);
      const shown = theatre.gallery.picture(id);
      if (picture && shown)
        theatre.gallery.show(picture, { ...picture.rect, x: shown.rect.x, y: shown.rect.y });
    }
  };
  const dying = cues.flatMap((cue) => cue.lift ?? []);
  if (dying.length) beats.push(hover(theatre, before, after, dying));
  let settled = false;
  for (const cue of cues) {
    if (cue.fly) {
      const place = after.tiles.get(cue.fly.to);
      if (place && !theatre.gallery.picture(place.picture) && !settled) {
        beats.push(...settle(theatre, after, false));
        settled = true;
      }
      beats.push(flight(theatre, before, after, cue, droppedAt, flip));
    } else if (cue.lift) beats.push(liftOff(theatre, cue, flip));
    else if (cue.leave?.length || cue.fold) beats.push(departure(theatre, after, cue, flip));
    else if (cue.ms > 0 || cue.flips || cue.sound)
      beats.push({
        ms: cue.ms,
        begin() {
          if (cue.sound) theatre.sound(cue.sound);
          flip(cue.flips);
        },
      });
  }
  beats.push(...settle(theatre, after, true));
  return beats;
}

/** Where a tile of the scene after will be seen, given that its picture may not be at its final place yet. */
function screenRect(theatre: Theatre, scene: Scene, tile: string): Rect | null {
  const place = scene.tiles.get(tile);
  if (!place) return null;
  if (place.space === 'screen') return place.rect;
  const home = scene.pictures.find((picture) => picture.id === place.picture)?.rect;
  const now = theatre.gallery.picture(place.picture)?.rect;
  const at = home && now ? shift(place.rect, now.x - home.x, now.y - home.y) : place.rect;
  return toScreen(theatre.camera(), at);
}

/** Tiles that will die float over their place from the start, so that a tray may already show what comes after. */
function hover(theatre: Theatre, before: Scene, after: Scene, tiles: readonly string[]): Beat {
  return {
    ms: 0,
    begin() {
      for (const id of tiles) {
        const place = before.tiles.get(id);
        const at = place && place.space === 'world' ? screenRect(theatre, before, id) : null;
        if (place && at) theatre.gallery.putTile(`dying:${id}`, place.look, at);
      }
      theatre.lift(tiles.filter((id) => before.tiles.has(id) && !after.tiles.has(id)));
    },
  };
}

function flight(
  theatre: Theatre,
  before: Scene,
  after: Scene,
  cue: Cue,
  droppedAt: Rect | null,
  flip: (ids?: readonly string[]) => void,
): Beat {
  const { from, to } = cue.fly!;
  const sprite = `fly:${to}`;
  let start: Rect | null = null;
  let end: Rect | null = null;
  return {
    ms: cue.ms,
    begin() {
      const place = after.tiles.get(to);
      if (place?.space === 'world') theatre.reveal(place.rect);
      end = screenRect(theatre, after, to);
      start = droppedAt ?? screenRect(theatre, before, from);
      // A tile that was placed and died in the same move has no rest in the scene after.
      const look = place?.look ?? before.tiles.get(from)?.look;
      if (!look || !start) return;
      end ??= shift(start, 0, -24);
      theatre.lift([from, to]);
      theatre.gallery.putTile(sprite, look, end);
      theatre.gallery.pose(sprite, { rect: start });
    },
    update(t) {
      if (!start || !end) return;
      const arc = Math.sin(Math.PI * t) * Math.min(40, Math.abs(end.y - start.y) * 0.12);
      theatre.gallery.pose(sprite, { rect: shift(between(start, end, t), 0, -arc) });
    },
    end() {
      if (cue.sound) theatre.sound(cue.sound);
      theatre.gallery.takeTile(sprite);
      flip(cue.flips);
      theatre.land([from, to]);
    },
  };
}

/** A block is freed: the tile lifts off and is gone, the slot under it is on the thread. */
function liftOff(theatre: Theatre, cue: Cue, flip: (ids?: readonly string[]) => void): Beat {
  const sprites = cue.lift!.map((id) => `dying:${id}`);
  return {
    ms: cue.ms,
    begin() {
      if (cue.sound) theatre.sound(cue.sound);
      flip(cue.flips);
    },
    update(t) {
      for (const sprite of sprites)
        theatre.gallery.pose(sprite, { dy: -26 * t, alpha: 1 - t * t, scale: 1 + 0.05 * t });
    },
    end() {
      for (const sprite of sprites) theatre.gallery.takeTile(sprite);
      theatre.land(cue.lift!);
    },
  };
}

function departure(theatre: Theatre, after: Scene, cue: Cue, flip: (ids?: readonly string[]) => void): Beat {
  const { fold } = cue;
  let from: Rect | null = null;
  let to: Rect | null = null;
  return {
    ms: cue.ms,
    begin() {
      if (cue.sound) theatre.sound(cue.sound);
      if (!fold) return;
      from = theatre.gallery.picture(fold.picture)?.rect ?? null;
      to =
        after.groups.flatMap((g) => g.rows.flatMap((r) => r.things)).find((thing) => thing.id === fold.into)
          ?.rect ?? null;
    },
    update(t) {
      for (const id of cue.leave ?? [])
        theatre.gallery.pose(id, { dx: t * t * theatre.viewWidth() * 0.6, alpha: 1 - t });
      if (fold && from)
        theatre.gallery.pose(fold.picture, {
          rect: to ? between(from, to, t) : { ...from, h: from.h * (1 - t) + 1 },
          alpha: 1 - t * t,
        });
    },
    end() {
      for (const id of [...(cue.leave ?? []), ...(fold ? [fold.picture] : [])]) theatre.gallery.take(id);
      flip(cue.flips);
    },
  };
}

/** Everything to its final place. With `last`, what is gone fades and the scene hangs exactly as it is. */
function settle(theatre: Theatre, after: Scene, last: boolean): Beat[] {
  const { gallery } = theatre;
  let moves: { id: string; from: Rect; to: Rect }[] = [];
  let arrivals: string[] = [];
  let changed = false;
  return [
    {
      ms: 0,
      begin() {
        moves = [];
        arrivals = [];
        for (const picture of after.pictures) {
          const shown = gallery.picture(picture.id);
          if (!shown) {
            arrivals.push(picture.id);
            gallery.show(picture);
            gallery.pose(picture.id, { alpha: 0 });
          } else if (shown.rect.x !== picture.rect.x || shown.rect.y !== picture.rect.y) {
            moves.push({ id: picture.id, from: shown.rect, to: picture.rect });
          }
        }
        changed = moves.length + arrivals.length > 0;
        if (last) {
          for (const picture of after.pictures) {
            gallery.show(picture);
            const move = moves.find((one) => one.id === picture.id);
            if (move) gallery.pose(picture.id, { dx: move.from.x - move.to.x, dy: move.from.y - move.to.y });
          }
        }
      },
    },
    {
      // Nothing to see: the beat passes at once.
      get ms() {
        return changed ? MOVE_MS : 0;
      },
      update(t) {
        for (const { id, from, to } of moves) {
          const part = last ? 1 - t : t;
          const sign = last ? 1 : -1;
          gallery.pose(id, { dx: sign * (from.x - to.x) * part, dy: sign * (from.y - to.y) * part });
        }
        for (const id of arrivals) gallery.pose(id, { alpha: t, dy: (1 - t) * 10 });
      },
      end() {
        if (last) gallery.hang(after);
        else
          for (const { id, to } of moves) {
            const picture = gallery.picture(id);
            if (picture) gallery.show(picture, to);
            gallery.pose(id, {});
          }
      },
    },
  ];
}

/** Reduced motion: every picture that changes cross-fades, nothing moves. */
export function crossFade(theatre: Theatre, after: Scene): Beat[] {
  const { gallery } = theatre;
  const frozen: string[] = [];
  return [
    {
      ms: FADE_MS,
      begin() {
        for (const picture of after.pictures) {
          const shown = gallery.picture(picture.id);
          if (!shown || shown.key === picture.key) continue;
          frozen.push(`fade:${picture.id}`);
          gallery.freeze(picture.id, `fade:${picture.id}`);
        }
        gallery.hang(after);
      },
      update(t) {
        for (const id of frozen) gallery.pose(id, { alpha: 1 - t });
      },
      end() {
        for (const id of frozen) gallery.takeTile(id);
      },
    },
  ];
}

import type { Theme } from '../draw/theme.ts';
import { paintHeldTile, paintTile, type TileLook } from '../draw/tile.ts';
import { type Rect, rect } from '../layout/rect.ts';
import { calm, type Mood, type Scene, type ScenePicture } from '../model.ts';
import type { Pose } from '../stage/sprite.ts';
import type { Stage } from '../stage/stage.ts';

/**
 * The pictures that are on the stage now, in whatever mixture of the scene before and the scene after the motion is
 * at. Knows when a picture must be painted again, and nothing of why.
 */
export class Gallery {
  readonly #stage: Stage;
  #theme: Theme;
  #mood: Mood = calm;
  #shown = new Map<string, ScenePicture>();
  #themeKey = 0;

  constructor(stage: Stage, theme: Theme) {
    this.#stage = stage;
    this.#theme = theme;
  }

  get mood(): Mood {
    return this.#mood;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#themeKey++;
    for (const picture of this.#shown.values()) this.#put(picture);
  }

  setMood(mood: Mood): void {
    const before = this.#mood;
    this.#mood = mood;
    for (const picture of this.#shown.values())
      if (picture.moody && moodKey(picture, before) !== moodKey(picture, mood)) this.#put(picture);
  }

  picture(id: string): ScenePicture | undefined {
    return this.#shown.get(id);
  }

  /** Shows `picture`, at `at` instead of its own place if that is given. */
  show(picture: ScenePicture, at: Rect = picture.rect): void {
    const placed = at === picture.rect ? picture : movedTo(picture, at);
    this.#shown.set(picture.id, placed);
    this.#put(placed);
  }

  /** Exactly the scene's pictures, each at its place. */
  hang(scene: Scene): void {
    const wanted = new Set(scene.pictures.map((picture) => picture.id));
    for (const id of [...this.#shown.keys()]) if (!wanted.has(id)) this.take(id);
    for (const picture of scene.pictures) {
      this.show(picture);
      this.#stage.pose(picture.id, {});
    }
  }

  take(id: string): void {
    this.#shown.delete(id);
    this.#stage.remove(id);
  }

  pose(id: string, pose: Pose): void {
    this.#stage.pose(id, pose);
  }

  /** A single tile above everything, at `at` on the screen; `held`: in the player's hand. */
  putTile(id: string, look: TileLook, at: Rect, held = false): void {
    const theme = this.#theme;
    const paint = held ? paintHeldTile : paintTile;
    this.#stage.put({
      id,
      space: 'screen',
      rect: at,
      depth: 50,
      key: JSON.stringify([look, at.w, at.h, this.#themeKey]),
      paint: (ctx) => paint(ctx, theme, look, rect(0, 0, at.w, at.h)),
    });
  }

  takeTile(id: string): void {
    this.#stage.remove(id);
  }

  /** Keeps what `id` looks like now as `as`, above it: the start of a cross-fade. */
  freeze(id: string, as: string): void {
    const picture = this.#shown.get(id);
    if (!picture) return;
    const mood = this.#mood;
    const theme = this.#theme;
    this.#stage.put({
      ...picture,
      id: as,
      depth: (picture.depth ?? 0) + 1,
      paint: (ctx, only) => picture.paint(ctx, theme, mood, only),
      marks: undefined,
    });
  }

  #put(picture: ScenePicture): void {
    const mood = this.#mood;
    const theme = this.#theme;
    const { marks } = picture;
    this.#stage.put({
      id: picture.id,
      space: picture.space,
      rect: picture.rect,
      depth: picture.depth,
      key: `${this.#themeKey}|${picture.key}|${picture.moody ? moodKey(picture, mood) : ''}`,
      paint: (ctx, only) => picture.paint(ctx, theme, mood, only),
      marks: marks && (() => new Map([...marks(mood), [`theme ${this.#themeKey}`, whole(picture.rect)]])),
    });
  }
}

function whole({ w, h }: Rect): Rect {
  return rect(0, 0, w, h);
}

/** The same picture elsewhere: it paints in its own coordinates, so only the frame moves. */
function movedTo(picture: ScenePicture, at: Rect): ScenePicture {
  return { ...picture, rect: { ...at, w: picture.rect.w, h: picture.rect.h } };
}

/** All of a mood that can change how a picture looks. */
function moodKey({ id, tiles }: ScenePicture, mood: Mood): string {
  const targets = mood.held ? (mood.targets.get(id) ?? []) : [];
  const aimed = targets.some((target) => target.id === mood.aimed) ? mood.aimed : '';
  const lifted = mood.lifted.size ? (tiles ?? []).filter((tile) => mood.lifted.has(tile)).join() : '';
  const held = targets.length || tiles?.includes(mood.held?.id ?? '') ? mood.held?.id : '';
  return `${held}|${targets.length}|${aimed}|${lifted}`;
}

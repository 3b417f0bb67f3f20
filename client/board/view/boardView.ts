import { effect } from '@preact/signals';
import type { Action, GameEvent } from '../../../shared/game/action.ts';
import type { Session } from '../../../shared/game/session/session.ts';
import { readTheme } from '../draw/theme.ts';
import { listenGestures } from '../input/gestures.ts';
import { reasonText, refusal } from '../kinds/refusal.ts';
import { boardKind } from '../kinds/registry.ts';
import { contains, type Point, type Rect, rect, type Size } from '../layout/rect.ts';
import {
  type BoardKind,
  type Choice,
  type Room,
  type Scene,
  type Target,
  type Thing,
  targetAt,
  thingAt,
  type Words,
} from '../model.ts';
import { MotionQueue } from '../motion/queue.ts';
import type { Board, BoardOptions } from '../options.ts';
import {
  type Camera,
  MAX_ZOOM,
  minZoom,
  panBy,
  reveal,
  settle,
  toScreen,
  toWorld,
  zoomAt,
} from '../stage/camera.ts';
import { Stage } from '../stage/stage.ts';
import { ChoiceBar } from '../twin/choiceBar.ts';
import { Live } from '../twin/live.ts';
import { Tip } from '../twin/tip.ts';
import { Twin } from '../twin/twin.ts';
import { ZoomButtons } from '../twin/zoomButtons.ts';
import { choreograph, crossFade, type Theatre } from './choreography.ts';
import { loadFonts } from './fonts.ts';
import { Gallery } from './gallery.ts';
import { DROP_SLACK, Hand } from './hand.ts';
import { type BoardParts, boardParts } from './parts.ts';
import { Phrases } from './phrases.ts';

const REASON_MS = 3600;
const COMPACT_BELOW = 640;

/**
 * One board on the page: owns the canvas, the twin and what the player is doing with them. What is shown comes from
 * the kind's scene, what may be done from the session; every move goes out through `submit`.
 */
export class BoardView implements Board {
  readonly #kind: BoardKind;
  readonly #submit: ((action: Action) => void) | null;
  readonly #options: BoardOptions;
  readonly #parts: BoardParts;
  readonly #stage: Stage;
  readonly #gallery: Gallery;
  readonly #queue = new MotionQueue();
  readonly #world: Twin;
  readonly #dock: Twin;
  readonly #choices: ChoiceBar;
  readonly #zoom: ZoomButtons;
  readonly #tip: Tip;
  readonly #live: Live;
  readonly #theatre: Theatre;
  readonly #hand: Hand;
  readonly #phrases: Phrases;
  readonly #cleanups: (() => void)[] = [];
  #session: Session;
  #scene: Scene;
  #room: Room;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { w: 0, h: 0 };
  /** Device pixels for one of CSS. */
  #ratio = 1;
  /** The player has looked elsewhere than at the start; new layouts then keep the place. */
  #travelled = false;
  #hinted: Element | null = null;
  #hintAction: Action | null = null;
  #running = false;

  /** Boots the engine and shows `session`. Without `submit` the board only shows. */
  static async mount(
    container: HTMLElement,
    session: Session,
    submit: ((action: Action) => void) | null,
    options: BoardOptions,
  ): Promise<BoardView> {
    const parts = boardParts(container);
    try {
      await loadFonts();
      const stage = await Stage.create(parts.root);
      return new BoardView(parts, stage, session, submit, options);
    } catch (error) {
      parts.root.remove();
      throw error;
    }
  }

  private constructor(
    parts: BoardParts,
    stage: Stage,
    session: Session,
    submit: ((action: Action) => void) | null,
    options: BoardOptions,
  ) {
    this.#kind = boardKind(session.kind.name);
    this.#parts = parts;
    this.#stage = stage;
    this.#session = session;
    this.#submit = submit;
    this.#options = options;
    this.#phrases = new Phrases(options.t, options.lang.peek());
    stage.canvas.setAttribute('aria-hidden', 'true');
    this.#gallery = new Gallery(stage, readTheme(parts.root));
    const handlers = {
      activate: (thing: Thing) => this.#activate(thing),
      focus: (thing: Thing) => this.#focused(thing),
      blur: () => this.#tip.hide(),
    };
    this.#world = new Twin(parts.view, 'board', {
      ...handlers,
      leave: (direction) => (direction === 'down' ? this.#focusTools() : undefined),
    });
    this.#dock = new Twin(parts.dock, 'requests', {
      ...handlers,
      leave: (direction) => (direction === 'up' ? this.#focusTools('up') : undefined),
    });
    this.#choices = new ChoiceBar(parts.tools, {
      choose: (choice, element) => this.#choose(choice, element),
      consider: (choice, element) => this.#consider(choice, element),
      leave: (direction) => (direction === 'up' ? this.#world.focus() : this.#dock.focus()),
    });
    parts.view.append(parts.notes);
    this.#zoom = new ZoomButtons(parts.view, {
      by: (factor) => this.#zoomBy(factor),
      fit: () => this.#fit(),
    });
    this.#tip = new Tip(parts.root);
    this.#live = new Live(parts.root);
    this.#theatre = {
      gallery: this.#gallery,
      camera: () => this.#camera,
      lift: (tiles) => this.#setLifted(tiles, true),
      land: (tiles) => this.#setLifted(tiles, false),
      reveal: (at) => this.#setCamera(reveal(this.#camera, at, this.#scene.world, this.#room.view)),
      sound: (name) => options.sound(name),
      viewWidth: () => this.#room.view.w / this.#camera.zoom,
    };
    this.#hand = new Hand({
      gallery: this.#gallery,
      tip: this.#tip,
      root: parts.root,
      scene: () => this.#scene,
      room: () => this.#room,
      camera: () => this.#camera,
      size: () => this.#size,
      still: () => options.motion.peek() === 'reduced',
      reason: (rejection) => reasonText(rejection, this.#words),
      refuse: (rejection, at, action) => this.#refuse(rejection, at, action),
      submit: (action) => this.#submit!(action),
      say: (key, values) => this.#live.say([options.t(key, values)]),
      play: (beats) => {
        this.#queue.add(beats);
        this.#run();
      },
      skip: () => this.skipAnimation(),
    });
    this.#room = this.#measure();
    this.#scene = this.#kind.scene(session, this.#room, this.#words);
    this.#dressTwins();
    this.#relayout();
    this.#listen();
  }

  /** The engine, for tests and benchmarks. */
  get stage(): Stage {
    return this.#stage;
  }

  get busy(): boolean {
    return this.#queue.busy;
  }

  show(session: Session, events: readonly GameEvent[]): void {
    this.skipAnimation();
    const before = this.#session;
    const sceneBefore = this.#scene;
    this.#session = session;
    this.#room = { ...this.#measure(), memory: sceneBefore.memory };
    this.#scene = this.#kind.scene(session, this.#room, this.#words);
    const cues = this.#kind.cues(before, session, events, this.#words);
    this.#live.say(cues.map((cue) => cue.say));
    const droppedAt = this.#hand.takeDrop();
    this.#tip.hide();
    this.highlight(null);
    this.#dressTwins();
    this.#resizeStage();
    const still = this.#options.motion.peek() === 'reduced' || document.hidden;
    this.#queue.add(
      still
        ? crossFade(this.#theatre, this.#scene)
        : choreograph(this.#theatre, sceneBefore, this.#scene, cues, droppedAt),
    );
    if (still && document.hidden) this.#queue.skip();
    this.#run();
    if (events.length) this.#revealArrival(sceneBefore);
    if (!this.#travelled) this.#setCamera(settle({ ...this.#camera }, this.#scene.world, this.#room.view));
  }

  /** A picture that a move has brought, such as a tray just opened, is not left out of view. */
  #revealArrival(before: Scene): void {
    const known = new Set(before.pictures.map((picture) => picture.id));
    const arrived = this.#scene.pictures.find(({ id, space }) => space === 'world' && !known.has(id));
    if (arrived && known.size)
      this.#setCamera(reveal(this.#camera, arrived.rect, this.#scene.world, this.#room.view));
  }

  skipAnimation(): void {
    this.#queue.skip();
  }

  highlight(action: Action | null): void {
    this.#hinted?.classList.remove('boardHinted');
    this.#hinted = null;
    this.#hintAction = action;
    if (!action) return;
    const id = this.#kind.thingOf(this.#session, action);
    if (id === null) return;
    const thing = this.#world.thing(id);
    if (thing) this.#setCamera(reveal(this.#camera, thing.rect, this.#scene.world, this.#room.view));
    this.#hinted = this.#world.elementOf(id) ?? this.#dock.elementOf(id) ?? this.#choices.elementOf(id);
    this.#hinted?.classList.add('boardHinted');
    this.#hinted?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
    if (thing) this.#live.say([this.#words.t('board.say.hint', { what: thing.name })]);
  }

  focus(): void {
    if (this.#dock.thing('request')) this.#dock.focus('request');
    else this.#world.focus();
  }

  destroy(): void {
    for (const cleanup of this.#cleanups) cleanup();
    this.#queue.clear();
    this.#hand.release();
    this.#stage.destroy();
    this.#parts.root.remove();
  }

  get #words(): Words {
    return this.#phrases.in(this.#options.lang.peek());
  }

  // Layout

  /** Reads the page. Comes before anything is written to it, or the browser would have to lay everything out at once. */
  #measure(): Room {
    const { root, tools, dock } = this.#parts;
    const size = { w: root.clientWidth, h: root.clientHeight };
    const dockH = this.#kind.dockHeight(this.#session, size);
    if (dock.offsetHeight !== dockH) dock.style.height = `${dockH}px`;
    this.#size = size;
    // A page may enlarge a board by CSS `zoom` (a projector does): its canvas is as fine as it is then shown.
    this.#ratio = Math.min(3, (window.devicePixelRatio || 1) * (root.currentCSSZoom ?? 1));
    const toolsH = tools.offsetHeight;
    return {
      view: { w: size.w, h: Math.max(80, size.h - dockH - toolsH) },
      dock: rect(0, size.h - dockH, size.w, dockH),
      compact: size.w < COMPACT_BELOW,
    };
  }

  /** Everything anew for another size, language, theme or font: no motion. */
  #relayout(): void {
    this.skipAnimation();
    this.#tip.hide();
    this.#room = this.#measure();
    this.#scene = this.#kind.scene(this.#session, this.#room, this.#words);
    this.#dressTwins();
    // The choices may have changed the height of their bar.
    const measured = this.#measure();
    if (measured.view.h !== this.#room.view.h) {
      this.#room = measured;
      this.#scene = this.#kind.scene(this.#session, this.#room, this.#words);
      this.#dressTwins();
    }
    this.#resizeStage();
    this.#gallery.hang(this.#scene);
    this.#setCamera(
      settle(this.#travelled ? this.#camera : { x: 0, y: 0, zoom: 1 }, this.#scene.world, this.#room.view),
    );
    if (this.#hintAction) this.highlight(this.#hintAction);
  }

  #resizeStage(): void {
    this.#stage.resize(this.#size, this.#room.view.h, this.#ratio);
  }

  #dressTwins(): void {
    const { name, groups, choices, notes } = this.#scene;
    const { t } = this.#words;
    this.#world.update(
      name,
      groups.filter((group) => group.id !== 'dock'),
    );
    this.#dock.update(
      t('board.request.group'),
      groups.filter((group) => group.id === 'dock'),
    );
    // The dock's twin lies in its own box.
    this.#dock.setCamera({ x: this.#room.dock.x, y: this.#room.dock.y, zoom: 1 });
    const request = this.#dock.thing('request');
    this.#choices.update(choices, {
      centre: request && choices.length ? this.#kind.centreChoice(this.#session) : null,
    });
    this.#zoom.update(this.#words);
    this.#live.setName(t('board.log'));
    this.#placeNotes(notes.join(' · '));
  }

  #placeNotes(text: string): void {
    const { notes, tools } = this.#parts;
    if (notes.textContent !== text) notes.textContent = text;
    tools.hidden = this.#scene.choices.length === 0;
  }

  // Motion

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#stage.onFrame((deltaMs) => {
      this.#running = this.#queue.advance(deltaMs * this.#options.speed.peek());
      return this.#running;
    });
  }

  #setLifted(tiles: readonly string[], up: boolean): void {
    const lifted = new Set(this.#gallery.mood.lifted);
    for (const tile of tiles) lifted[up ? 'add' : 'delete'](tile);
    this.#gallery.setMood({ ...this.#gallery.mood, lifted });
  }

  // Camera

  #setCamera(camera: Camera): void {
    this.#camera = camera;
    this.#stage.setCamera(camera);
    this.#world.setCamera(camera);
    const { world } = this.#scene;
    const { view } = this.#room;
    const least = minZoom(world, view);
    // Buttons only where there is more than one way to look at the board.
    const shown = least < 0.999 || camera.zoom > 1.001;
    this.#parts.notes.toggleAttribute('data-beside-zoom', shown);
    this.#parts.notes.toggleAttribute('data-away', camera.y > 8 || camera.zoom > 1.001);
    this.#zoom.state({
      shown,
      out: camera.zoom > least + 0.001,
      in: camera.zoom < MAX_ZOOM,
    });
  }

  #zoomBy(factor: number, at: Point = { x: this.#room.view.w / 2, y: this.#room.view.h / 2 }): void {
    this.#travelled = true;
    this.#setCamera(zoomAt(this.#camera, factor, at, this.#scene.world, this.#room.view));
  }

  #fit(): void {
    this.#travelled = false;
    const zoom = minZoom(this.#scene.world, this.#room.view);
    this.#setCamera(settle({ x: 0, y: 0, zoom }, this.#scene.world, this.#room.view));
  }

  // Things, by where they are

  #toThing(at: Point): Thing | null {
    if (contains(this.#room.dock, at)) return thingAt(this.#dock.things, at);
    if (at.y > this.#room.view.h) return null;
    return thingAt(this.#world.things, toWorld(this.#camera, at));
  }

  #onScreen(r: Rect, space: Thing['space']): Rect {
    return space === 'world' ? toScreen(this.#camera, r) : r;
  }

  // Gestures

  #listen(): void {
    const { root } = this.#parts;
    this.#cleanups.push(
      listenGestures(root, {
        press: (at) => Boolean(this.#submit && this.#toThing(at)?.grip),
        tap: (at, touch) => this.#tap(at, touch),
        carryStart: (at, from, touch) => {
          const thing = this.#toThing(from);
          if (thing?.grip) this.#hand.carry(thing, at, from, touch);
        },
        carryMove: (at) => this.#hand.move(at),
        carryEnd: () => this.#hand.drop(),
        carryCancel: () => this.#hand.springBack(),
        pan: (dx, dy) => {
          this.#travelled = true;
          this.#setCamera(panBy(this.#camera, dx, dy, this.#scene.world, this.#room.view));
        },
        zoom: (factor, at) => this.#zoomBy(factor, at),
        hover: (at) => this.#hover(at),
        longPress: (at) => this.#tell(this.#toThing(at)),
      }),
    );
    const resized = new ResizeObserver(() => {
      const { root: element } = this.#parts;
      if (
        element.clientWidth &&
        (element.clientWidth !== this.#size.w || element.clientHeight !== this.#size.h)
      )
        this.#relayout();
    });
    resized.observe(root);
    const keys = (event: KeyboardEvent): void => this.#key(event);
    root.addEventListener('keydown', keys);
    const onDpr = (): void => this.#relayout();
    const dpr = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    dpr.addEventListener('change', onDpr);
    let first = true;
    const stopSignals = effect(() => {
      void this.#options.theme.value;
      void this.#options.lang.value;
      if (first) {
        first = false;
        return;
      }
      // The page sets its attributes in the same turn; the tokens are read after that.
      queueMicrotask(() => {
        this.#gallery.setTheme(readTheme(root));
        this.#relayout();
      });
    });
    const onHidden = (): void => {
      if (document.hidden) this.skipAnimation();
    };
    document.addEventListener('visibilitychange', onHidden);
    this.#cleanups.push(
      () => resized.disconnect(),
      () => root.removeEventListener('keydown', keys),
      () => dpr.removeEventListener('change', onDpr),
      stopSignals,
      () => document.removeEventListener('visibilitychange', onHidden),
    );
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const held = this.#hand.thing;
    if (event.key === 'Escape' && held) {
      this.#hand.springBack();
      this.#live.say([this.#words.t('board.say.putBack')]);
      if (this.#dock.thing(held)) this.#dock.focus(held);
      else this.#world.focus(held);
    } else if (event.key === '+' || event.key === '=') this.#zoomBy(Math.SQRT2);
    else if (event.key === '-') this.#zoomBy(Math.SQRT1_2);
    else if (event.key === '0') this.#fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #tap(at: Point, touch: boolean): void {
    const thing = this.#toThing(at);
    if (!this.#submit) this.#tell(thing);
    else if (this.#hand.thing) this.#tapWithHand(at, touch);
    else if (thing?.grip) this.#hand.pickUp(thing);
    else {
      const pressed = thing?.press ? thing : this.#pressedUnder(at);
      if (pressed?.press) this.#press(pressed, pressed.press);
      else if (touch) this.#tell(thing);
    }
  }

  #tapWithHand(at: Point, touch: boolean): void {
    const slack = touch ? DROP_SLACK : 0;
    const target = contains(this.#room.dock, at)
      ? null
      : targetAt(this.#hand.targets, toWorld(this.#camera, at), slack);
    if (target) this.#hand.put(target);
    else this.#hand.springBack();
  }

  /** A tile without a move of its own lets the tray under it answer. */
  #pressedUnder(at: Point): Thing | null {
    if (at.y > this.#room.view.h) return null;
    return thingAt(
      this.#world.things.filter((thing) => thing.press),
      toWorld(this.#camera, at),
    );
  }

  #hover(at: Point | null): void {
    if (this.#hand.picked) {
      if (at) this.#hand.aimAt(at, 0);
    } else this.#tell(at ? this.#toThing(at) : null);
  }

  /** Shows the numbers of a thing. */
  #tell(thing: Thing | null): void {
    const facts = thing?.facts() ?? [];
    if (!thing || !facts.length) {
      if (this.#tip.look !== 'no') this.#tip.hide();
      return;
    }
    this.#tip.show(facts, this.#onScreen(thing.rect, thing.space), this.#size, 'facts');
  }

  // Moves

  #activate(thing: Thing): void {
    if (!this.#submit) return;
    const target = this.#hand.thing ? this.#targetFor(thing) : undefined;
    if (target) this.#hand.put(target);
    else if (thing.id === this.#hand.thing) this.#hand.springBack();
    else if (thing.grip) {
      this.#hand.pickUp(thing);
      const { targets } = thing.grip;
      const first = targets.find((one) => !one.rejection) ?? targets[0];
      if (first) this.#world.focus(first.thing);
    } else if (thing.press) this.#press(thing, thing.press);
  }

  /** The target that a thing stands for; a tile in a tray stands for its tray where it is none itself. */
  #targetFor(thing: Thing): Target | undefined {
    const direct = this.#hand.targets.find((one) => one.thing === thing.id);
    if (direct) return direct;
    const row = this.#scene.groups
      .flatMap((group) => group.rows)
      .find((one) => one.things.some((other) => other.id === thing.id));
    return this.#hand.targets.find((one) => one.thing === row?.things[0]?.id);
  }

  #press(thing: Thing, action: Action): void {
    const rejection = refusal(this.#session, action);
    if (rejection) this.#refuse(rejection, this.#onScreen(thing.rect, thing.space), action);
    else this.#submit!(action);
  }

  #choose(choice: Choice, element: HTMLElement): void {
    if (!this.#submit) return;
    if (choice.rejection) this.#refuse(choice.rejection, this.#boxOf(element), choice.action);
    else this.#submit(choice.action);
  }

  #consider(choice: Choice | null, element: HTMLElement | null): void {
    if (!choice || !element) {
      if (this.#tip.look !== 'no') this.#tip.hide();
      return;
    }
    const lines = choice.rejection ? [reasonText(choice.rejection, this.#words)] : [choice.name, choice.cost];
    this.#tip.show(
      lines.filter(Boolean),
      this.#boxOf(element),
      this.#size,
      choice.rejection ? 'no' : 'facts',
    );
  }

  #refuse(rejection: NonNullable<Target['rejection']>, at: Rect, action: Action): void {
    const text = reasonText(rejection, this.#words);
    this.#options.sound('refuse');
    this.#options.refused?.(action);
    this.#live.say([text]);
    this.#tip.show([text], at, this.#size, 'no', REASON_MS);
  }

  // Focus

  #focused(thing: Thing): void {
    if (thing.space === 'world')
      this.#setCamera(reveal(this.#camera, thing.rect, this.#scene.world, this.#room.view));
    if (this.#hand.thing) this.#hand.aim(this.#targetFor(thing) ?? null);
    else this.#tell(thing);
  }

  #focusTools(from: 'up' | 'down' = 'down'): void {
    if (!this.#choices.element.hidden) this.#choices.focus();
    else if (from === 'up') this.#world.focus();
    else this.#dock.focus();
  }

  #boxOf(element: Element): Rect {
    const box = element.getBoundingClientRect();
    const root = this.#parts.root.getBoundingClientRect();
    return rect(box.left - root.left, box.top - root.top, box.width, box.height);
  }
}

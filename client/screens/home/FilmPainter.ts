import type { FilmBlock, FilmRow, FilmType, FilmView } from './heapFilm.ts';

/** Geometry of a tray on the page, in CSS pixels. Its length is its bytes, to scale. */
const ROW_HEIGHT = 20;
const ROW_GAP = 11;
const LEAST_WIDTH = 860;
const FADE_MS = 420;
const POOL_BYTES = 4096;
const HEADER_BYTES = 48;

interface Slot {
  readonly row: number;
  readonly offset: number;
  readonly size: number;
  type: FilmType | null;
  /** What lay here before, while it fades. */
  was: FilmType | null;
  since: number;
}

/**
 * Draws the film's trays on a canvas. A frame paints only the slots that are changing; everything is painted anew
 * after a change of size or theme.
 */
export class FilmPainter implements FilmView {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #rows: Map<number, Slot>[] = [];
  readonly #opened: boolean[] = [];
  readonly #fading = new Set<Slot>();
  readonly #dirtyRows = new Set<number>();
  #colours: Record<string, string> = {};
  #scale = 1;
  #now = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
  }

  block({ row, offset, size, type }: FilmBlock): void {
    const slots = (this.#rows[row] ??= new Map());
    let slot = slots.get(offset);
    if (!slot) slots.set(offset, (slot = { row, offset, size, type: null, was: null, since: 0 }));
    slot.was = slot.type;
    slot.type = type;
    slot.since = this.#now;
    this.#fading.add(slot);
  }

  row({ row, blockBytes }: FilmRow): void {
    this.#opened[row] = blockBytes > 0;
    for (const slot of this.#rows[row]?.values() ?? []) this.#fading.delete(slot);
    this.#rows[row] = new Map();
    this.#dirtyRows.add(row);
  }

  /** Reads colours and size from the page and paints everything. */
  restyle(): void {
    const style = getComputedStyle(this.#canvas);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.#colours = Object.fromEntries(
      ['raised', 'line', 'line-strong', 'str', 'list', 'tuple', 'int', 'float', 'dict', 'instance'].map(
        (name) => [name, colour(`--type-${name}`) || colour(`--${name}`)],
      ),
    );
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round(clientHeight * ratio);
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#scale = Math.max(clientWidth, LEAST_WIDTH) / POOL_BYTES;
    const rows = Math.ceil(clientHeight / (ROW_HEIGHT + ROW_GAP));
    this.#fading.clear();
    for (let row = 0; row < rows; row++) this.#paintRow(row);
  }

  /** Paints what is changing at the time `now` (milliseconds). */
  paint(now: number): void {
    this.#now = now;
    for (const row of this.#dirtyRows) this.#paintRow(row);
    this.#dirtyRows.clear();
    for (const slot of this.#fading) {
      // Slots that changed before the first frame have no time of their own yet.
      const age = Math.min(1, (now - slot.since) / FADE_MS);
      this.#paintSlot(slot, age);
      if (age >= 1) this.#fading.delete(slot);
    }
  }

  #paintRow(row: number): void {
    const context = this.#context;
    const y = this.#top(row);
    context.clearRect(0, y - 1, POOL_BYTES * this.#scale + 2, ROW_HEIGHT + 2);
    const open = this.#opened[row] ?? false;
    context.globalAlpha = open ? 1 : 0.55;
    context.fillStyle = this.#colours.raised;
    this.#box(0, y, POOL_BYTES * this.#scale, ROW_HEIGHT, 4);
    context.globalAlpha = 1;
    if (!open) return;
    context.fillStyle = this.#colours['line-strong'];
    this.#box(0, y, HEADER_BYTES * this.#scale - 1.5, ROW_HEIGHT, 3);
    for (const slot of this.#rows[row]?.values() ?? []) this.#paintSlot(slot, 1);
  }

  #paintSlot(slot: Slot, age: number): void {
    const context = this.#context;
    const x = slot.offset * this.#scale;
    const y = this.#top(slot.row);
    const width = Math.max(1, slot.size * this.#scale - 1);
    context.fillStyle = this.#colours.raised;
    context.fillRect(x, y, width + 1, ROW_HEIGHT);
    const eased = 1 - (1 - age) ** 3;
    if (slot.type === null) {
      context.fillStyle = this.#colours.line;
      this.#box(x, y + ROW_HEIGHT / 2 - 1, width, 2, 1);
    }
    if (slot.was && age < 1) this.#tile(slot.was, x, y, width, 1 - eased);
    if (slot.type) this.#tile(slot.type, x, y, width, eased);
  }

  #tile(type: FilmType, x: number, y: number, width: number, alpha: number): void {
    this.#context.globalAlpha = alpha;
    this.#context.fillStyle = this.#colours[type];
    this.#box(x, y, width, ROW_HEIGHT, Math.min(3, width / 3));
    this.#context.globalAlpha = 1;
  }

  #box(x: number, y: number, width: number, height: number, corner: number): void {
    this.#context.beginPath();
    this.#context.roundRect(x, y, width, height, corner);
    this.#context.fill();
  }

  #top(row: number): number {
    return row * (ROW_HEIGHT + ROW_GAP) + ROW_GAP;
  }
}

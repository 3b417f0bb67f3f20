import type { Group, Row, Thing } from '../model.ts';
import type { Camera } from '../stage/camera.ts';
import { replaceChildren } from './children.ts';

/** What the twin reports; the board decides what it means. */
export interface TwinHandlers {
  /** Enter, Space, or an assistive technology's click. */
  activate(thing: Thing): void;
  /** Focus came by keyboard or by a reader's cursor. */
  focus(thing: Thing): void;
  blur(): void;
  /** Arrow keys left the last row in this direction. */
  leave(direction: 'up' | 'down'): void;
}

interface Cell {
  readonly thing: Thing;
  readonly element: HTMLElement;
}

/**
 * The board in the accessibility tree: a grid of rows whose cells lie over what they name. One cell at a time is in the
 * tab order, arrows move within. Elements live as long as their thing, so that focus survives a move.
 */
export class Twin {
  readonly element: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #handlers: TwinHandlers;
  #cells = new Map<string, Cell>();
  #parts = new Map<string, HTMLElement>();
  #rows: string[][] = [];
  #shown = new Map<string, Row>();
  #current: string | null = null;

  constructor(parent: HTMLElement, id: string, handlers: TwinHandlers) {
    this.#handlers = handlers;
    this.element = document.createElement('div');
    this.element.className = 'boardTwin';
    this.element.setAttribute('role', 'grid');
    this.element.dataset.testid = id;
    this.#layer = document.createElement('div');
    this.#layer.className = 'boardTwinLayer';
    this.#layer.setAttribute('role', 'presentation');
    this.element.append(this.#layer);
    parent.append(this.element);
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('focusin', (event) => this.#focused(event));
    this.element.addEventListener('focusout', () => this.#handlers.blur());
    this.element.addEventListener('click', (event) => this.#clicked(event));
  }

  get things(): Thing[] {
    return [...this.#cells.values()].map((cell) => cell.thing);
  }

  thing(id: string): Thing | null {
    return this.#cells.get(id)?.thing ?? null;
  }

  /** The element of a thing, to point at it. */
  elementOf(id: string): HTMLElement | null {
    return this.#cells.get(id)?.element ?? null;
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  /** Makes the twin say what `groups` say. */
  update(name: string, groups: readonly Group[]): void {
    if (this.element.getAttribute('aria-label') !== name) this.element.setAttribute('aria-label', name);
    const focusedRow = this.#rows.findIndex((row) => row.includes(this.#current ?? ''));
    const hadFocus = this.hasFocus;
    const kept = new Map<string, Cell>();
    const parts = new Map<string, HTMLElement>();
    const shown = new Map<string, Row>();
    this.#rows = [];
    const groupElements: HTMLElement[] = [];
    for (const group of groups) {
      const groupElement = this.#part(parts, 'rowgroup', group.id, group.name);
      const rowElements: HTMLElement[] = [];
      for (const row of group.rows) {
        if (!row.things.length) continue;
        const rowElement = this.#part(parts, 'row', row.id, row.name);
        shown.set(row.id, row);
        if (this.#shown.get(row.id) === row) {
          for (const { id } of row.things) kept.set(id, this.#cells.get(id)!);
        } else {
          replaceChildren(
            rowElement,
            row.things.map((thing) => this.#cell(kept, thing)),
          );
        }
        this.#rows.push(row.things.map((thing) => thing.id));
        rowElements.push(rowElement);
      }
      replaceChildren(groupElement, rowElements);
      groupElements.push(groupElement);
    }
    const before = this.#current;
    this.#cells = kept;
    this.#parts = parts;
    this.#shown = shown;
    if (!this.#current || !kept.has(this.#current)) {
      const row = this.#rows[Math.min(Math.max(0, focusedRow), this.#rows.length - 1)];
      this.#current = row?.[0] ?? null;
    }
    replaceChildren(this.#layer, groupElements);
    if (this.#current && (this.#current !== before || kept.get(this.#current)!.element.tabIndex !== 0))
      kept.get(this.#current)!.element.tabIndex = 0;
    // Moving an element in the document takes its focus away.
    if (hadFocus && !this.hasFocus && this.#current)
      kept.get(this.#current)!.element.focus({ preventScroll: true });
  }

  #cell(kept: Map<string, Cell>, thing: Thing): HTMLElement {
    const known = this.#cells.get(thing.id);
    const element = known?.element ?? document.createElement('div');
    if (!known || !alike(known.thing, thing)) dress(element, thing);
    if (!known) element.tabIndex = -1;
    kept.set(thing.id, { thing, element });
    return element;
  }

  #part(parts: Map<string, HTMLElement>, role: string, id: string, name: string): HTMLElement {
    const key = `${role}:${id}`;
    const element = this.#parts.get(key) ?? document.createElement('div');
    parts.set(key, element);
    if (element.getAttribute('aria-label') !== name) {
      element.setAttribute('role', role);
      element.setAttribute('aria-label', name);
      element.dataset.part = id;
    }
    return element;
  }

  setCamera(camera: Camera): void {
    this.#layer.style.transform = `scale(${camera.zoom}) translate(${-camera.x}px, ${-camera.y}px)`;
    this.#layer.style.setProperty('--ring', `${2 / camera.zoom}px`);
  }

  focus(id: string | null = this.#current): void {
    const cell = id === null ? undefined : this.#cells.get(id);
    if (!cell) return;
    this.#setCurrent(id!);
    cell.element.focus({ preventScroll: true });
  }

  #setCurrent(id: string): void {
    const old = this.#current && this.#cells.get(this.#current);
    if (old) old.element.tabIndex = -1;
    this.#current = id;
    this.#cells.get(id)!.element.tabIndex = 0;
  }

  #focused(event: FocusEvent): void {
    const id = (event.target as HTMLElement).dataset.testid;
    const cell = id === undefined ? undefined : this.#cells.get(id);
    if (!cell) return;
    this.#setCurrent(id!);
    if (cell.element.matches(':focus-visible')) this.#handlers.focus(cell.thing);
  }

  /** A click without a pointer behind it comes from an assistive technology; the others are gestures. */
  #clicked(event: MouseEvent): void {
    if (event.detail !== 0) return;
    const cell = this.#cells.get((event.target as HTMLElement).dataset.testid ?? '');
    if (cell) this.#handlers.activate(cell.thing);
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.#current) return;
    if (event.key === 'Enter' || event.key === ' ') {
      this.#handlers.activate(this.#cells.get(this.#current)!.thing);
    } else {
      const next = this.#step(event.key);
      if (next === undefined) return;
      if (next === null) this.#handlers.leave(event.key === 'ArrowUp' ? 'up' : 'down');
      else this.focus(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The cell that an arrow leads to; null: out of the grid; undefined: the key is not ours. */
  #step(key: string): string | null | undefined {
    const row = this.#rows.findIndex((ids) => ids.includes(this.#current!));
    const column = this.#rows[row]?.indexOf(this.#current!) ?? 0;
    const ids = this.#rows[row] ?? [];
    switch (key) {
      case 'ArrowRight':
        return ids[Math.min(column + 1, ids.length - 1)];
      case 'ArrowLeft':
        return ids[Math.max(column - 1, 0)];
      case 'Home':
        return ids[0];
      case 'End':
        return ids[ids.length - 1];
      case 'ArrowDown':
        return this.#nearest(this.#rows[row + 1]);
      case 'ArrowUp':
        return this.#nearest(this.#rows[row - 1]);
      case 'PageDown':
        return this.#rows[this.#rows.length - 1]?.[0];
      case 'PageUp':
        return this.#rows[0]?.[0];
      default:
        return undefined;
    }
  }

  /** Rows begin with what they are called; from there one stays in the first column, elsewhere below one's place. */
  #nearest(row: readonly string[] | undefined): string | null {
    if (!row) return null;
    const here = this.#cells.get(this.#current!)!.thing;
    if (here.role === 'plate') return row[0];
    const x = here.rect.x + here.rect.w / 2;
    let best = row[0];
    let distance = Number.POSITIVE_INFINITY;
    for (const id of row) {
      const { rect, role } = this.#cells.get(id)!.thing;
      if (role === 'plate' && row.length > 1) continue;
      const away = Math.abs(rect.x + rect.w / 2 - x);
      if (away < distance) [best, distance] = [id, away];
    }
    return best;
  }
}

/** Whether the twin would say and do the same for both. */
function alike(a: Thing, b: Thing): boolean {
  return (
    a.name === b.name &&
    a.role === b.role &&
    a.rect.x === b.rect.x &&
    a.rect.y === b.rect.y &&
    a.rect.w === b.rect.w &&
    a.rect.h === b.rect.h &&
    a.press?.type === b.press?.type &&
    Boolean(a.grip) === Boolean(b.grip)
  );
}

function dress(element: HTMLElement, thing: Thing): void {
  const { rect, press, grip } = thing;
  element.className = `boardThing boardThing-${thing.role}`;
  element.setAttribute('role', 'gridcell');
  element.setAttribute('aria-label', thing.name);
  element.dataset.testid = thing.id;
  const action = grip ? 'pickUp' : press?.type;
  if (action) element.dataset.action = action;
  else delete element.dataset.action;
  element.style.left = `${rect.x}px`;
  element.style.top = `${rect.y}px`;
  element.style.width = `${rect.w}px`;
  element.style.height = `${rect.h}px`;
}

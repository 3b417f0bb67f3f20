import type { Rect, Size } from '../layout/rect.ts';

/** The small card beside what is pointed at: numbers of a thing, or why a move is refused. Seen only; the twin says the same. */
export class Tip {
  readonly #element: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: HTMLElement) {
    this.#element = document.createElement('div');
    this.#element.className = 'boardTip';
    this.#element.setAttribute('aria-hidden', 'true');
    this.#element.dataset.testid = 'tip';
    this.#element.hidden = true;
    parent.append(this.#element);
  }

  /** Shows `lines` above `at`, or below where there is no room above. `forMs` 0: until hidden. */
  show(lines: readonly string[], at: Rect, board: Size, look: 'facts' | 'no' | 'yes', forMs = 0): void {
    clearTimeout(this.#timer);
    const element = this.#element;
    element.replaceChildren(
      ...lines.map((line) => {
        const row = document.createElement('div');
        row.textContent = line;
        return row;
      }),
    );
    element.dataset.look = look;
    element.hidden = false;
    const w = element.offsetWidth;
    const h = element.offsetHeight;
    const x = Math.max(6, Math.min(at.x + at.w / 2 - w / 2, board.w - w - 6));
    const above = at.y - h - 10;
    const below = at.y + at.h + 10;
    const y = above >= 6 ? above : Math.min(below, board.h - h - 6);
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    if (forMs) this.#timer = setTimeout(() => this.hide(), forMs);
  }

  get look(): string | undefined {
    return this.#element.hidden ? undefined : this.#element.dataset.look;
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#element.hidden = true;
  }
}

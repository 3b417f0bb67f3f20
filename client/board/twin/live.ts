/** Lines kept in the log: enough to go back to, few enough to hear through. */
const KEPT = 30;

/** Says what happens on the board to who does not see it. */
export class Live {
  readonly #log: HTMLElement;

  constructor(parent: HTMLElement) {
    this.#log = document.createElement('div');
    this.#log.className = 'unseen';
    this.#log.setAttribute('role', 'log');
    this.#log.setAttribute('aria-live', 'polite');
    this.#log.dataset.testid = 'announcer';
    parent.append(this.#log);
  }

  setName(name: string): void {
    this.#log.setAttribute('aria-label', name);
  }

  /** One paragraph a move, so that it is read in one go. */
  say(lines: readonly string[]): void {
    const text = lines.filter(Boolean).join(' ');
    if (!text) return;
    const line = document.createElement('p');
    line.textContent = text;
    this.#log.append(line);
    while (this.#log.childElementCount > KEPT) this.#log.firstElementChild!.remove();
  }
}

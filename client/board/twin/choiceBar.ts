import type { Choice, ChoiceGroup } from '../model.ts';
import { replaceChildren } from './children.ts';

export interface ChoiceHandlers {
  choose(choice: Choice, element: HTMLElement): void;
  /** Pointed at or focused; null when left. */
  consider(choice: Choice | null, element: HTMLElement | null): void;
  leave(direction: 'up' | 'down'): void;
}

/**
 * The choices beside the board, such as the size classes for a new tray: a toolbar for each group, one button in the tab order,
 * arrows within.
 */
export class ChoiceBar {
  readonly element: HTMLElement;
  readonly #handlers: ChoiceHandlers;
  #choices = new Map<string, Choice>();
  #centred = '';
  /** Whether the pointer has moved since the bar last changed, and what it points at. */
  #stirred = true;
  #pointed: HTMLButtonElement | null = null;
  /** What a button says already: saying it again would lay the whole bar out anew. */
  readonly #dressed = new WeakMap<HTMLButtonElement, Choice>();

  constructor(parent: HTMLElement, handlers: ChoiceHandlers) {
    this.#handlers = handlers;
    this.element = document.createElement('div');
    this.element.className = 'boardChoices';
    this.element.dataset.boardControl = '';
    parent.append(this.element);
    this.element.addEventListener('click', (event) => {
      const button = buttonOf(event);
      if (button) handlers.choose(this.#choices.get(button.dataset.testid!)!, button);
    });
    this.element.addEventListener('pointermove', () => {
      this.#stirred = true;
    });
    for (const type of ['pointermove', 'pointerover', 'focusin'])
      this.element.addEventListener(type, (event) => {
        // What a move slides under a pointer at rest was not pointed at.
        const button = this.#stirred || type === 'focusin' ? buttonOf(event) : null;
        if (type === 'pointermove' && button === this.#pointed) return;
        this.#pointed = button;
        if (button) handlers.consider(this.#choices.get(button.dataset.testid!) ?? null, button);
      });
    for (const type of ['pointerout', 'focusout'])
      this.element.addEventListener(type, () => {
        this.#pointed = null;
        handlers.consider(null, null);
      });
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  update(groups: readonly ChoiceGroup[], now: { readonly centre: string | null }): void {
    this.#stirred = false;
    this.#choices = new Map(groups.flatMap((group) => group.choices.map((choice) => [choice.id, choice])));
    const known = new Map(
      [...this.element.querySelectorAll<HTMLButtonElement>('button')].map((b) => [b.dataset.testid!, b]),
    );
    const focused = document.activeElement as HTMLElement | null;
    const rows = groups.map((group) => {
      const { row, title, strip } = this.#rowOf(group.id);
      if (title.textContent !== group.title) title.textContent = group.title;
      const buttons: HTMLButtonElement[] = [];
      for (const choice of group.choices) {
        const button = known.get(choice.id) ?? document.createElement('button');
        const shown = this.#dressed.get(button);
        if (!shown || shown.label !== choice.label || shown.name !== choice.name) dress(button, choice);
        this.#dressed.set(button, choice);
        button.toggleAttribute('data-refused', choice.rejection !== null);
        buttons.push(button);
      }
      replaceChildren(strip, buttons);
      row.toggleAttribute('data-wanted', group.wanted ?? false);
      return row;
    });
    replaceChildren(this.element, rows);
    this.element.hidden = groups.length === 0;
    if (focused !== document.activeElement && this.element.contains(focused))
      focused?.focus({ preventScroll: true });
    this.#tab(focused && this.element.contains(focused) ? focused : this.element.querySelector('button'));
    // A new request moves the strip to where it may find its class, not onto it.
    if (now.centre !== null && now.centre !== this.#centred) {
      for (const button of this.element.querySelectorAll<HTMLElement>(
        `[data-testid="${now.centre}"], [data-testid^="${now.centre}:"]`,
      )) {
        const strip = button.parentElement!;
        strip.scrollLeft = button.offsetLeft - strip.offsetLeft - strip.clientWidth / 2;
      }
      this.#centred = now.centre;
    }
  }

  /** The row of a group, new or as it is: a row that stays keeps where it is scrolled to, and what is pointed at. */
  #rowOf(id: string): { row: HTMLElement; title: HTMLElement; strip: HTMLElement } {
    for (const row of this.element.children as unknown as Iterable<HTMLElement>)
      if (row.dataset.group === id)
        return { row, title: row.children[0] as HTMLElement, strip: row.children[1] as HTMLElement };
    const row = document.createElement('div');
    row.className = 'boardChoiceGroup';
    row.dataset.group = id;
    const title = document.createElement('span');
    title.className = 'boardChoiceTitle';
    title.id = `board-choice-${id}`;
    const strip = document.createElement('div');
    strip.className = 'boardChoiceStrip';
    strip.setAttribute('role', 'toolbar');
    strip.setAttribute('aria-labelledby', title.id);
    row.append(title, strip);
    return { row, title, strip };
  }

  elementOf(id: string): HTMLElement | null {
    return this.element.querySelector(`[data-testid="${id}"]`);
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  #tab(current: HTMLElement | null): void {
    for (const button of this.element.querySelectorAll('button')) {
      const index = button === current ? 0 : -1;
      if (button.tabIndex !== index) button.tabIndex = index;
    }
  }

  #key(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.#handlers.leave(event.key === 'ArrowUp' ? 'up' : 'down');
    } else {
      const next = buttons[Math.max(0, Math.min(steps[event.key] ?? -1, buttons.length - 1))];
      if (steps[event.key] === undefined) return;
      this.#tab(next);
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

function dress(button: HTMLButtonElement, choice: Choice): void {
  button.type = 'button';
  button.className = choice.label.length > 3 ? 'boardChoice boardChoiceWord' : 'boardChoice';
  button.dataset.testid = choice.id;
  button.dataset.action = choice.action.type;
  button.textContent = choice.label;
  button.setAttribute('aria-label', choice.name);
}

function buttonOf(event: Event): HTMLButtonElement | null {
  return (event.target as Element).closest('button');
}

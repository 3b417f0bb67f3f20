import type { Words } from '../model.ts';

export interface ZoomHandlers {
  by(factor: number): void;
  fit(): void;
}

/** Zoom out, in, and all of it: shown where the board is larger than its place. */
export class ZoomButtons {
  readonly element: HTMLElement;
  readonly #out: HTMLButtonElement;
  readonly #in: HTMLButtonElement;
  readonly #fit: HTMLButtonElement;

  constructor(parent: HTMLElement, handlers: ZoomHandlers) {
    this.element = document.createElement('div');
    this.element.className = 'boardZoom';
    this.element.dataset.boardControl = '';
    this.element.hidden = true;
    this.element.setAttribute('role', 'group');
    this.#out = this.#button('−', () => handlers.by(Math.SQRT1_2));
    this.#fit = this.#button('⤢', () => handlers.fit());
    this.#in = this.#button('+', () => handlers.by(Math.SQRT2));
    parent.append(this.element);
  }

  update({ t }: Words): void {
    this.element.setAttribute('aria-label', t('board.zoom.group'));
    this.#out.setAttribute('aria-label', t('board.zoom.out'));
    this.#in.setAttribute('aria-label', t('board.zoom.in'));
    this.#fit.setAttribute('aria-label', t('board.zoom.fit'));
  }

  state(now: { readonly shown: boolean; readonly out: boolean; readonly in: boolean }): void {
    this.element.hidden = !now.shown;
    this.#out.disabled = !now.out;
    this.#in.disabled = !now.in;
  }

  #button(sign: string, press: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.addEventListener('click', press);
    this.element.append(button);
    return button;
  }
}

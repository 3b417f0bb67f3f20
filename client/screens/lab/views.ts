import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from '../../state/storage.ts';
import { magnified } from './magnify.ts';

export const viewNames = ['graph', 'memory', 'collector', 'profile', 'output'] as const;
export type ViewName = (typeof viewNames)[number];
/** On a narrow screen the code is one of the pages to leaf through. */
export type TabName = 'code' | ViewName;

const VIEWS = 'pyarena.lab.views';
const CODE = 'pyarena.lab.code';
const NARROW = '(max-width: 900px)';

/** The code's part of the page's width, in percent. */
export const CODE_PART = { usual: 27, wholeScreen: 34, least: 20, most: 60 } as const;

/** Which views are on the screen, and how large. */
export class Views {
  readonly open = signal<readonly ViewName[]>(storedViews());
  readonly enlarged = signal<ViewName | null>(null);
  /** The page that a narrow screen shows. */
  readonly tab = signal<TabName>('code');
  readonly narrow = signal(matchMedia(NARROW).matches);
  /** The whole screen is the Lab's: for a projector, all is larger. */
  readonly wholeScreen = signal(false);
  /** How much larger than elsewhere. */
  readonly magnified = signal(1);
  readonly #codeChosen = signal<number | null>(storedPart());
  /** The code's part of the page's width, in percent. */
  readonly code = computed(
    () => this.#codeChosen.value ?? CODE_PART[this.wholeScreen.value ? 'wholeScreen' : 'usual'],
  );

  readonly shown = computed<readonly ViewName[]>(() => {
    if (this.narrow.value) return this.tab.value === 'code' ? [] : [this.tab.value];
    return this.enlarged.value === null ? this.open.value : [this.enlarged.value];
  });

  toggle(name: ViewName): void {
    const open = this.open.peek();
    const next = open.includes(name)
      ? open.filter((other) => other !== name)
      : viewNames.filter((other) => other === name || open.includes(other));
    this.open.value = next;
    this.enlarged.value = null;
    writeStored(VIEWS, next);
  }

  /** Gives the code so many percent of the page's width; null: as many as it has by itself. */
  shareWidth(percent: number | null): void {
    this.#codeChosen.value =
      percent === null ? null : Math.min(CODE_PART.most, Math.max(CODE_PART.least, percent));
    writeStored(CODE, this.#codeChosen.peek());
  }

  enlarge(name: ViewName | null): void {
    this.enlarged.value = name;
    if (name === null && document.fullscreenElement) void document.exitFullscreen();
  }

  /** Fills the screen with one view; where browsers have no full screen it is only enlarged. */
  async fillScreen(place: Element, name: ViewName): Promise<void> {
    this.enlarged.value = name;
    await place.requestFullscreen?.().catch(() => undefined);
  }

  /** Follows the window; returns what ends that. */
  follow(): () => void {
    const media = matchMedia(NARROW);
    const size = () => {
      this.narrow.value = media.matches;
      this.magnified.value = this.wholeScreen.peek() ? magnified(innerWidth, innerHeight) : 1;
    };
    const screen = () => {
      const filled = document.fullscreenElement !== null;
      if (this.wholeScreen.peek() && !filled) this.enlarged.value = null;
      this.wholeScreen.value = filled;
      size();
    };
    addEventListener('resize', size);
    document.addEventListener('fullscreenchange', screen);
    return () => {
      removeEventListener('resize', size);
      document.removeEventListener('fullscreenchange', screen);
    };
  }
}

function storedPart(): number | null {
  const stored = readStored(CODE);
  return typeof stored === 'number' && stored >= CODE_PART.least && stored <= CODE_PART.most ? stored : null;
}

function storedViews(): readonly ViewName[] {
  const stored = readStored(VIEWS);
  const open = Array.isArray(stored) ? viewNames.filter((name) => stored.includes(name)) : [];
  return open.length > 0 ? open : ['graph', 'memory', 'output'];
}

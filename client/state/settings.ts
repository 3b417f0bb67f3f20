import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { readStored, writeStored } from './storage.ts';
import {
  type Language,
  type Motion,
  type MotionChoice,
  preferredLanguage,
  readSettings,
  type StoredSettings,
  type Theme,
  type ThemeChoice,
} from './storedSettings.ts';

export * from './storedSettings.ts';

/** What a player may set; stored under this key in the browser and nowhere else. */
export const SETTINGS_KEY = 'pyarena.settings';

const initial = readSettings(readStored(SETTINGS_KEY));

export const themeChoice: Signal<ThemeChoice> = signal(initial.theme);
export const motionChoice: Signal<MotionChoice> = signal(initial.motion);
export const languageChoice: Signal<Language | null> = signal(initial.language);
export const soundOn: Signal<boolean> = signal(initial.sound);
export const speed: Signal<number> = signal(initial.speed);
export const shortcutsOn: Signal<boolean> = signal(initial.shortcuts);

const systemLight = mediaSignal('(prefers-color-scheme: light)');
const systemReduced = mediaSignal('(prefers-reduced-motion: reduce)');

/** What holds now, after asking the system where the player left it the choice. */
export const theme: ReadonlySignal<Theme> = computed(() =>
  themeChoice.value === 'system' ? (systemLight.value ? 'light' : 'dark') : themeChoice.value,
);
export const motion: ReadonlySignal<Motion> = computed(() =>
  motionChoice.value === 'system' ? (systemReduced.value ? 'reduced' : 'full') : motionChoice.value,
);
export const language: ReadonlySignal<Language> = computed(
  () => languageChoice.value ?? preferredLanguage(navigator.languages ?? [navigator.language]),
);

/** Writes every change to the browser's storage and to the document; called once, at the start. */
export function keepSettings(): void {
  effect(() => {
    const settings: StoredSettings = {
      theme: themeChoice.value,
      motion: motionChoice.value,
      language: languageChoice.value,
      sound: soundOn.value,
      speed: speed.value,
      shortcuts: shortcutsOn.value,
    };
    writeStored(SETTINGS_KEY, settings);
  });
  effect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme.value;
    root.dataset.motion = motion.value;
    const ground = getComputedStyle(root).getPropertyValue('--ground').trim();
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground);
  });
}

function mediaSignal(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query);
  const state = signal(media.matches);
  media.addEventListener('change', () => {
    state.value = media.matches;
  });
  return state;
}

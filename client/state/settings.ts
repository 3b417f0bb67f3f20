import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { readStored, writeStored } from './storage.ts';

/** What a player may set; stored under this key in the browser and nowhere else. */
export const SETTINGS_KEY = 'pyarena.settings';

export type ThemeChoice = 'system' | 'dark' | 'light';
export type MotionChoice = 'system' | 'full' | 'reduced';
export type Theme = 'dark' | 'light';
export type Motion = 'full' | 'reduced';
export type Language = 'en' | 'es';

export const languages: readonly Language[] = ['en', 'es'];
export const speeds: readonly number[] = [0.5, 1, 2, 4];

export interface StoredSettings {
  readonly theme: ThemeChoice;
  readonly motion: MotionChoice;
  readonly language: Language | null;
  readonly sound: boolean;
  readonly speed: number;
  /** Keys without Ctrl or Alt on the level screen; off for those whom they hinder. */
  readonly shortcuts: boolean;
}

/** Reads stored settings of any age or shape: what is not understood falls back to the default. */
export function readSettings(stored: unknown): StoredSettings {
  const given = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  return {
    theme: oneOf(given.theme, ['system', 'dark', 'light'] as const, 'system'),
    motion: oneOf(given.motion, ['system', 'full', 'reduced'] as const, 'system'),
    language: oneOf<Language | null>(given.language, languages, null),
    sound: given.sound === true,
    speed: oneOf(given.speed, speeds, 1),
    shortcuts: given.shortcuts !== false,
  };
}

/** The first of the browser's languages that the game speaks; English where it speaks none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0] as Language;
    if (languages.includes(base)) return base;
  }
  return 'en';
}

function oneOf<T>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}

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

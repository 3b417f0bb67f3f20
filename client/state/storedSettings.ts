/** The shape of a player's settings, and how stored ones of any age are read. */

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

import { type ReadonlySignal, signal } from '@preact/signals';
import { createInstance } from 'i18next';
import type { LocalText } from '../../shared/level/level.ts';
import type { Language } from '../state/storedSettings.ts';

/**
 * The texts of the interface. A language is one JSON file of `assets/text`, loaded when it is wanted; components
 * that call `t` are drawn again when the language changes, whatever else they show stays as it is.
 */
const loaders: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('../../assets/text/en.json'),
  es: () => import('../../assets/text/es.json'),
};

const i18n = createInstance({
  fallbackLng: false,
  interpolation: { escapeValue: false },
  resources: {},
  returnNull: false,
});
const shown = signal<Language>('en');

/** The language on the screen now. */
export const lang: ReadonlySignal<Language> = shown;

/** Loads `language` and shows it. Where its file cannot be loaded, what is on the screen stays. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18n.isInitialized) await i18n.init({ lng: language });
  if (!i18n.hasResourceBundle(language, 'translation')) {
    const texts = await loaders[language]();
    i18n.addResourceBundle(language, 'translation', texts.default);
  }
  await Promise.all([...more].map((of) => addTexts(language, of)));
  await i18n.changeLanguage(language);
  shown.value = language;
}

type Loaders = Record<Language, () => Promise<{ default: Record<string, unknown> }>>;

/** Texts of single screens, loaded with them: see moreTexts. */
const more = new Set<Loaders>();

/** Loads the texts of a screen in the language on the screen, and with every language that is shown later. */
export async function moreTexts(of: Loaders): Promise<void> {
  if (more.has(of)) return;
  await addTexts(shown.value, of);
  more.add(of);
}

async function addTexts(language: Language, of: Loaders): Promise<void> {
  const texts = await of[language]();
  i18n.addResourceBundle(language, 'translation', texts.default, true);
}

/** The text of `key` in the language on the screen; `{{name}}` in it is filled from `values`. */
export function t(key: string, values?: Record<string, unknown>): string {
  void shown.value;
  return i18n.t(key, values as Record<string, string>);
}

/** Whether there is a text for `key`. */
export function hasText(key: string): boolean {
  void shown.value;
  return i18n.exists(key);
}

/** The text of a level in the language on the screen; English where an author gave no other. */
export function local(text: LocalText): string {
  return text[shown.value] ?? text.en;
}

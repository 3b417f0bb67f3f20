import { type Language, languages, type Theme } from '../../../state/storedSettings.ts';
import { type ViewName, viewNames } from '../views.ts';

/** What the page around chooses in the address: `?view=memory&theme=light&lang=es`. */
export type EmbedOptions = {
  readonly view: ViewName;
  readonly theme: Theme | null;
  readonly lang: Language | null;
};

export function readOptions(search: string): EmbedOptions {
  const asked = new URLSearchParams(search);
  const oneOf = <T extends string>(known: readonly T[], key: string): T | null =>
    known.find((one) => one === asked.get(key)) ?? null;
  return {
    view: oneOf(viewNames, 'view') ?? 'graph',
    theme: oneOf<Theme>(['dark', 'light'], 'theme'),
    lang: oneOf(languages, 'lang'),
  };
}

import type { Words } from '../model.ts';

/** More phrases than a full board needs; beyond that they are made anew. */
const MAX_PHRASES = 6000;

/**
 * The words of a board, each phrase put together once: a board of thousands of blocks says the same of most of them after every
 * move, and looking a phrase up costs a twentieth of making it.
 */
export class Phrases {
  readonly #make: Words['t'];
  #made = new Map<string, string>();
  #words: Words;

  constructor(make: Words['t'], lang: Words['lang']) {
    this.#make = make;
    this.#words = this.#speak(lang);
  }

  /** The words in `lang`; another language than before forgets all. */
  in(lang: Words['lang']): Words {
    if (lang !== this.#words.lang) this.#words = this.#speak(lang);
    return this.#words;
  }

  #speak(lang: Words['lang']): Words {
    this.#made.clear();
    return { lang, t: (key, values) => this.#phrase(key, values) };
  }

  #phrase(key: string, values?: Parameters<Words['t']>[1]): string {
    let name = key;
    if (values) for (const member in values) name += `\n${member}=${values[member]}`;
    let text = this.#made.get(name);
    if (text === undefined) {
      if (this.#made.size >= MAX_PHRASES) this.#made.clear();
      text = this.#make(key, values);
      this.#made.set(name, text);
    }
    return text;
  }
}

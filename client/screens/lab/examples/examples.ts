import type { Language } from '../../../state/storedSettings.ts';

const files = import.meta.glob<string>('../../../../assets/lab/examples/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Example {
  /** The file's name without `.py`. */
  readonly id: string;
  readonly topic: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly source: string;
  /** What has to be said of it: what was scaled, or added. */
  readonly note: Readonly<Record<Language, string>> | null;
  /** A number of the article's was made smaller. */
  readonly scaled: boolean;
}

/** The programs that come with the Lab, in the order of their files. Their first lines are their titles and their topic. */
export const examples: readonly Example[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, text]) => readExample(path.replace(/^.*\/(.*)\.py$/, '$1'), text));

export const topics: readonly string[] = [...new Set(examples.map((example) => example.topic))];

export function findExample(id: string | null): Example | undefined {
  return examples.find((example) => example.id === id);
}

function readExample(id: string, text: string): Example {
  const head = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(text)?.[1].trim() ?? '';
  const source = text.replace(/^(# [a-z-]+: .*\n)+\n*/, '');
  const note = head('note-en') === '' ? null : { en: head('note-en'), es: head('note-es') };
  return {
    id,
    topic: head('topic'),
    title: { en: head('en'), es: head('es') },
    source,
    note,
    scaled: head('scaled') !== '',
  };
}

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
}

/** The programs that come with the Lab, in the order of their files. Their first lines are their titles and their topic. */
export const examples: readonly Example[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, text]) => readExample(path.replace(/^.*\/(.*)\.py$/, '$1'), text));

export const topics: readonly string[] = [...new Set(examples.map((example) => example.topic))];

function readExample(id: string, text: string): Example {
  const head = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(text)?.[1].trim() ?? '';
  const source = text.replace(/^(# (en|es|topic): .*\n)+\n*/, '');
  return { id, topic: head('topic'), title: { en: head('en'), es: head('es') }, source };
}

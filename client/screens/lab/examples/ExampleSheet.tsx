import { useState } from 'preact/hooks';
import { Sheet } from '../../../parts/Sheet.tsx';
import { lang, t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import './examples.css';
import { type Example, examples, topics } from './examples.ts';

/** All examples by topic, to be searched. */
export function ExampleSheet({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const [words, setWords] = useState('');
  const found = examples.filter((example) => hasWords(example, words));
  const open = (example: Example) => {
    lab.load(example.source, { example: example.id });
    onClose();
  };
  return (
    <Sheet title={t('lab.examples')} place="wide" onClose={onClose}>
      <label class="exampleSearch">
        <span class="unseen">{t('lab.search')}</span>
        <input
          type="search"
          placeholder={t('lab.search')}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found.length > 0) open(found[0]);
          }}
        />
      </label>
      {found.length === 0 && <p class="quietText">{t('lab.noExample')}</p>}
      {topics.map((topic) => {
        const some = found.filter((example) => example.topic === topic);
        if (some.length === 0) return null;
        return (
          <section key={topic} class="exampleTopic">
            <h3>{t(`lab.topic.${topic}`)}</h3>
            <ul>
              {some.map((example) => (
                <li key={example.id}>
                  <button
                    type="button"
                    class={lab.example.value === example.id ? 'chosen' : ''}
                    data-example={example.id}
                    onClick={() => open(example)}
                  >
                    {example.title[lang.value]}
                    {example.scaled && <small> {t('lab.scaledShort')}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Sheet>
  );
}

/** Whether an example has all words, in its titles, its topic or its program. */
function hasWords({ title, topic, source }: Example, words: string): boolean {
  const text = `${title.en} ${title.es} ${t(`lab.topic.${topic}`)} ${source}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

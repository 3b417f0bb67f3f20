import { useState } from 'preact/hooks';
import { Sheet } from '../../../parts/Sheet.tsx';
import { lang, t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { examples, topics } from './examples.ts';
import './examples.css';

/** All examples by topic, to be searched. */
export function ExampleSheet({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = examples.filter(
    ({ title, source, topic }) =>
      wanted === '' || `${title.en} ${title.es} ${topic} ${source}`.toLowerCase().includes(wanted),
  );
  return (
    <Sheet title={t('lab.examples')} place="wide" onClose={onClose}>
      <label class="exampleSearch">
        <span class="unseen">{t('lab.search')}</span>
        <input
          type="search"
          placeholder={t('lab.search')}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
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
                    onClick={() => {
                      lab.load(example.source, { example: example.id });
                      onClose();
                    }}
                  >
                    {example.title[lang.value]}
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

import { useRef, useState } from 'preact/hooks';
import { IconButton } from '../../parts/Button.tsx';
import { t } from '../../text/i18n.ts';
import { CollectorPanel } from './collector/CollectorPanel.tsx';
import { GraphPanel } from './graph/GraphPanel.tsx';
import type { Lab } from './Lab.ts';
import { MemoryPanel } from './memory/MemoryPanel.tsx';
import { OutputPanel } from './output/OutputPanel.tsx';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import type { ViewName } from './views.ts';

export const bodies = {
  graph: GraphPanel,
  memory: MemoryPanel,
  collector: CollectorPanel,
  profile: ProfilePanel,
  output: OutputPanel,
} as const;

/** Views that are pictures have a text that says the same. */
const pictures: readonly ViewName[] = ['graph', 'memory', 'collector', 'profile'];

/** A view with its name and what can be done with it as a whole. */
export function Panel({ name, lab }: { name: ViewName; lab: Lab }) {
  const [asText, setAsText] = useState(false);
  const place = useRef<HTMLElement>(null);
  const Body = bodies[name];
  const { views } = lab;
  const large = views.enlarged.value === name;
  const narrow = views.narrow.value;
  return (
    <section
      ref={place}
      class={`panel panel-${name} ${large ? 'large' : ''}`}
      aria-labelledby={`panel-${name}`}
    >
      <header class="panelHead">
        <h2 id={`panel-${name}`}>{t(`lab.view.${name}`)}</h2>
        {pictures.includes(name) && (
          <IconButton
            icon="text"
            class="asTextButton"
            label={t('lab.asText')}
            aria-pressed={asText}
            onClick={() => setAsText(!asText)}
          />
        )}
        {!views.wholeScreen.value && (
          <IconButton
            icon="screen"
            label={t('lab.wholeScreen')}
            onClick={() => void views.fillScreen(place.current!.closest('.lab')!, name)}
          />
        )}
        {!narrow && (
          <>
            <IconButton
              icon="expand"
              label={t(large ? 'lab.smaller' : 'lab.larger')}
              aria-pressed={large}
              onClick={() => views.enlarge(large ? null : name)}
            />
            <IconButton icon="close" label={t('lab.closeView')} onClick={() => views.toggle(name)} />
          </>
        )}
      </header>
      <div class="panelBody">
        <Body lab={lab} asText={asText} />
      </div>
    </section>
  );
}

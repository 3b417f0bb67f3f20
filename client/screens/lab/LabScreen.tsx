import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button, IconButton } from '../../parts/Button.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { shortcutsOn } from '../../state/settings.ts';
import { lang, moreTexts, t } from '../../text/i18n.ts';
import { CollectorPanel } from './collector/CollectorPanel.tsx';
import { CompareSheet } from './compare/CompareSheet.tsx';
import { Editor } from './editor/Editor.tsx';
import { ExampleSheet } from './examples/ExampleSheet.tsx';
import { examples } from './examples/examples.ts';
import { ExplainStrip } from './explain/ExplainStrip.tsx';
import { GraphPanel } from './graph/GraphPanel.tsx';
import './lab.css';
import { Lab, labVersions, readDraft, type ViewName, viewNames } from './Lab.ts';
import { MemoryPanel } from './memory/MemoryPanel.tsx';
import { OutputPanel } from './output/OutputPanel.tsx';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import { pictureOf, save } from './share/picture.ts';
import { decodeShare, encodeShare } from './share/share.ts';
import { TimeBar } from './time/TimeBar.tsx';

/** The Lab's texts come with it: whoever only plays does not wait for them. */
await moreTexts({
  en: () => import('../../../assets/text/lab/en.json'),
  es: () => import('../../../assets/text/lab/es.json'),
});

const panels = {
  graph: GraphPanel,
  memory: MemoryPanel,
  collector: CollectorPanel,
  profile: ProfilePanel,
  output: OutputPanel,
} as const;

/** Anyone's Python, and what it does to memory, line by line, in both directions of time. */
export default function LabScreen() {
  const lab = useMemo(() => new Lab(), []);
  const [sheet, setSheet] = useState<'examples' | 'compare' | null>(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    let wanted = true;
    void decodeShare(location.hash).then((shared) => {
      if (!wanted) return;
      const draft = readDraft();
      if (shared) lab.load(shared.source, shared);
      else if (draft) lab.load(draft.source, { version: draft.version });
      else lab.load(examples[0].source, { example: examples[0].id });
    });
    return () => {
      wanted = false;
      lab.close();
    };
  }, []);
  useEffect(() => followKeys(lab), []);

  const share = async () => {
    const hash = await encodeShare({
      source: lab.source.peek(),
      version: lab.version.peek(),
      step: lab.step.peek(),
    });
    const link = `${location.origin}/lab#${hash}`;
    history.replaceState(history.state, '', `#${hash}`);
    try {
      await navigator.clipboard.writeText(link);
      setSaid(t('lab.copied'));
    } catch {
      setSaid(t('lab.inTheAddress'));
    }
    setTimeout(() => setSaid(''), 4000);
  };

  const example = examples.find(({ id }) => id === lab.example.value);
  const enlarged = lab.enlarged.value;
  return (
    <div class={`lab ${enlarged ? 'hasEnlarged' : ''}`}>
      <TopBar>
        <span class="labSaid" role="status">
          {said}
        </span>
        <Button look="plain" icon="text" onClick={() => setSheet('examples')}>
          {t('lab.examples')}
        </Button>
        <label class="versionPicker">
          <span class="unseen">{t('lab.version')}</span>
          <select value={lab.version.value} onChange={(event) => lab.setVersion(event.currentTarget.value)}>
            {labVersions.map((version) => (
              <option key={version} value={version}>
                CPython {version}
              </option>
            ))}
          </select>
        </label>
        <Button look="quiet" onClick={() => setSheet('compare')}>
          {t('lab.compareShort')}
        </Button>
        <IconButton icon="link" label={t('lab.share')} onClick={() => void share()} />
      </TopBar>
      <main
        id="main"
        class="labMain"
        tabIndex={-1}
        data-step={lab.moment.value?.step}
        data-steps={lab.timeline.value?.steps}
        data-shown={lab.moment.value ? lab.shown.value : undefined}
      >
        <section class="labLeft" aria-label={t('lab.program')}>
          <h1 tabIndex={-1} class="labTitle">
            {example ? example.title[lang.value] : t('lab.own')}
          </h1>
          <Editor lab={lab} />
          <ExplainStrip lab={lab} />
        </section>
        <div class="labRight">
          <fieldset class="viewToggles">
            <legend class="unseen">{t('lab.views')}</legend>
            {viewNames.map((name) => (
              <button
                key={name}
                type="button"
                class="viewToggle"
                aria-pressed={lab.open.value.includes(name)}
                onClick={() => lab.toggleView(name)}
              >
                {t(`lab.view.${name}`)}
              </button>
            ))}
          </fieldset>
          <div class={`panels count${lab.open.value.length}`}>
            {lab.open.value.map((name) => (
              <Panel key={name} name={name} lab={lab} />
            ))}
          </div>
        </div>
        <TimeBar lab={lab} />
      </main>
      {sheet === 'examples' && <ExampleSheet lab={lab} onClose={() => setSheet(null)} />}
      {sheet === 'compare' && <CompareSheet lab={lab} onClose={() => setSheet(null)} />}
    </div>
  );
}

function Panel({ name, lab }: { name: ViewName; lab: Lab }) {
  const [asText, setAsText] = useState(false);
  const Body = panels[name];
  const large = lab.enlarged.value === name;
  const withText = name === 'graph' || name === 'memory';
  return (
    <section class={`panel panel-${name} ${large ? 'large' : ''}`} aria-labelledby={`panel-${name}`}>
      <header class="panelHead">
        <h2 id={`panel-${name}`}>{t(`lab.view.${name}`)}</h2>
        {withText && (
          <IconButton
            icon="text"
            label={t('lab.asText')}
            aria-pressed={asText}
            onClick={() => setAsText(!asText)}
          />
        )}
        {name === 'graph' && !asText && (
          <>
            <button type="button" class="chip" onClick={() => void savePicture('svg')}>
              SVG
            </button>
            <button type="button" class="chip" onClick={() => void savePicture('png')}>
              PNG
            </button>
          </>
        )}
        {name === 'output' && (
          <button type="button" class="chip" onClick={() => saveRun(lab)}>
            JSON
          </button>
        )}
        <IconButton
          icon="expand"
          label={t(large ? 'lab.smaller' : 'lab.larger')}
          aria-pressed={large}
          onClick={() => {
            lab.enlarged.value = large ? null : name;
          }}
        />
        <IconButton icon="close" label={t('lab.closeView')} onClick={() => lab.toggleView(name)} />
      </header>
      <div class="panelBody">
        <Body lab={lab} asText={asText} />
      </div>
    </section>
  );
}

async function savePicture(format: 'svg' | 'png'): Promise<void> {
  const graph = document.querySelector<SVGSVGElement>('svg.graph');
  if (graph) save(`pyarena-lab.${format}`, await pictureOf(graph, format));
}

/** The run as data: what happened at each step, and the state of the moment that is looked at. */
function saveRun(lab: Lab): void {
  const timeline = lab.timeline.peek();
  const moment = lab.moment.peek();
  if (!timeline || !moment) return;
  const plain = (_key: string, value: unknown) =>
    ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value;
  const text = JSON.stringify({ source: lab.source.peek(), timeline, moment }, plain);
  save('pyarena-lab.json', new Blob([text], { type: 'application/json' }));
}

/** Arrows step, space plays; not while somebody writes. */
function followKeys(lab: Lab): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    const target = event.target as HTMLElement | null;
    if (event.key === 'Escape' && lab.enlarged.peek()) {
      lab.enlarged.value = null;
      return;
    }
    if (target?.closest('input, textarea, select, [contenteditable=true], pre, .graphPlace, .memoryPlace'))
      return;
    const steps = lab.timeline.peek()?.steps ?? 0;
    const act: Record<string, () => void> = {
      ArrowRight: () => lab.stepLine(false),
      ArrowLeft: () => lab.goTo(lab.step.peek() - 1),
      Home: () => lab.goTo(0),
      End: () => lab.goTo(steps),
    };
    if (shortcutsOn.peek()) act.o = () => lab.stepLine(true);
    if (event.key === ' ' && !target?.closest('button, a, summary')) {
      event.preventDefault();
      if (lab.playing.peek()) lab.pause();
      else lab.play();
      return;
    }
    const chosen = act[event.key];
    if (!chosen) return;
    event.preventDefault();
    lab.pause();
    chosen();
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

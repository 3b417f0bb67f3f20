import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Link } from '../../parts/Link.tsx';
import { TopBar } from '../../parts/TopBar.tsx';
import { lang, moreTexts, t } from '../../text/i18n.ts';
import { CompareSheet } from './compare/CompareSheet.tsx';
import { Divider } from './Divider.tsx';
import { CodeLine } from './editor/CodeLine.tsx';
import { Editor } from './editor/Editor.tsx';
import { ExampleSheet } from './examples/ExampleSheet.tsx';
import { examples, findExample } from './examples/examples.ts';
import { levelProgram } from './examples/fromLevel.ts';
import { ExplainStrip } from './explain/ExplainStrip.tsx';
import { HelpSheet } from './help/HelpSheet.tsx';
import { followKeys } from './keys.ts';
import './lab.css';
import { Lab, labVersions } from './Lab.ts';
import { Panel } from './Panel.tsx';
import { readDraft } from './share/drafts.ts';
import { ShareSheet } from './share/ShareSheet.tsx';
import { decodeShare } from './share/share.ts';
import { TimeBar } from './time/TimeBar.tsx';
import { type TabName, viewNames } from './views.ts';

/** The Lab's texts come with it: whoever only plays does not wait for them. */
await moreTexts({
  en: () => import('../../../assets/text/lab/en.json'),
  es: () => import('../../../assets/text/lab/es.json'),
});

/** Where the first example stands when somebody comes for the first time: with something to see. */
const FIRST_STEP = 5;

/** Anyone's Python, and what it does to memory, line by line, in both directions of time. */
export default function LabScreen() {
  const lab = useMemo(() => new Lab(), []);
  useEffect(() => {
    let wanted = true;
    const open = async () => {
      const shared = await decodeShare(location.hash);
      const level = shared ? null : await levelProgram(location.search);
      const draft = readDraft();
      if (!wanted) return;
      if (shared) lab.load(shared.source, shared);
      else if (level) lab.load(level.source, level);
      else if (draft) lab.load(draft.source, { version: draft.version });
      else lab.load(examples[0].source, { example: examples[0].id, step: FIRST_STEP });
    };
    void open();
    return () => {
      wanted = false;
      lab.close();
    };
  }, []);
  useEffect(() => followKeys(lab), []);
  useEffect(() => lab.views.follow(), []);

  const { views } = lab;
  const narrow = views.narrow.value;
  const coded = !narrow || views.tab.value === 'code';
  const look = [
    'lab',
    views.enlarged.value ? 'hasEnlarged' : '',
    views.wholeScreen.value ? 'wholeScreen' : '',
  ];
  return (
    <div
      class={look.join(' ')}
      style={{
        zoom: String(views.magnified.value),
        '--magnified': String(views.magnified.value),
        '--code': String(views.code.value),
      }}
    >
      <LabTop lab={lab} />
      <main
        id="main"
        class="labMain"
        tabIndex={-1}
        data-step={lab.moment.value?.step}
        data-steps={lab.timeline.value?.steps}
        data-shown={lab.moment.value ? lab.shown.value : undefined}
        data-running={lab.running.value || undefined}
        data-behind={isBehind(lab) || undefined}
      >
        <ViewToggles lab={lab} />
        <ProgramTitle lab={lab} seen={coded} />
        <section class="labCode" aria-label={t('lab.program')} hidden={!coded}>
          <ExampleNote lab={lab} />
          <Editor lab={lab} />
        </section>
        {!narrow && <Divider lab={lab} />}
        <div class={`panels count${views.shown.value.length}`} hidden={views.shown.value.length === 0}>
          {views.shown.value.map((name) => (
            <Panel key={name} name={name} lab={lab} />
          ))}
        </div>
        <div class="labVoice">
          {!coded && <CodeLine lab={lab} />}
          <ExplainStrip lab={lab} />
        </div>
        <TimeBar lab={lab} />
      </main>
    </div>
  );
}

/** Whether another moment is asked for than the one that is shown: a late one of a long run takes a while. */
function isBehind({ moment, step }: Lab): boolean {
  return moment.value !== null && moment.value.step !== step.value;
}

function ProgramTitle({ lab, seen }: { lab: Lab; seen: boolean }) {
  const example = findExample(lab.example.value);
  const level = lab.level.value;
  const [helped, setHelped] = useState(false);
  return (
    <div class={seen ? 'labTitle' : 'unseen'}>
      <h1 tabIndex={-1}>{level?.title ?? example?.title[lang.value] ?? t('lab.own')}</h1>
      {seen && (
        <IconButton
          icon="help"
          class="helpButton"
          label={t('lab.help.title')}
          onClick={() => setHelped(true)}
        />
      )}
      {helped && <HelpSheet onClose={() => setHelped(false)} />}
      {level && (
        <p>
          <Link href={`/play/${encodeURIComponent(level.id)}`}>{t('lab.backToLevel')}</Link>
        </p>
      )}
    </div>
  );
}

/** What there is to know of an example, where there is something. */
function ExampleNote({ lab }: { lab: Lab }) {
  const note = findExample(lab.example.value)?.note;
  return note ? <p class="quietText">{note[lang.value]}</p> : null;
}

/** Which views are open; on a narrow screen, pages to leaf through with the code among them. */
function ViewToggles({ lab }: { lab: Lab }) {
  const { views } = lab;
  const narrow = views.narrow.value;
  const names: readonly TabName[] = narrow ? ['code', ...viewNames] : viewNames;
  const isOn = (name: TabName) =>
    narrow ? views.tab.value === name : name !== 'code' && views.open.value.includes(name);
  return (
    <fieldset class="viewToggles">
      <legend class="unseen">{t('lab.views')}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          class="viewToggle"
          data-view={name}
          aria-pressed={isOn(name)}
          onClick={() => {
            if (narrow) views.tab.value = name;
            else if (name !== 'code') views.toggle(name);
          }}
        >
          {t(`lab.view.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}

type SheetName = 'examples' | 'compare' | 'share';

/** What concerns the program as a whole: which one, under which version, kept and shared. */
function LabTop({ lab }: { lab: Lab }) {
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const close = () => setSheet(null);
  return (
    <>
      <TopBar>
        <Button look="plain" icon="text" class="examplesButton" onClick={() => setSheet('examples')}>
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
        <Button look="quiet" icon="compare" class="compareButton" onClick={() => setSheet('compare')}>
          {t('lab.compareShort')}
        </Button>
        <IconButton
          icon="upload"
          class="shareButton"
          label={t('lab.share')}
          onClick={() => setSheet('share')}
        />
      </TopBar>
      {sheet === 'examples' && <ExampleSheet lab={lab} onClose={close} />}
      {sheet === 'share' && <ShareSheet lab={lab} onClose={close} />}
      {sheet === 'compare' && <CompareSheet lab={lab} onClose={close} />}
    </>
  );
}

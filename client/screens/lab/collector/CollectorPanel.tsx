import { useEffect, useState } from 'preact/hooks';
import type { CollectionFilm } from '../../../../shared/lab/film.ts';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import './collector.css';
import { Film } from './Film.tsx';
import { Terraces, terraceWords } from './Terraces.tsx';

/** Collections that are listed around the moment that is looked at. */
const LISTED = 8;
/** A moment that is only passed by asks for no film. */
const REST_MS = 250;

/** The generations as terraces, and a collection played phase by phase with its gc_refs. */
export function CollectorPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  const step = lab.moment.value?.step ?? 0;
  const [film, setFilm] = useState<CollectionFilm | null>(null);
  const show = async (index: number) =>
    setFilm((await lab.runner.film(index).catch(() => undefined)) ?? null);
  const run = lab.runs.value;
  useEffect(() => setFilm(null), [run]);
  // The collection of the step that was just made plays by itself.
  const here = timeline?.collections.find((c) => c.step === step - 1)?.index;
  useEffect(() => {
    if (here === undefined) return;
    const timer = setTimeout(() => void show(here), REST_MS);
    return () => clearTimeout(timer);
  }, [here, run]);
  if (!view || !timeline) return null;
  return (
    <div class="collector">
      {asText ? <p>{terraceWords(view)}</p> : <Terraces view={view} lab={lab} />}
      {!view.collectorEnabled && <p class="panelSum warn">{t('lab.collector.off')}</p>}
      <Collections timeline={timeline} step={step} shown={film?.index} onShow={(index) => void show(index)} />
      {film && <Film film={film} lab={lab} asText={asText} />}
    </div>
  );
}

interface CollectionsProps {
  readonly timeline: Timeline;
  readonly step: number;
  readonly shown: number | undefined;
  readonly onShow: (index: number) => void;
}

/** The collections around the moment that is looked at, to be chosen. */
function Collections({ timeline, step, shown, onShow }: CollectionsProps) {
  const { collections } = timeline;
  if (collections.length === 0) return <p class="panelSum">{t('lab.collector.none')}</p>;
  const next = collections.findIndex((c) => c.step >= step);
  const middle = (next < 0 ? collections.length : next) - LISTED / 2;
  const from = Math.max(0, Math.min(middle, collections.length - LISTED));
  return (
    <fieldset class="collections">
      <legend class="panelSum">{t('lab.collector.some', { count: collections.length })}</legend>
      {collections.slice(from, from + LISTED).map((c) => (
        <button
          key={c.index}
          type="button"
          class={`chip ${shown === c.index ? 'chosen' : ''}`}
          aria-pressed={shown === c.index}
          onClick={() => onShow(c.index)}
        >
          <i class="markSign collection" />
          {t(c.automatic ? 'lab.collector.chipAutomatic' : 'lab.collector.chip', {
            generation: c.generation,
            collected: number(c.collected),
          })}
        </button>
      ))}
    </fieldset>
  );
}

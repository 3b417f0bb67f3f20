import { useEffect, useState } from 'preact/hooks';
import type { CollectionFilm, FilmPhase } from '../../../../shared/lab/film.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { shapeColour, TypeMark } from '../objects/TypeMark.tsx';

/** Collections that are listed around the moment that is looked at. */
const LISTED = 12;

/** The generations with their counts, and a collection played phase by phase with its gc_refs. */
export function CollectorPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  const timeline = lab.timeline.value;
  const [film, setFilm] = useState<CollectionFilm | null>(null);
  const [phase, setPhase] = useState(0);
  useEffect(() => setFilm(null), [timeline]);
  if (!view || !timeline) return null;
  const { collections } = timeline;
  const near = collections.findIndex((c) => c.step >= lab.step.value);
  const from = Math.max(
    0,
    Math.min((near < 0 ? collections.length : near) - LISTED / 2, collections.length - LISTED),
  );
  const show = async (index: number) => {
    const found = await lab.runner.film(index).catch(() => undefined);
    setFilm(found ?? null);
    setPhase(0);
  };
  return (
    <div class="collector">
      <ul class="generations">
        {view.generations.map((generation, i) => (
          <li key={i}>
            <span>{t('lab.collector.generation', { generation: i })}</span>
            <span class="meter" aria-hidden="true">
              <i
                style={{
                  width: `${Math.min(100, (100 * generation.count) / Math.max(1, generation.threshold))}%`,
                }}
              />
            </span>
            <span class="mono">
              {number(generation.count)} / {number(generation.threshold)}
            </span>
            <span class="quietText">{t('lab.collector.objects', { count: generation.objects })}</span>
          </li>
        ))}
      </ul>
      {!view.collectorEnabled && <p class="panelSum warn">{t('lab.collector.off')}</p>}
      {collections.length === 0 ? (
        <p class="panelSum">{t('lab.collector.none')}</p>
      ) : (
        <fieldset class="collections">
          <legend class="panelSum">{t('lab.collector.some', { count: collections.length })}</legend>
          {collections.slice(from, from + LISTED).map((c) => (
            <button
              key={c.index}
              type="button"
              class={`chip ${film?.index === c.index ? 'chosen' : ''}`}
              aria-pressed={film?.index === c.index}
              onClick={() => void show(c.index)}
            >
              <i class="markSign collection" />
              {t(c.automatic ? 'lab.collector.chipAutomatic' : 'lab.collector.chip', {
                generation: c.generation,
                collected: number(c.collected),
              })}
            </button>
          ))}
        </fieldset>
      )}
      {film && <Film film={film} phase={phase} setPhase={setPhase} lab={lab} asText={asText} />}
    </div>
  );
}

interface FilmProps {
  readonly film: CollectionFilm;
  readonly phase: number;
  readonly setPhase: (phase: number) => void;
  readonly lab: Lab;
  readonly asText: boolean;
}

function Film({ film, phase, setPhase, lab, asText }: FilmProps) {
  const now: FilmPhase | undefined = film.phases[phase];
  if (!now) return null;
  const refs = new Map(lastRefs(film, phase));
  const lost = new Set(lostAt(film, phase));
  return (
    <div class="film">
      <div class="filmHead">
        <IconButton
          icon="back"
          label={t('lab.collector.before')}
          disabled={phase === 0}
          onClick={() => setPhase(phase - 1)}
        />
        <p aria-live="polite">
          <strong>
            {phase + 1}/{film.phases.length} <code>{now.phase}</code>
          </strong>
          <span>{t(`lab.phase.${now.phase}`)}</span>
        </p>
        <IconButton
          icon="forward"
          label={t('lab.collector.after')}
          disabled={phase === film.phases.length - 1}
          onClick={() => setPhase(phase + 1)}
        />
      </div>
      <ul class={asText ? 'filmObjects asText' : 'filmObjects'}>
        {film.objects.map((o) => (
          <li key={o.id} class={lost.has(o.id) ? 'lost' : ''} style={{ '--type': shapeColour(o.shape) }}>
            <button
              type="button"
              onMouseEnter={() => {
                lab.hovered.value = o.id;
              }}
              onMouseLeave={() => {
                lab.hovered.value = null;
              }}
              onClick={() => lab.select(o.id)}
            >
              <TypeMark shape={o.shape} />
              <span class="filmType">{o.type}</span>
              <span class="mono filmRefs">
                {refs.has(o.id) ? `${refs.get(o.id)} / ${o.refcount}` : o.refcount}
              </span>
              {lost.has(o.id) && <span class="unseen">{t('lab.unreachable')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p class="panelSum">
        {t('lab.collector.legend')}
        {film.candidates > film.objects.length &&
          ` ${t('lab.collector.shown', { shown: number(film.objects.length), all: number(film.candidates) })}`}
      </p>
    </div>
  );
}

/** gc_refs as the last phase that set them left them. */
function lastRefs(film: CollectionFilm, phase: number): [number, number][] {
  for (let i = phase; i >= 0; i--) {
    const { refs } = film.phases[i];
    if (refs.length > 0) return refs.map((row) => [row.address, row.gcRefs]);
  }
  return [];
}

/** What is unreachable after the phase. */
function lostAt(film: CollectionFilm, phase: number): readonly number[] {
  const decided = film.phases.findIndex((p) => p.phase === 'moveUnreachable');
  if (decided < 0 || phase < decided) return [];
  const revived = film.phases.findIndex((p) => p.phase === 'resurrect');
  return film.phases[revived >= 0 && phase >= revived ? revived : decided].addresses;
}

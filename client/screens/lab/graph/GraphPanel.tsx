import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../../parts/Button.tsx';
import { motion } from '../../../state/settings.ts';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { zoomOf } from '../magnify.ts';
import { ObjectNote } from '../objects/ObjectNote.tsx';
import { type Drawing, fold } from './fold.ts';
import { Graph } from './Graph.tsx';
import { GraphText } from './GraphText.tsx';
import './graph.css';
import { frameKey, type Layout, layOut, type Places } from './layout.ts';
import { isWalk, neighbour } from './walk.ts';
import { usePanning, useZoom } from './zoom.ts';

/** How much a picture with room around it is enlarged: beside other views, alone, and on a projector. */
const MOST = { beside: 1.25, enlarged: 1.5, wholeScreen: 1.8 } as const;

/** Frames and names on the left, what they lead to on the right. */
export function GraphPanel({ lab, asText }: { lab: Lab; asText: boolean }) {
  const view = lab.moment.value?.view;
  if (!view) return null;
  return asText ? <GraphText view={view} lab={lab} /> : <GraphPicture lab={lab} />;
}

function GraphPicture({ lab }: { lab: Lab }) {
  const place = useRef<HTMLElement>(null);
  const places = useRef<{ of: number; map: Places }>({ of: 0, map: new Map() });
  const [showAtoms, setShowAtoms] = useState(false);
  const view = lab.moment.value!.view;
  const run = lab.runs.value;
  const unfolded = lab.unfolded.value;
  const { drawing, layout } = useMemo(() => {
    if (places.current.of !== run) places.current = { of: run, map: new Map() };
    const made = fold(view, { showAtoms, unfolded });
    return { drawing: made, layout: layOut(made, view.changes.died, places.current.map) };
  }, [view, showAtoms, unfolded, run]);
  const { wholeScreen, enlarged } = lab.views;
  const most = wholeScreen.value ? MOST.wholeScreen : enlarged.value ? MOST.enlarged : MOST.beside;
  const zoom = useZoom(place, { width: layout.width, height: layout.height, most, run });
  usePanning(place);
  const selected = lab.selected.value;
  useEffect(() => {
    if (selected !== null) reveal(place.current!, `[data-object="${selected}"]`);
  }, [selected, layout]);
  // Whoever follows calls sees the frame that runs.
  const running = view.frames.length - 1;
  useEffect(() => {
    if (selected === null) reveal(place.current!, `[data-node="${frameKey(running)}"]`);
  }, [running]);

  const walk = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isWalk(event.key)) return;
    event.preventDefault();
    const next = neighbour(layout.objects, lab.selected.peek(), event.key);
    if (next && next.id !== lab.selected.peek()) lab.select(next.id);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from card to card here */}
      <section ref={place} class="graphPlace" tabIndex={0} aria-label={t('lab.graph.walk')} onKeyDown={walk}>
        <Graph lab={lab} layout={layout} scale={zoom.scale} />
      </section>
      <div class="panelFoot">
        <label class="tick">
          <input
            type="checkbox"
            checked={showAtoms}
            onChange={(e) => setShowAtoms(e.currentTarget.checked)}
          />
          <span>{t('lab.graph.atoms')}</span>
        </label>
        <CordLegend layout={layout} />
        <Folded drawing={drawing} hidden={view.hiddenObjects} lab={lab} />
        <span class="grow" />
        <IconButton icon="minus" label={t('lab.graph.smaller')} onClick={() => zoom.by(1 / 1.25)} />
        <IconButton icon="plus" label={t('lab.graph.larger')} onClick={() => zoom.by(1.25)} />
        <IconButton icon="fit" label={t('lab.graph.fit')} aria-pressed={zoom.fits} onClick={zoom.fit} />
      </div>
      <ObjectNote lab={lab} />
    </>
  );
}

/** Brings a card into sight where it is not. */
function reveal(place: HTMLElement, selector: string): void {
  const card = place.querySelector(selector);
  if (!card) return;
  const zoom = zoomOf(place);
  const box = card.getBoundingClientRect();
  const room = place.getBoundingClientRect();
  const out = (from: number, to: number, low: number, high: number): number =>
    from < low ? from - low - 12 : to > high ? Math.min(from - low - 12, to - high + 12) : 0;
  const left = out(box.left, box.right, room.left, room.right);
  const top = out(box.top, box.bottom, room.top, room.bottom);
  const behavior = motion.peek() === 'full' ? 'smooth' : 'auto';
  if (left !== 0 || top !== 0) place.scrollBy({ left: left / zoom, top: top / zoom, behavior });
}

/** How cords are to be read; only those that are there. */
function CordLegend({ layout }: { layout: Layout }) {
  const kinds = (['strong', 'weak', 'borrowed'] as const).filter((kind) =>
    layout.cords.some((cord) => cord.kind === kind),
  );
  if (kinds.length < 2) return null;
  return (
    <ul class="cordLegend">
      {kinds.map((kind) => (
        <li key={kind} title={t(`lab.cord.${kind}Long`)}>
          <svg class="graph" width={34} height={12} viewBox="0 0 34 12" aria-hidden="true">
            <path class={`cord ${kind}`} d="M2 6H26" marker-end={`url(#cord-${kind})`} />
            {kind === 'borrowed' && <path class="cordCore" d="M2 6H26" />}
          </svg>
          {t(`lab.cord.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

/** What is folded away or not in the picture, and the way to fold again what was opened. */
function Folded({ drawing, hidden, lab }: { drawing: Drawing; hidden: number; lab: Lab }) {
  const piled = drawing.piles.reduce((sum, pile) => sum + pile.count, 0);
  return (
    <>
      {piled + hidden > 0 && (
        <span>{t('lab.graph.folded', { number: number(Math.max(piled, hidden)) })}</span>
      )}
      {lab.unfolded.value.size > 0 && (
        <button type="button" class="chip" onClick={() => lab.foldAll()}>
          {t('lab.graph.foldAgain')}
        </button>
      )}
    </>
  );
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { motion } from '../../../state/settings.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { FrameBox, GhostBox, ObjectBox, PileBox } from './cards.tsx';
import { type Cord, cordPath, type Layout } from './layout.ts';
import { Motion } from './motion.ts';

/** How long a card glides; the look's time for a thing that moves. */
const MOVE_MS = 240;

/** The picture: frames, objects, piles, what just died, and the cords between them. */
export function Graph({ lab, layout, scale }: { lab: Lab; layout: Layout; scale: number }) {
  const svg = useRef<SVGSVGElement>(null);
  const glide = useRef<Motion | null>(null);
  useLayoutEffect(() => {
    glide.current ??= new Motion();
    glide.current.moveTo(svg.current!, layout, motion.peek() === 'full' ? MOVE_MS : 0);
  }, [layout]);
  useLayoutEffect(() => () => glide.current?.stop(), []);

  const view = lab.moment.value!.view;
  const { changes } = view;
  const born = new Set(changes.born);
  const before = new Map(changes.recounted);
  const lit = lab.lit.value;
  const selected = lab.selected.value;
  const chain = lab.chain.value;
  const back = new Set(layout.cords.filter((cord) => cord.back).map((cord) => cord.key));
  return (
    <svg
      ref={svg}
      class={`graph ${chain.size > 0 ? 'hasChain' : ''}`}
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={t('lab.graph.sum', { count: view.objects.length, frames: view.frames.length })}
    >
      <CordEnds />
      <g class="cords">
        {layout.cords.map((cord) => (
          <CordLine
            key={cord.key}
            cord={cord}
            layout={layout}
            lit={isLit(cord, lit)}
            inChain={chain.has(`${cord.from} ${cord.to}`)}
          />
        ))}
      </g>
      {layout.frames.map((frame) => (
        <FrameBox key={frame.index} frame={frame} lab={lab} />
      ))}
      {layout.ghosts.map((ghost) => (
        <GhostBox key={`ghost${ghost.object.id}`} ghost={ghost} />
      ))}
      {layout.objects.map((card) => (
        <ObjectBox
          key={card.id}
          card={card}
          lab={lab}
          marks={{
            fresh: born.has(card.id),
            before: before.get(card.id),
            lit: lit.has(card.id),
            selected: selected === card.id,
            back,
          }}
        />
      ))}
      {layout.piles.map((pile) => (
        <PileBox key={pile.id} pile={pile} lab={lab} />
      ))}
    </svg>
  );
}

function isLit(cord: Cord, lit: ReadonlySet<number>): boolean {
  return lit.size === 1 && (lit.has(Number(cord.to)) || lit.has(Number(cord.from)));
}

function CordLine(props: { cord: Cord; layout: Layout; lit: boolean; inChain: boolean }) {
  const { cord, layout, lit, inChain } = props;
  const d = cordPath(cord, layout.boxes.get(cord.from)!, layout.boxes.get(cord.to)!);
  const look = `cord ${cord.kind} ${lit ? 'lit' : ''} ${inChain ? 'chain' : ''}`;
  const end = `url(#cord-${cord.kind}${lit || inChain ? '-lit' : ''})`;
  return (
    <>
      <path class={look} d={d} data-cord={cord.key} marker-end={end} />
      {cord.kind === 'borrowed' && <path class="cordCore" d={d} data-cord={cord.key} />}
    </>
  );
}

/** How cords end: a full arrow counts, a ring is weak, an open arrow is only borrowed. */
function CordEnds() {
  const size = { viewBox: '0 0 10 10', orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' } as const;
  return (
    <defs>
      {['', '-lit'].map((look) => (
        <g key={look} class={`cordEnds${look}`}>
          <marker id={`cord-strong${look}`} refX={7} refY={5} markerWidth={10} markerHeight={10} {...size}>
            <path class="endFull" d="M1 1L9 5L1 9Z" />
          </marker>
          <marker id={`cord-weak${look}`} refX={5} refY={5} markerWidth={10} markerHeight={10} {...size}>
            <circle class="endOpen" cx={5} cy={5} r={3.2} />
          </marker>
          <marker id={`cord-borrowed${look}`} refX={8} refY={5} markerWidth={11} markerHeight={11} {...size}>
            <path class="endOpen" d="M2 1.5L8.5 5L2 8.5" />
          </marker>
        </g>
      ))}
    </defs>
  );
}

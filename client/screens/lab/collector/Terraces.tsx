import type { LabObject, LabView } from '../../../../shared/lab/model.ts';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { TypeSign } from '../objects/TypeMark.tsx';

const WIDE = 480;
const GAP = 14;
/** The youngest stands lowest: who survives goes up a step. */
const RISE = 18;
const TOP = 30;
const FRONT = 60;
const MARK = 15;

/** The generations as three terraces with the program's objects on them, and the lamp that waits above the youngest. */
export function Terraces({ view, lab }: { view: LabView; lab: Lab }) {
  const { generations } = view;
  const wide = (WIDE - GAP * (generations.length - 1)) / generations.length;
  const height = TOP + RISE * generations.length + FRONT;
  return (
    <svg class="terraces" viewBox={`0 0 ${WIDE} ${height}`} role="img" aria-label={terraceWords(view)}>
      {generations.map((generation, i) => {
        const x = i * (wide + GAP);
        const y = TOP + RISE * (generations.length - i);
        const standing = view.objects.filter((o) => o.generation === i && o.line > 0);
        const full = generation.threshold === 0 ? 0 : Math.min(1, generation.count / generation.threshold);
        return (
          <g key={i} transform={`translate(${x} ${y})`}>
            <Standing objects={standing} width={wide} lab={lab} />
            <rect class="terraceTop" width={wide} height={3} />
            <rect class="terraceFront" y={3} width={wide} height={height - y - 3} />
            <rect class="terraceFill" y={3} width={wide * full} height={4} />
            <text class="terraceName" x={8} y={21}>
              {t('lab.collector.generation', { generation: i })}
            </text>
            <text class="terraceCount" x={8} y={37}>
              {number(generation.count)} / {number(generation.threshold)}
            </text>
            <text class="terraceQuiet" x={8} y={53}>
              {t('lab.collector.objects', { count: generation.objects })}
            </text>
          </g>
        );
      })}
      <Lamp x={wide - 22} y={18} on={view.collectorEnabled} />
    </svg>
  );
}

/** The collector's mark: a lamp, lit where it is switched on. */
export function Lamp({ x, y, on }: { x: number; y: number; on: boolean }) {
  return (
    <g class={on ? 'lamp on' : 'lamp'} transform={`translate(${x} ${y})`}>
      <path class="lampCord" d="M0 -18V-8" />
      <path class="lampShade" d="M-6 -8H6L11 2H-11Z" />
      <path class="lampBulb" d="M-4 2.5A4 4 0 0 0 4 2.5Z" />
    </g>
  );
}

function Standing({ objects, width, lab }: { objects: readonly LabObject[]; width: number; lab: Lab }) {
  const places = Math.floor((width - 30) / (MARK + 4));
  const shown = objects.slice(0, objects.length > places ? places - 1 : places);
  const lit = lab.lit.value;
  return (
    <>
      {shown.map((o, i) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the view "as text" has the same as buttons
        <g
          key={o.id}
          class={`standing ${lit.has(o.id) ? 'lit' : ''} ${o.unreachable ? 'lost' : ''}`}
          onPointerEnter={(event) => lab.hover(o.id, event)}
          onPointerLeave={() => lab.hover(null)}
          onClick={() => lab.select(o.id)}
        >
          <rect
            class="standingGround"
            x={3 + i * (MARK + 4)}
            y={-MARK - 5}
            width={MARK + 4}
            height={MARK + 5}
            rx={3}
          />
          <TypeSign shape={o.shape} x={5 + MARK / 2 + i * (MARK + 4)} y={-MARK / 2 - 2} size={MARK} />
        </g>
      ))}
      {objects.length > shown.length && (
        <text class="terraceQuiet" x={8 + shown.length * (MARK + 4)} y={-5}>
          +{number(objects.length - shown.length)}
        </text>
      )}
    </>
  );
}

/** The same in words. */
export function terraceWords({ generations }: LabView): string {
  return generations
    .map((generation, i) =>
      t('lab.collector.words', {
        generation: i,
        number: number(generation.objects),
        count: number(generation.count),
        threshold: number(generation.threshold),
      }),
    )
    .join(' ');
}

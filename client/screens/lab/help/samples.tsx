import type { ComponentChildren } from 'preact';
import type { ObjectShape } from '../../../../shared/lab/model.ts';
import { Lamp } from '../collector/Terraces.tsx';
import { TypeSign } from '../objects/TypeMark.tsx';

/** The marks of the views, small, as they are drawn there. */

const W = 76;
const H = 30;

function Sample({ children }: { children: ComponentChildren }) {
  return (
    <svg class="graph helpSample" width={W} height={H} viewBox={`0 0 ${W} ${H}`} aria-hidden="true">
      {children}
    </svg>
  );
}

function Cord({ kind }: { kind: 'strong' | 'weak' | 'borrowed' }) {
  const end = {
    strong: <path class="endFull" d="M62 10L71 15L62 20Z" />,
    weak: <circle class="endOpen" cx={67} cy={15} r={4} />,
    borrowed: <path class="endOpen" d="M62 10L70 15L62 20" />,
  }[kind];
  return (
    <Sample>
      <path class={`cord ${kind}`} d="M6 15H62" />
      {kind === 'borrowed' && <path class="cordCore" d="M6 15H62" />}
      {end}
    </Sample>
  );
}

function Card({ look, shape = 'list' }: { look: string; shape?: ObjectShape }) {
  return (
    <Sample>
      <g class={`objectBox ${look}`} style={{ '--type': `var(--type-${shape})` }}>
        <rect class="cardGround" x={2} y={2} width={W - 4} height={H - 4} rx={8} />
        <TypeSign shape={shape} x={19} y={15} size={16} />
      </g>
      {look === 'ghost' && <path class="ghostCross" d={`M10 ${H / 2}H${W - 10}`} />}
    </Sample>
  );
}

/** Each mark with its sample, by the name of its words (`lab.help.<name>`). */
export const samples: readonly { readonly name: string; readonly sample: ComponentChildren }[] = [
  {
    name: 'types',
    sample: (
      <Sample>
        {(['int', 'str', 'list', 'dict'] as const).map((shape, i) => (
          <TypeSign key={shape} shape={shape} x={10 + i * 19} y={15} size={15} />
        ))}
      </Sample>
    ),
  },
  {
    name: 'count',
    sample: (
      <Sample>
        <text class="cardType" x={20} y={20}>
          3
        </text>
        {[0, 1, 2].map((i) => (
          <circle key={i} class="pip" cx={40 + i * 9} cy={15} r={3} />
        ))}
      </Sample>
    ),
  },
  { name: 'strong', sample: <Cord kind="strong" /> },
  { name: 'weak', sample: <Cord kind="weak" /> },
  { name: 'borrowed', sample: <Cord kind="borrowed" /> },
  { name: 'fresh', sample: <Card look="fresh" /> },
  { name: 'lost', sample: <Card look="lost" /> },
  { name: 'ghost', sample: <Card look="ghost" /> },
  {
    name: 'pile',
    sample: (
      <Sample>
        {[6, 3, 0].map((offset) => (
          <rect key={offset} class="pileUnder" x={8 + offset} y={2 + offset} width={54} height={20} rx={6} />
        ))}
      </Sample>
    ),
  },
  {
    name: 'tray',
    sample: (
      <Sample>
        <rect x={2} y={8} width={72} height={14} rx={3} fill="var(--raised)" />
        <rect x={2} y={8} width={5} height={14} rx={1} fill="var(--line-strong)" />
        <rect x={9} y={8} width={18} height={14} rx={2} fill="var(--type-str)" />
        <rect x={29} y={8} width={18} height={14} rx={2} fill="var(--type-list)" />
      </Sample>
    ),
  },
  {
    name: 'waste',
    sample: (
      <Sample>
        <rect x={8} y={8} width={40} height={14} rx={2} fill="var(--type-str)" />
        <path d="M50 22L58 8M56 22L64 8M62 22L68 12" stroke="var(--warn)" stroke-width={1.4} />
      </Sample>
    ),
  },
  {
    name: 'bead',
    sample: (
      <Sample>
        <path class="cord" d="M18 13V24H54V13" />
        <rect x={9} y={6} width={18} height={14} rx={2} fill="none" stroke="var(--line-strong)" />
        <rect x={45} y={6} width={18} height={14} rx={2} fill="none" stroke="var(--line-strong)" />
        <circle cx={18} cy={13} r={4.5} fill="var(--accent)" />
        <circle cx={18} cy={13} r={1.6} fill="var(--ground)" />
      </Sample>
    ),
  },
  {
    name: 'terrace',
    sample: (
      <Sample>
        {[0, 1, 2].map((i) => (
          <g key={i}>
            <rect class="terraceFront" x={4 + i * 24} y={22 - i * 6} width={21} height={10 + i * 6} />
            <rect class="terraceTop" x={4 + i * 24} y={22 - i * 6} width={21} height={2} />
          </g>
        ))}
      </Sample>
    ),
  },
  {
    name: 'lamp',
    sample: (
      <Sample>
        <Lamp x={24} y={18} on />
        <text class="pencil" x={48} y={21}>
          <tspan class="struck">2</tspan> 0
        </text>
      </Sample>
    ),
  },
];

import type { LabObject, LabView } from '../../../../shared/lab/model.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { type Holder, holdersOf, lifeline } from './lifeline.ts';
import './objects.css';
import { TypeMark } from './TypeMark.tsx';

/** Holders that are named one by one. */
const MAX_HOLDERS = 12;

/** An object in one line, to be chosen. */
export function ObjectLine({ o, lab }: { o: LabObject | undefined; lab: Lab }) {
  if (!o) return <span>…</span>;
  return (
    <button
      type="button"
      class={`objectLine ${lab.lit.value.has(o.id) ? 'chosen' : ''}`}
      aria-pressed={lab.selected.value === o.id}
      onClick={() => lab.select(o.id)}
      onPointerEnter={(event) => lab.hover(o.id, event)}
      onPointerLeave={() => lab.hover(null)}
    >
      <TypeMark shape={o.shape} /> <code>{o.value === '' ? o.type : `${o.type} ${o.value}`}</code>
    </button>
  );
}

/** All that is known of the selected object: value, count, place, blocks, and who keeps it alive. */
export function ObjectNote({ lab }: { lab: Lab }) {
  const id = lab.selected.value;
  const o = id === null ? undefined : lab.objects.value.get(id);
  const view = lab.moment.value?.view;
  if (!o || !view) return null;
  return (
    <aside class="objectNote" aria-label={t('lab.note.title')} aria-live="polite">
      <IconButton icon="close" label={t('common.close')} onClick={() => lab.select(null)} />
      <p class="noteHead">
        <TypeMark shape={o.shape} size={18} /> <strong>{o.type}</strong> <code>{o.value}</code>
      </p>
      <dl>
        <dt>{t('lab.note.address')}</dt>
        <dd class="mono">0x{o.id.toString(16)}</dd>
        <dt>{t('lab.note.count')}</dt>
        <dd>{o.immortal ? t('lab.note.immortal') : number(o.refcount)}</dd>
        <dt>{t('lab.note.size')}</dt>
        <dd>
          {bytes(o.sizeBytes)}
          {o.blocks.length > 1 &&
            ` = ${o.blocks.map((b) => `${t(`lab.role.${b.role}`)} ${number(b.sizeBytes)}`).join(' + ')}`}
        </dd>
        <dt>{t('lab.note.collector')}</dt>
        <dd>{collectorWords(o)}</dd>
        {o.line > 0 && (
          <>
            <dt>{t('lab.note.madeBy')}</dt>
            <dd>{t('lab.lineShort', { line: o.line })}</dd>
          </>
        )}
      </dl>
      <Lifeline view={view} o={o} lab={lab} />
      <Holders view={view} o={o} lab={lab} />
    </aside>
  );
}

function collectorWords(o: LabObject): string {
  if (o.isStatic) return t('lab.note.static');
  return o.generation < 0 ? t('lab.note.untracked') : t('lab.note.generation', { generation: o.generation });
}

/** "Who keeps you alive?": the chain from a name down to the object. */
function Lifeline({ view, o, lab }: { view: LabView; o: LabObject; lab: Lab }) {
  if (o.immortal) return null;
  const chain = lifeline(view, o.id);
  return (
    <>
      <p class="noteTitle">{t(o.unreachable ? 'lab.note.garbage' : 'lab.note.keeps')}</p>
      {chain.length === 0 ? (
        !o.unreachable && <p class="quietText">{t('lab.note.nobody')}</p>
      ) : (
        <ol class="lifeline">
          {chain.map((link, i) => (
            <li key={i}>
              {typeof link.by === 'string' ? (
                <span class="frameWord">{link.by}</span>
              ) : (
                <ObjectLine o={link.by} lab={lab} />
              )}{' '}
              <code>{link.label === '' ? t('lab.graph.stack') : link.label}</code>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Everybody who refers to it, so that the count adds up. */
function Holders({ view, o, lab }: { view: LabView; o: LabObject; lab: Lab }) {
  const holders = holdersOf(view, o.id);
  const counted = holders.filter(({ kind }) => kind === 'strong').length;
  const elsewhere = o.immortal ? 0 : o.refcount - counted;
  return (
    <details class="holders" open={o.unreachable}>
      <summary>{t('lab.note.holders', { count: holders.length })}</summary>
      <ul>
        {holders.slice(0, MAX_HOLDERS).map((holder, i) => (
          <li key={i}>
            <HolderWords holder={holder} lab={lab} />
          </li>
        ))}
        {holders.length > MAX_HOLDERS && (
          <li class="quietText">{t('lab.graph.more', { number: number(holders.length - MAX_HOLDERS) })}</li>
        )}
        {elsewhere > 0 && <li class="quietText">{t('lab.note.elsewhere', { count: elsewhere })}</li>}
      </ul>
    </details>
  );
}

function HolderWords({ holder, lab }: { holder: Holder; lab: Lab }) {
  const { by, label, kind, onStack } = holder;
  return (
    <>
      {typeof by === 'string' ? <span class="frameWord">{by}</span> : <ObjectLine o={by} lab={lab} />}{' '}
      <code>{onStack ? t('lab.graph.stack') : label}</code>
      {kind !== 'strong' && <span class="quietText"> {t(`lab.cord.${kind}`)}</span>}
    </>
  );
}

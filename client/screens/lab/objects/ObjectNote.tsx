import type { LabObject } from '../../../../shared/lab/model.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { TypeMark } from './TypeMark.tsx';

/** An object in one line, to be chosen. */
export function ObjectLine({ o, lab }: { o: LabObject | undefined; lab: Lab }) {
  if (!o) return <span>…</span>;
  return (
    <button
      type="button"
      class={`objectLine ${lab.selected.value === o.id ? 'chosen' : ''}`}
      onClick={() => lab.select(o.id)}
      onMouseEnter={() => {
        lab.hovered.value = o.id;
      }}
      onMouseLeave={() => {
        lab.hovered.value = null;
      }}
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
  const holders: { label: string; by: LabObject | null }[] = [];
  for (const frame of view.frames)
    for (const name of frame.names)
      if (name.to === o.id) holders.push({ label: `${name.name} · ${frame.name}`, by: null });
  for (const other of view.objects)
    for (const edge of other.edges)
      if (edge.to === o.id && edge.kind === 'strong') holders.push({ label: edge.label, by: other });
  return (
    <aside class="objectNote" aria-label={t('lab.note.title')}>
      <IconButton icon="close" label={t('common.close')} onClick={() => lab.select(o.id)} />
      <p class="noteHead">
        <TypeMark shape={o.shape} size={14} /> <strong>{o.type}</strong> <code>{o.value}</code>
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
        <dd>
          {o.isStatic
            ? t('lab.note.static')
            : o.generation < 0
              ? t('lab.note.untracked')
              : t('lab.note.generation', { generation: o.generation })}
        </dd>
      </dl>
      <p class="noteTitle">{o.unreachable ? t('lab.note.garbage') : t('lab.note.keeps')}</p>
      {holders.length === 0 ? (
        <p class="quietText">{t('lab.note.nobody')}</p>
      ) : (
        <ul>
          {holders.slice(0, 12).map((holder, i) => (
            <li key={i}>
              {holder.by ? (
                <>
                  <ObjectLine o={holder.by} lab={lab} /> <code class="quietText">{holder.label}</code>
                </>
              ) : (
                <code>{holder.label}</code>
              )}
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}

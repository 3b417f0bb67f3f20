import type { LabObject, LabView } from '../../../../shared/lab/model.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { ObjectLine } from '../objects/ObjectNote.tsx';

/** References that are read out one by one; the rest is counted by type. */
const MAX_EDGES = 12;

/** The graph in words: each frame with its names and its stack, each object with what it refers to. */
export function GraphText({ view, lab }: { view: LabView; lab: Lab }) {
  const objects = lab.objects.value;
  const shown = view.objects.filter((o) => !o.atom);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="asText" tabIndex={0}>
      {view.frames.map((frame, i) => (
        <section key={i}>
          <h3>
            {frame.name} {frame.line > 0 && t('lab.lineShort', { line: frame.line })}
          </h3>
          <ul>
            {frame.names.map((name) => (
              <li key={name.name}>
                <code>{name.name}</code> {arrow(name.borrowed ? 'borrowed' : 'strong')}{' '}
                <ObjectLine o={objects.get(name.to)} lab={lab} />
                {name.changed && <span class="quietText"> {t('lab.graph.changed')}</span>}
              </li>
            ))}
            {frame.stack.map((entry, at) => (
              <li key={at}>
                {t('lab.graph.stackEntry', { at })} {arrow(entry.borrowed ? 'borrowed' : 'strong')}{' '}
                <ObjectLine o={objects.get(entry.to)} lab={lab} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {view.changes.died.length > 0 && (
        <p>
          {t('lab.graph.diedNow', {
            what: view.changes.died.map((o) => `${o.type} ${o.value}`.trim()).join(', '),
          })}
        </p>
      )}
      <h3>{t('lab.graph.objects', { count: shown.length })}</h3>
      <ul>
        {shown.map((o) => (
          <li key={o.id}>
            <ObjectLine o={o} lab={lab} />{' '}
            <span class="quietText">
              {bytes(o.sizeBytes)},{' '}
              {o.immortal ? t('lab.note.immortal') : t('lab.refs', { count: o.refcount })}
              {o.unreachable ? `, ${t('lab.unreachable')}` : ''}
            </span>
            <References o={o} lab={lab} />
          </li>
        ))}
      </ul>
      {view.hiddenObjects > 0 && <p>{t('lab.graph.folded', { number: number(view.hiddenObjects) })}</p>}
    </div>
  );
}

function References({ o, lab }: { o: LabObject; lab: Lab }) {
  const objects = lab.objects.value;
  const rest = Math.max(0, o.edges.length - MAX_EDGES) + o.moreEdges;
  if (o.edges.length === 0) return null;
  return (
    <ul>
      {o.edges.slice(0, MAX_EDGES).map((edge, i) => (
        <li key={i}>
          <code>{edge.label}</code> {arrow(edge.kind)} <ObjectLine o={objects.get(edge.to)} lab={lab} />
        </li>
      ))}
      {rest > 0 && (
        <li class="quietText">
          {t('lab.graph.more', { number: number(rest) })}
          {o.moreTypes.length > 0 &&
            `: ${o.moreTypes.map((pile) => `${pile.type} × ${number(pile.count)}`).join(', ')}`}
        </li>
      )}
    </ul>
  );
}

/** Strong references are an arrow, the others say what they are. */
function arrow(kind: 'strong' | 'weak' | 'borrowed') {
  return kind === 'strong' ? '→' : `${t(`lab.cord.${kind}`)} →`;
}

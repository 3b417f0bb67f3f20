import { t } from '../../text/i18n.ts';
import type { Lab } from './Lab.ts';
import { CODE_PART } from './views.ts';

/** How far an arrow key moves it, in percent of the page's width. */
const STEP = 2;

/** Between code and views: pulled, or moved with the arrow keys, it shares the width out anew; a double click gives it back. */
export function Divider({ lab }: { lab: Lab }) {
  const { views } = lab;
  const part = views.code.value;
  const pull = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    const page = handle.parentElement!.getBoundingClientRect();
    const move = (to: PointerEvent) => views.shareWidth((100 * (to.clientX - page.left)) / page.width);
    const end = () => handle.removeEventListener('pointermove', move);
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end, { once: true });
    handle.addEventListener('pointercancel', end, { once: true });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between paragraphs cannot be moved
    <div
      class="divider"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('lab.divider')}
      aria-valuemin={CODE_PART.least}
      aria-valuemax={CODE_PART.most}
      aria-valuenow={Math.round(part)}
      title={t('lab.divider')}
      onPointerDown={pull}
      onDblClick={() => views.shareWidth(null)}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        views.shareWidth(part + by);
      }}
    />
  );
}

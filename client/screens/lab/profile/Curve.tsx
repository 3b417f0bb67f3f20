import { useMemo } from 'preact/hooks';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { bytes } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { CURVE, curveOf, curveX } from './bytesCurve.ts';

/** Bytes over the run, with the moment that is looked at and the one that was kept; a click goes there. */
export function Curve({ lab, timeline, kept }: { lab: Lab; timeline: Timeline; kept: number | null }) {
  const path = useMemo(() => curveOf(timeline), [timeline]);
  const at = curveX(lab.step.value, timeline.steps);
  const { wide, tall } = CURVE;
  return (
    <div class="curvePlace">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the bar of the whole run does the same by keyboard */}
      <svg
        class="curve"
        viewBox={`0 0 ${wide} ${tall}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('lab.profile.curve', { peak: bytes(timeline.peakBytes) })}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          lab.pause();
          lab.goTo(((event.clientX - box.left) / box.width) * timeline.steps);
        }}
      >
        <path d={path} />
        {kept !== null && (
          <line
            class="keptMark"
            x1={curveX(kept, timeline.steps)}
            x2={curveX(kept, timeline.steps)}
            y1={0}
            y2={tall}
          />
        )}
        <line x1={at} x2={at} y1={0} y2={tall} />
      </svg>
      <span class="curvePeak mono" aria-hidden="true">
        {bytes(timeline.peakBytes)}
      </span>
    </div>
  );
}

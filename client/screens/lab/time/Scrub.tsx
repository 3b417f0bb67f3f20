import { useEffect, useRef, useState } from 'preact/hooks';
import { FLAG } from '../../../../shared/lab/flags.ts';
import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { passes } from '../../../../shared/lab/travel.ts';
import { readTheme } from '../../../board/draw/theme.ts';
import { theme } from '../../../state/settings.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { zoomOf } from '../magnify.ts';
import { paintMarks, SIDE } from './marks.ts';

/** The bar over the whole run, with what happened where, and the moment that is looked at. */
export function Scrub({ lab }: { lab: Lab }) {
  const timeline = lab.timeline.value;
  const steps = timeline?.steps ?? 0;
  const step = lab.step.value;
  const [pointed, setPointed] = useState<{ x: number; step: number } | null>(null);
  const where = t('lab.stepOf', { step: number(step), steps: number(steps) });
  const again = timeline ? passWords(timeline, step) : '';
  return (
    <div
      class="timeScrub"
      onPointerMove={(event) => {
        if (event.pointerType === 'touch' || steps === 0) return;
        const box = event.currentTarget.getBoundingClientRect();
        const side = SIDE * zoomOf(event.currentTarget);
        const part = (event.clientX - box.left - side) / (box.width - 2 * side);
        setPointed({
          x: Math.min(box.width - 60, Math.max(60, event.clientX - box.left)) / zoomOf(event.currentTarget),
          step: Math.round(Math.min(1, Math.max(0, part)) * steps),
        });
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <Marks lab={lab} />
      <input
        type="range"
        min={0}
        max={Math.max(1, steps)}
        value={step}
        disabled={steps === 0}
        aria-label={t('lab.scrub')}
        aria-valuetext={where}
        onInput={(event) => {
          lab.pause();
          lab.goTo(Number(event.currentTarget.value));
        }}
      />
      <span class="timeWhere mono">
        {where}
        {again && <span class="timePass"> · {again}</span>}
      </span>
      {pointed && timeline && (
        <span class="timePointed" style={{ left: `${pointed.x}px` }} aria-hidden="true">
          {momentWords(timeline, pointed.step)}
        </span>
      )}
    </div>
  );
}

/** Which time it is that the coming line runs; empty where it runs once. */
function passWords(timeline: Timeline, step: number): string {
  if (step >= timeline.steps) return '';
  const line = timeline.lines[step];
  const { before, all } = passes(timeline, line, step);
  return all < 2 ? '' : t('lab.pass', { line, time: number(before + 1), times: number(all) });
}

/** What there is at a step, in a few words. */
function momentWords(timeline: Timeline, step: number): string {
  if (step >= timeline.steps) return t('lab.end');
  const words = [t('lab.lineShort', { line: timeline.lines[step] }), bytes(timeline.bytes[step])];
  const flags = timeline.flags[step];
  if (flags & FLAG.death) words.push(t('lab.happening.death'));
  if (flags & FLAG.collection) words.push(t('lab.happening.collection'));
  if (flags & FLAG.arenaMapped) words.push(t('lab.happening.arenaMapped'));
  if (flags & FLAG.arenaUnmapped) words.push(t('lab.happening.arenaUnmapped'));
  return words.join(' · ');
}

function Marks({ lab }: { lab: Lab }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const timeline = lab.timeline.value;
  const breakpoints = lab.breakpoints.value;
  const look = theme.value;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !timeline) return;
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = (devicePixelRatio || 1) * zoomOf(element);
      element.width = Math.max(1, width * ratio);
      element.height = Math.max(1, height * ratio);
      const ctx = element.getContext('2d')!;
      ctx.scale(ratio, ratio);
      paintMarks(ctx, readTheme(element), width, height, timeline, breakpoints);
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    return () => watch.disconnect();
  }, [timeline, breakpoints, look]);
  return <canvas ref={canvas} class="timeMarks" />;
}

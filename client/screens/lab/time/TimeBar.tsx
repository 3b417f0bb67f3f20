import { useEffect, useRef } from 'preact/hooks';
import { FLAG } from '../../../../shared/lab/flags.ts';
import { Button, IconButton } from '../../../parts/Button.tsx';
import { theme } from '../../../state/settings.ts';
import { number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';

/** Going through the run in both directions: buttons, and a bar over the whole of it with marks for what happened. */
export function TimeBar({ lab }: { lab: Lab }) {
  const timeline = lab.timeline.value;
  const step = lab.step.value;
  const steps = timeline?.steps ?? 0;
  const playing = lab.playing.value;
  const atStart = step <= 0;
  const atEnd = step >= steps;
  if (lab.running.value)
    return (
      <div class="timeBar" role="status">
        <span class="timeProgress">{t('lab.running', { count: number(lab.instructions.value) })}</span>
        <Button icon="close" onClick={() => lab.stop()}>
          {t('lab.stop')}
        </Button>
      </div>
    );
  return (
    <section class="timeBar" aria-label={t('lab.time')}>
      <div class="timeButtons">
        <IconButton
          icon="restart"
          label={t('lab.toStart')}
          shortcut="Home"
          disabled={atStart}
          onClick={() => {
            lab.pause();
            lab.goTo(0);
          }}
        />
        <IconButton
          icon="back"
          label={t('lab.stepBack')}
          shortcut="ArrowLeft"
          disabled={atStart}
          onClick={() => {
            lab.pause();
            lab.goTo(step - 1);
          }}
        />
        <IconButton
          icon={playing ? 'pause' : 'play'}
          class="playButton"
          label={playing ? t('lab.pause') : t('lab.play')}
          shortcut="Space"
          onClick={() => (playing ? lab.pause() : lab.play())}
        />
        <IconButton
          icon="forward"
          label={t('lab.stepInto')}
          shortcut="ArrowRight"
          disabled={atEnd}
          onClick={() => {
            lab.pause();
            lab.stepLine(false);
          }}
        />
        <IconButton
          icon="redo"
          label={t('lab.stepOver')}
          shortcut="O"
          disabled={atEnd}
          onClick={() => {
            lab.pause();
            lab.stepLine(true);
          }}
        />
        <IconButton
          icon="skip"
          label={t('lab.toEnd')}
          shortcut="End"
          disabled={atEnd}
          onClick={() => {
            lab.pause();
            lab.goTo(steps);
          }}
        />
      </div>
      <div class="timeScrub">
        <Marks lab={lab} />
        <input
          type="range"
          min={0}
          max={Math.max(1, steps)}
          value={step}
          disabled={steps === 0}
          aria-label={t('lab.scrub')}
          aria-valuetext={t('lab.stepOf', { step: number(step), steps: number(steps) })}
          onInput={(event) => {
            lab.pause();
            lab.goTo(Number(event.currentTarget.value));
          }}
        />
        <span class="timeWhere mono">{t('lab.stepOf', { step: number(step), steps: number(steps) })}</span>
      </div>
      <div class="timeJumps">
        <button
          type="button"
          class="chip"
          disabled={atStart}
          onClick={() => void lab.stepInstruction(-1)}
          aria-label={t('lab.instructionBack')}
          title={t('lab.instructionBack')}
        >
          −
        </button>
        <span class="mono opcode" title={t('lab.opcode')}>
          {lab.moment.value?.view.opcode || t('lab.end')}
        </span>
        <button
          type="button"
          class="chip"
          disabled={atEnd}
          onClick={() => void lab.stepInstruction(1)}
          aria-label={t('lab.instructionOn')}
          title={t('lab.instructionOn')}
        >
          +
        </button>
        <button type="button" class="chip" disabled={atEnd} onClick={() => lab.toNextDeath()}>
          <i class="markSign death" /> {t('lab.nextDeath')}
        </button>
        <button type="button" class="chip" disabled={atEnd} onClick={() => lab.toNextCollection()}>
          <i class="markSign collection" /> {t('lab.nextCollection')}
        </button>
      </div>
    </section>
  );
}

/** What happened where: bytes as a quiet area, deaths as ticks below, collections as diamonds, arenas as squares above. */
function Marks({ lab }: { lab: Lab }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const timeline = lab.timeline.value;
  const look = theme.value;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !timeline) return;
    const draw = () => {
      const { width, height } = element.getBoundingClientRect();
      const ratio = devicePixelRatio || 1;
      element.width = Math.max(1, width * ratio);
      element.height = height * ratio;
      const ctx = element.getContext('2d')!;
      ctx.scale(ratio, ratio);
      const style = getComputedStyle(element);
      const colour = (name: string) => style.getPropertyValue(name);
      const { steps, bytes, flags } = timeline;
      if (steps === 0) return;
      let top = 1;
      for (let i = 0; i < steps; i++) if (bytes[i] > top) top = bytes[i];
      const columns = Math.max(1, Math.floor(width));
      ctx.fillStyle = colour('--line');
      for (let x = 0; x < columns; x++) {
        const from = Math.floor((x / columns) * steps);
        const to = Math.max(from + 1, Math.floor(((x + 1) / columns) * steps));
        let most = 0;
        let seen = 0;
        for (let i = from; i < to && i < steps; i++) {
          if (bytes[i] > most) most = bytes[i];
          seen |= flags[i];
        }
        const tall = (Math.max(0, most) / top) * (height - 14);
        ctx.fillStyle = colour('--line');
        ctx.fillRect(x, height - 8 - tall, 1, tall);
        const middle = ((from + 1) / steps) * (width - 16) + 8;
        if (seen & FLAG.death) {
          ctx.fillStyle = colour('--no');
          ctx.fillRect(middle - 1, height - 6, 2, 6);
        }
        if (seen & FLAG.collection) {
          ctx.fillStyle = colour('--yes');
          ctx.beginPath();
          ctx.moveTo(middle, 0);
          ctx.lineTo(middle + 5, 5);
          ctx.lineTo(middle, 10);
          ctx.lineTo(middle - 5, 5);
          ctx.fill();
        }
        if (seen & (FLAG.arenaMapped | FLAG.arenaUnmapped)) {
          ctx.strokeStyle = colour('--warn');
          ctx.fillStyle = colour('--warn');
          if (seen & FLAG.arenaMapped) ctx.fillRect(middle - 3, 1, 7, 7);
          else ctx.strokeRect(middle - 3, 1.5, 6, 6);
        }
      }
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    return () => watch.disconnect();
  }, [timeline, look]);
  return <canvas ref={canvas} class="timeMarks" />;
}

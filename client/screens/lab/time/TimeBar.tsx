import { IconButton } from '../../../parts/Button.tsx';
import { speed, speeds } from '../../../state/settings.ts';
import { number } from '../../../text/format.ts';
import { lang, t } from '../../../text/i18n.ts';
import type { Lab } from '../Lab.ts';
import { Progress } from './Progress.tsx';
import { Scrub } from './Scrub.tsx';
import './time.css';

/** Going through the run in both directions: buttons, a bar over the whole of it, and jumps to what happened. */
export function TimeBar({ lab }: { lab: Lab }) {
  return (
    <section class="timeBar" aria-label={t('lab.time')}>
      <Steps lab={lab} />
      <Scrub lab={lab} />
      {lab.running.value ? (
        <Progress lab={lab} />
      ) : (
        <div class="timeMore">
          <Jumps lab={lab} />
          <Instructions lab={lab} />
        </div>
      )}
    </section>
  );
}

function Steps({ lab }: { lab: Lab }) {
  const steps = lab.timeline.value?.steps ?? 0;
  const step = lab.step.value;
  const playing = lab.playing.value;
  const atStart = step <= 0;
  const atEnd = step >= steps;
  const go = (act: () => void) => () => {
    lab.pause();
    act();
  };
  return (
    <div class="timeButtons">
      <IconButton
        icon="restart"
        class="far"
        label={t('lab.toStart')}
        shortcut="Home"
        disabled={atStart}
        onClick={go(() => lab.goTo(0))}
      />
      <IconButton
        icon="back"
        label={t('lab.stepBack')}
        shortcut="ArrowLeft"
        disabled={atStart}
        onClick={go(() => lab.goTo(step - 1))}
      />
      <IconButton
        icon={playing ? 'pause' : 'play'}
        class="playButton"
        label={playing ? t('lab.pause') : t('lab.play')}
        shortcut="Space"
        onClick={() => lab.playOrPause()}
      />
      <IconButton
        icon="forward"
        label={t('lab.stepInto')}
        shortcut="ArrowRight"
        disabled={atEnd}
        onClick={go(() => lab.stepLine(false))}
      />
      <IconButton
        icon="stepOver"
        label={t('lab.stepOver')}
        shortcut="O"
        disabled={atEnd}
        onClick={go(() => lab.stepLine(true))}
      />
      <IconButton
        icon="stepOut"
        class="far"
        label={t('lab.stepOut')}
        shortcut="U"
        disabled={atEnd}
        onClick={go(() => lab.stepOut())}
      />
      <IconButton
        icon="skip"
        class="far"
        label={t('lab.toEnd')}
        shortcut="End"
        disabled={atEnd}
        onClick={go(() => lab.goTo(steps))}
      />
    </div>
  );
}

/** On to the next thing that happens. */
function Jumps({ lab }: { lab: Lab }) {
  const timeline = lab.timeline.value;
  const atEnd = lab.step.value >= (timeline?.steps ?? 0);
  const jumps = [
    { name: 'death', key: 'D', act: () => lab.toNextDeath() },
    { name: 'collection', key: 'C', act: () => lab.toNextCollection() },
    { name: 'arena', key: undefined, act: () => lab.toNextArena() },
    ...(lab.breakpoints.value.size > 0
      ? [{ name: 'breakpoint', key: 'B', act: () => lab.toNextBreakpoint() }]
      : []),
  ];
  return (
    <div class="timeJumps">
      <span class="quietText jumpWord" aria-hidden="true">
        {t('lab.jump.next')}
      </span>
      {jumps.map(({ name, key, act }) => (
        <button
          key={name}
          type="button"
          class="chip"
          disabled={atEnd}
          aria-label={t(`lab.jump.${name}Long`)}
          aria-keyshortcuts={key}
          title={key ? `${t(`lab.jump.${name}Long`)} (${key})` : t(`lab.jump.${name}Long`)}
          onClick={() => {
            lab.pause();
            act();
          }}
        >
          <i class={`markSign ${name}`} /> {t(`lab.jump.${name}`)}
        </button>
      ))}
    </div>
  );
}

/** Single instructions, and how fast it plays. */
function Instructions({ lab }: { lab: Lab }) {
  const steps = lab.timeline.value?.steps ?? 0;
  const step = lab.step.value;
  return (
    <div class="timeInstructions">
      <button
        type="button"
        class="chip"
        disabled={step <= 0}
        onClick={() => void lab.stepInstruction(-1)}
        aria-label={t('lab.instructionBack')}
        title={`${t('lab.instructionBack')} (,)`}
      >
        −
      </button>
      <span class="mono opcode" title={t('lab.opcode')}>
        {lab.moment.value?.view.opcode || t('lab.end')}
      </span>
      <button
        type="button"
        class="chip"
        disabled={step >= steps}
        onClick={() => void lab.stepInstruction(1)}
        aria-label={t('lab.instructionOn')}
        title={`${t('lab.instructionOn')} (.)`}
      >
        +
      </button>
      <label class="speedPicker" title={t('settings.speed')}>
        <span class="unseen">{t('settings.speed')}</span>
        <select
          value={speed.value}
          onChange={(event) => {
            speed.value = Number(event.currentTarget.value);
          }}
        >
          {speeds.map((value) => (
            <option key={value} value={value}>
              {number(value, lang.value)}×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

import { ARENAS, FLAG } from '../../../../shared/lab/flags.ts';
import { atLine, type Direction, happened } from '../../../../shared/lab/travel.ts';
import { IconButton } from '../../../parts/Button.tsx';
import { Icon } from '../../../parts/Icon.tsx';
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
        onClick={go(() => lab.stepLine('into', -1))}
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
        onClick={go(() => lab.stepLine('into', 1))}
      />
      <IconButton
        icon="stepOver"
        label={t('lab.stepOver')}
        shortcut="O"
        disabled={atEnd}
        onClick={go(() => lab.stepLine('over', 1))}
      />
      <IconButton
        icon="stepOut"
        class="far"
        label={t('lab.stepOut')}
        shortcut="U"
        disabled={atEnd}
        onClick={go(() => lab.stepLine('out', 1))}
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

/** To what happens next, and to what happened before; each pair is there while its way leads somewhere. */
function Jumps({ lab }: { lab: Lab }) {
  const timeline = lab.timeline.value;
  const step = lab.step.value;
  const breakpoints = lab.breakpoints.value;
  if (!timeline) return null;
  const leads = (flags: number) => (way: Direction) => happened(timeline, step, flags, way) !== null;
  const jumps: Jump[] = [
    { name: 'death', leads: leads(FLAG.death), go: (way) => lab.jump(FLAG.death, way) },
    { name: 'collection', leads: leads(FLAG.collection), go: (way) => lab.jump(FLAG.collection, way) },
    { name: 'arena', leads: leads(ARENAS), go: (way) => lab.jump(ARENAS, way) },
  ];
  if (breakpoints.size > 0)
    jumps.push({
      name: 'breakpoint',
      leads: (way) => atLine(timeline, step, breakpoints, way) !== null,
      go: (way) => lab.toBreakpoint(way),
    });
  return (
    <div class="timeJumps">
      {jumps.map((jump) => (
        <span key={jump.name} class="jump">
          <JumpButton jump={jump} way={-1} lab={lab} />
          <JumpButton jump={jump} way={1} lab={lab} />
        </span>
      ))}
    </div>
  );
}

type Jump = {
  readonly name: 'death' | 'collection' | 'arena' | 'breakpoint';
  readonly leads: (way: Direction) => boolean;
  readonly go: (way: Direction) => void;
};

function JumpButton({ jump, way, lab }: { jump: Jump; way: Direction; lab: Lab }) {
  const { name, leads, go } = jump;
  const key = name[0].toUpperCase();
  const label = t(way === 1 ? `lab.jump.${name}Long` : `lab.jump.${name}Back`);
  const shortcut = way === 1 ? key : `Shift+${key}`;
  return (
    <button
      type="button"
      class="chip"
      disabled={!leads(way)}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      onClick={() => {
        lab.pause();
        go(way);
      }}
    >
      {way === 1 && (
        <>
          <i class={`markSign ${name}`} /> {t(`lab.jump.${name}`)}
        </>
      )}
      <Icon name={way === 1 ? 'forward' : 'back'} size={12} />
    </button>
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
        <Icon name="back" size={12} />
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
        <Icon name="forward" size={12} />
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

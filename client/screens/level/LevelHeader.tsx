import { IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Link } from '../../parts/Link.tsx';
import { soundOn } from '../../state/settings.ts';
import { t } from '../../text/i18n.ts';

export interface LevelHeaderProps {
  readonly number: string;
  readonly title: string;
  readonly goal: string;
  /** The level's objects as a program in the Lab; left out where there is none. */
  readonly labHref?: string;
  readonly onHelp: () => void;
  readonly onMenu: () => void;
}

/** Where one is and what is asked, always in sight; help and settings at the end of the line. */
export function LevelHeader({ number, title, goal, labHref, onHelp, onMenu }: LevelHeaderProps) {
  const sound = soundOn.value;
  return (
    <header class="levelHeader">
      <Link class="iconButton" href="/play" aria-label={t('level.back')} title={t('level.back')}>
        <Icon name="back" />
      </Link>
      <h1 tabIndex={-1}>
        <span class="levelNumber mono">{number}</span> <span class="levelTitle">{title}</span>
      </h1>
      <p class="goal">
        <span class="goalWord">{t('level.goal')}</span> <strong>{goal}</strong>
      </p>
      <span class="headerTools">
        {labHref && (
          <Link
            class="iconButton labButton"
            href={labHref}
            aria-label={t('level.inLab')}
            title={t('level.inLab')}
          >
            <Icon name="code" />
          </Link>
        )}
        <IconButton
          class="soundButton"
          icon={sound ? 'sound' : 'mute'}
          label={t('settings.sound')}
          aria-pressed={sound}
          onClick={() => {
            soundOn.value = !sound;
          }}
        />
        <IconButton
          icon="help"
          label={t('level.help')}
          shortcut="?"
          aria-haspopup="dialog"
          onClick={onHelp}
        />
        <IconButton icon="settings" label={t('nav.settings')} aria-haspopup="dialog" onClick={onMenu} />
      </span>
    </header>
  );
}

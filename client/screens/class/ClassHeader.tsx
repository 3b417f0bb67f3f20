import type { ComponentChildren } from 'preact';
import type { ClassSeat } from '../../host/class.ts';
import { IconButton } from '../../parts/Button.tsx';
import { t } from '../../text/i18n.ts';
import { Clock } from './parts/Clock.tsx';

export interface ClassHeaderProps {
  readonly seat: ClassSeat;
  /** What stands at the left: the round, or the way back to the list. */
  readonly lead: ComponentChildren;
  readonly title: string;
  readonly goal: string;
  readonly onHelp: () => void;
  readonly onMenu: () => void;
}

/** The line above a student's board: which round, what is asked, how long still; help and settings. */
export function ClassHeader({ seat, lead, title, goal, onHelp, onMenu }: ClassHeaderProps) {
  return (
    <header class="levelHeader classHeader">
      {lead}
      <h1 tabIndex={-1}>
        <span class="levelTitle">{title}</span>
      </h1>
      <p class="goal">
        <span class="goalWord">{t('level.goal')}</span> <strong>{goal}</strong>
      </p>
      <span class="headerTools">
        <Clock seat={seat} />
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

import { Button, IconButton } from '../../parts/Button.tsx';
import { speed, speeds } from '../../state/settings.ts';
import { number } from '../../text/format.ts';
import { lang, t } from '../../text/i18n.ts';
import type { Game } from './Game.ts';
import { ScrubBar } from './ScrubBar.tsx';

export interface ControlsProps {
  readonly game: Game;
  readonly hintOpen: boolean;
  /** Left out where there are no hints. */
  readonly onHint?: () => void;
  readonly onSkip: () => void;
}

/** Time and help: undo, redo, restart, the scrub bar, the pace of animations, hints. */
export function Controls({ game, hintOpen, onHint, onSkip }: ControlsProps) {
  const pace = number(speed.value, lang.value);
  return (
    <div class="controls" role="toolbar" aria-label={t('level.controls')}>
      <IconButton
        icon="undo"
        label={t('level.undo')}
        shortcut="u"
        disabled={!game.canUndo.value}
        onClick={() => game.undo()}
      />
      <IconButton
        icon="redo"
        label={t('level.redo')}
        shortcut="r"
        disabled={!game.canRedo.value}
        onClick={() => game.redo()}
      />
      <IconButton
        icon="restart"
        label={t('level.restart')}
        disabled={!game.canRestart.value}
        onClick={() => game.restart()}
      />
      <ScrubBar game={game} />
      <button
        type="button"
        class="speedButton mono"
        aria-label={t('level.speed', { speed: pace })}
        title={t('level.speed', { speed: pace })}
        onClick={() => {
          speed.value = speeds[(speeds.indexOf(speed.value) + 1) % speeds.length];
        }}
      >
        {pace}×
      </button>
      <IconButton class="skipButton" icon="skip" label={t('level.skip')} shortcut="s" onClick={onSkip} />
      {onHint && (
        <Button
          class="hintButton"
          look="quiet"
          icon="hint"
          aria-keyshortcuts="h"
          aria-expanded={hintOpen}
          onClick={onHint}
        >
          {t('level.hint')}
        </Button>
      )}
    </div>
  );
}

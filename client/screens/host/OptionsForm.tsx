import {
  boardModes,
  type LessonOptions,
  lateModes,
  type OptionsPatch,
  turnModes,
} from '../../../shared/class/options.ts';
import { Choice, Toggle } from '../../parts/Choice.tsx';
import { t } from '../../text/i18n.ts';

const MINUTE_MS = 60_000;
const clocks = [0, 3, 5, 8, 12, 20];

export interface OptionsFormProps {
  readonly options: LessonOptions;
  readonly homework: boolean;
  readonly shared: boolean;
  readonly onChange: (patch: OptionsPatch) => void;
}

/** Everything that a host may choose about a lesson; what makes no sense for its mode is not there. */
export function OptionsForm({ options, homework, shared, onChange }: OptionsFormProps) {
  return (
    <div class="optionsForm">
      {!homework && (
        <>
          <label class="field">
            <span>
              {t('host.clock')}
              <small>{t('host.clockNote')}</small>
            </span>
            <select
              value={options.clockMs === null ? 0 : options.clockMs / MINUTE_MS}
              onChange={(event) => {
                const minutes = Number(event.currentTarget.value);
                onChange({ clockMs: minutes > 0 ? minutes * MINUTE_MS : null });
              }}
            >
              {clocks.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {minutes === 0 ? t('host.noClock') : t('host.minutes', { count: minutes })}
                </option>
              ))}
            </select>
          </label>
          <Choice
            label={t('host.board')}
            value={options.board}
            options={boardModes.map((value) => ({ value, label: t(`host.boardMode.${value}`) }))}
            onChange={(board) => onChange({ board })}
          />
        </>
      )}
      <Choice
        label={t('host.late')}
        value={options.late}
        options={lateModes.map((value) => ({ value, label: t(`host.lateMode.${value}`) }))}
        onChange={(late) => onChange({ late })}
      />
      {shared && (
        <Choice
          label={t('host.turns')}
          value={options.turns}
          options={turnModes.map((value) => ({ value, label: t(`host.turnMode.${value}`) }))}
          onChange={(turns) => onChange({ turns })}
        />
      )}
      <Toggle
        label={t('host.hints')}
        note={t('host.hintsNote')}
        on={options.hints}
        onChange={(hints) => onChange({ hints })}
      />
      {!homework && (
        <>
          <Toggle
            label={t('host.askReady')}
            note={t('host.askReadyNote')}
            on={options.askReady}
            onChange={(askReady) => onChange({ askReady })}
          />
          <Toggle
            label={t('host.ties')}
            note={t('host.tiesNote')}
            on={options.timeBreaksTies}
            onChange={(timeBreaksTies) => onChange({ timeBreaksTies })}
          />
        </>
      )}
    </div>
  );
}

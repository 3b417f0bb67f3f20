import { useState } from 'preact/hooks';
import {
  type ClassMode,
  type ClassPlan,
  classLimits,
  classModes,
  defaultOptions,
  type LessonOptions,
} from '../../../shared/class/options.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../parts/Button.tsx';
import { classrooms } from '../../state/classes.ts';
import { catalog } from '../../state/levels.ts';
import { t } from '../../text/i18n.ts';
import { Trouble } from '../class/parts/Trouble.tsx';
import { useOrders } from '../class/parts/useOrders.ts';
import { OptionsForm } from './OptionsForm.tsx';
import { PlaylistPicker } from './PlaylistPicker.tsx';

type Choice = ClassMode | 'homework';

const choices: readonly Choice[] = [...classModes, 'homework'];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A new class: what is played, how, and a few options, all with a sensible choice made. */
export function PlanForm() {
  const [levels, setLevels] = useState<readonly string[]>(() =>
    (catalog.packs[0]?.entries ?? []).slice(0, 3).map(({ level }) => level.id),
  );
  const [choice, setChoice] = useState<Choice>('own');
  const [teams, setTeams] = useState(4);
  const [due, setDue] = useState(() => localInput(endOfDay(Date.now() + 7 * DAY_MS)));
  const [options, setOptions] = useState<LessonOptions>(defaultOptions);
  const orders = useOrders();
  const dueMs = new Date(due).getTime();
  const homework = choice === 'homework';

  const open = async (event: Event) => {
    event.preventDefault();
    const plan: ClassPlan = {
      playlist: [...levels],
      mode: homework ? 'own' : choice,
      options,
      ...(choice === 'teams' || choice === 'shared' ? { teams } : {}),
      ...(homework ? { dueMs } : {}),
    };
    const ticket = await orders.give(classrooms.create(plan));
    if (ticket.ok) navigate(`/host/${ticket.value.code}`);
  };

  const openButton = (
    <Button
      type="submit"
      look="primary"
      icon="next"
      class="openButton"
      disabled={orders.busy || levels.length === 0 || (homework && !(dueMs > Date.now()))}
    >
      {t(orders.busy ? 'host.opening' : homework ? 'host.openHomework' : 'host.open')}
    </Button>
  );
  return (
    <form class="planForm" onSubmit={open}>
      <div class="planOpen">
        {openButton}
        <p class="planSummary">
          {t(`class.modeName.${choice}`)} · {t('host.roundCount', { count: levels.length })}
          {!homework &&
            ` · ${
              options.clockMs === null
                ? t('host.noClock')
                : t('host.minutes', { count: options.clockMs / MINUTE_MS })
            }`}
        </p>
        <Trouble trouble={orders.trouble} />
      </div>
      <section class="planPart" aria-labelledby="planMode">
        <h2 id="planMode">{t('host.how')}</h2>
        <div class="modes" role="radiogroup" aria-labelledby="planMode">
          {choices.map((mode) => (
            <label key={mode} class={mode === choice ? 'mode chosenMode' : 'mode'}>
              <input type="radio" name="mode" checked={mode === choice} onChange={() => setChoice(mode)} />
              <span>
                <strong>{t(`class.modeName.${mode}`)}</strong>
                <small>{t(`host.modeText.${mode}`)}</small>
              </span>
            </label>
          ))}
        </div>
        {(choice === 'teams' || choice === 'shared') && (
          <label class="field">
            <span>{t('host.teamCount')}</span>
            <input
              type="number"
              class="mono"
              min={1}
              max={classLimits.teams}
              value={teams}
              onInput={(event) => {
                const value = event.currentTarget.valueAsNumber;
                if (value >= 1 && value <= classLimits.teams) setTeams(Math.trunc(value));
              }}
            />
          </label>
        )}
        {homework && (
          <label class="field">
            <span>{t('host.due')}</span>
            <input
              type="datetime-local"
              value={due}
              required
              min={localInput(Date.now())}
              onInput={(event) => setDue(event.currentTarget.value)}
            />
          </label>
        )}
      </section>
      <section class="planPart" aria-labelledby="planLevels">
        <h2 id="planLevels">{t('host.what')}</h2>
        <PlaylistPicker levels={levels} onChange={setLevels} />
      </section>
      <details class="planPart moreOptions">
        <summary>
          <span>{t('host.options')}</span>
          <small>{homework ? t('host.optionsHomework') : t('host.optionsDefault')}</small>
        </summary>
        <OptionsForm
          options={options}
          homework={homework}
          shared={choice === 'shared'}
          onChange={(patch) => setOptions({ ...options, ...patch })}
        />
      </details>
      <div class="planOpen">{openButton}</div>
    </form>
  );
}

function endOfDay(ms: number): number {
  const day = new Date(ms);
  day.setHours(23, 59, 0, 0);
  return day.getTime();
}

/** The value of a `datetime-local` field for a time: in the zone of whoever looks at it. */
function localInput(ms: number): string {
  const zone = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - zone).toISOString().slice(0, 16);
}

import { useState } from 'preact/hooks';
import type { LevelReport, SeatLevelReport } from '../../../shared/class/report.ts';
import type { Level } from '../../../shared/level/level.ts';
import { MedalCoin, MedalRow, medalOrder } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';
import { WrongMoves } from '../class/parts/WrongMoves.tsx';
import { clockText, entryOf, wrongText } from '../class/parts/words.ts';
import { Film } from '../result/Film.tsx';
import '../result/result.css';

/** One level of the report: how it went, what went wrong most, and everybody's attempts to be played back. */
export function LevelPart({ level }: { level: LevelReport }) {
  const id = `level-${level.round}`;
  const played = level.seats.filter(({ moves, attempts }) => moves > 0 || attempts.length > 0);
  return (
    <section class="levelPart" aria-labelledby={id}>
      <h2 id={id}>
        <span class="mono quietText">{level.round + 1}</span>{' '}
        {local(level.title as { en: string; es: string })}
        {level.status === 'skipped' && <small>{t('class.wasSkipped')}</small>}
      </h2>
      <p class="levelFacts">
        <span>{t('report.won', { count: level.won, seats: level.seats.length })}</span>
        {medalOrder.map((medal) => (
          <span key={medal} class="medalCell">
            <MedalCoin medal={medal} earned size={16} /> <span class="mono">{level.medals[medal]}</span>
            <span class="unseen">{t(`medal.${medal}`)}</span>
          </span>
        ))}
        {level.elapsedMs > 0 && <span>{t('report.took', { time: clockText(level.elapsedMs) })}</span>}
      </p>
      {level.wrong.length > 0 && (
        <div class="wrongMoves">
          <h3>{t('host.wrong')}</h3>
          <WrongMoves wrong={level.wrong} />
        </div>
      )}
      {played.map((seat) => (
        <SeatPart key={seat.seat} seat={seat} level={entryOf(level.level)?.level ?? null} />
      ))}
    </section>
  );
}

/** One student at one level; open, every attempt can be played back. */
function SeatPart({ seat, level }: { seat: SeatLevelReport; level: Level | null }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="seatPart" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{seat.name}</strong>
        {seat.medal ? (
          <MedalRow medal={seat.medal} label={t(`medal.${seat.medal}`)} size={16} />
        ) : (
          <span class="quietText">{t('map.noMedal')}</span>
        )}
        <span class="quietText seatPartFacts">
          {t('host.attempts', { count: seat.attempts.length })} · {t('host.moves', { count: seat.moves })} ·{' '}
          {t('host.hintsTaken', { count: seat.hints })}
          {seat.bestMs !== null && ` · ${clockText(seat.bestMs)}`}
        </span>
        <span class="mono">{number(seat.points)}</span>
      </summary>
      {open && (
        <>
          {seat.wrong.length > 0 && (
            <ul class="seatWrong">
              {seat.wrong.slice(0, 4).map((wrong) => (
                <li key={`${wrong.reason}${JSON.stringify(wrong.action)}`}>
                  {wrongText(wrong.reason)} <small>{t('host.wrongCount', { count: wrong.times })}</small>
                </li>
              ))}
            </ul>
          )}
          {level && (
            <div class="films attemptFilms">
              {seat.attempts.map((attempt, index) => (
                <Film
                  key={index}
                  title={t(`report.outcome.${attempt.outcome}`, { attempt: index + 1 })}
                  level={level}
                  actions={attempt.actions}
                  metrics={attempt.outcome === 'won' ? attempt.metrics : undefined}
                />
              ))}
            </div>
          )}
        </>
      )}
    </details>
  );
}

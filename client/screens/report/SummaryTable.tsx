import type { ClassReport } from '../../../shared/class/report.ts';
import { MedalRow } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { local, t } from '../../text/i18n.ts';

/** Everybody and every level in one table: medal and points, in order of places. */
export function SummaryTable({ report }: { report: ClassReport }) {
  const levels = report.levels.filter(({ status }) => status !== 'waiting');
  const seats = [...report.seats].sort((a, b) => a.place - b.place || a.seat - b.seat);
  if (seats.length === 0) return <p class="quietText">{t('report.nobody')}</p>;
  const hasTeams = seats.some(({ team }) => team !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="tableScroll" tabIndex={0} aria-label={t('report.summary')}>
      <table class="reportTable">
        <thead>
          <tr>
            <th scope="col">{t('report.place')}</th>
            <th scope="col">{t('host.name')}</th>
            {hasTeams && <th scope="col">{t('class.team')}</th>}
            {levels.map((level) => (
              <th key={level.round} scope="col">
                {local(level.title as { en: string; es: string })}
              </th>
            ))}
            <th scope="col">{t('report.points')}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.seat}>
              <td class="mono">{seat.place}</td>
              <th scope="row">{seat.name}</th>
              {hasTeams && <td>{seat.team ?? '–'}</td>}
              {levels.map((level) => {
                const one = level.seats.find((row) => row.seat === seat.seat);
                return (
                  <td key={level.round}>
                    {one?.medal ? (
                      <span class="medalCell">
                        <MedalRow medal={one.medal} label={t(`medal.${one.medal}`)} size={16} />
                        <span class="mono">{number(one.points)}</span>
                      </span>
                    ) : (
                      <span class="quietText">
                        {one && one.moves > 0 ? t('report.tried', { count: one.attempts.length }) : '–'}
                      </span>
                    )}
                  </td>
                );
              })}
              <td class="mono">
                <strong>{number(seat.points)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

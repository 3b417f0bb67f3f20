import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { MedalRow } from '../../parts/Medal.tsx';
import { number } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { CopyButton } from '../class/parts/CopyButton.tsx';
import { levelName } from '../class/parts/words.ts';
import { joinLink } from './links.ts';

export interface HomeworkTableProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly onSeat: (seat: number) => void;
}

/** A homework from the teacher's side: the link to hand out, and who has reached what. */
export function HomeworkTable({ host, lesson, onSeat }: HomeworkTableProps) {
  const rows = host.seats.value.filter(({ status }) => status === 'in');
  return (
    <section class="homeworkDesk" aria-labelledby="homeworkDesk">
      <h2 id="homeworkDesk">{t('host.inLobby', { count: rows.length })}</h2>
      <p class="homeworkLink">
        <code class="mono">{joinLink(host.code)}</code>
        <CopyButton text={joinLink(host.code)}>{t('host.copyJoin')}</CopyButton>
      </p>
      {rows.length === 0 ? (
        <p class="quietText">{t('host.nobodyHomework')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="tableScroll" tabIndex={0} aria-label={t('host.progress')}>
          <table class="reportTable">
            <thead>
              <tr>
                <th scope="col">{t('host.name')}</th>
                {lesson.rounds.map(({ level }, index) => (
                  <th key={index} scope="col">
                    {levelName(level)}
                  </th>
                ))}
                <th scope="col">{t('report.points')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.seat}>
                  <th scope="row">
                    <button type="button" class="textButton" onClick={() => onSeat(row.seat)}>
                      {row.name}
                    </button>
                  </th>
                  {lesson.rounds.map((_, index) => {
                    const result = row.results.find(({ round }) => round === index);
                    return (
                      <td key={index}>
                        {result?.medal ? (
                          <MedalRow medal={result.medal} label={t(`medal.${result.medal}`)} size={18} />
                        ) : result && result.moves > 0 ? (
                          t('map.begun')
                        ) : (
                          <span class="quietText">–</span>
                        )}
                      </td>
                    );
                  })}
                  <td class="mono">{number(row.points)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

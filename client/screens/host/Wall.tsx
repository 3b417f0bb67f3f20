import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Session } from '../../../shared/game/session/session.ts';
import type { Level } from '../../../shared/level/level.ts';
import type { LessonView, SeatRow } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { Icon } from '../../parts/Icon.tsx';
import { MedalRow } from '../../parts/Medal.tsx';
import { t } from '../../text/i18n.ts';
import { BoardThumb } from '../class/parts/BoardThumb.tsx';
import { TeamMark } from '../class/parts/Standings.tsx';
import { stuckText } from '../class/parts/words.ts';
import { byNeed, type Need, needOf } from './need.ts';
import { useKeptFocus } from './useKeptFocus.ts';

export interface WallProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly onSeat: (seat: number) => void;
}

/** Every heap of the class, living, those first who need a look; a shared heap stands once for its team. */
export function Wall({ host, lesson, onSeat }: WallProps) {
  const grid = useRef<HTMLUListElement>(null);
  useKeptFocus(grid);
  const rows = host.seats.value.filter(({ status }) => status === 'in');
  const level = host.level.value;
  const stuck = rows.filter((row) => row.stuck !== null).length;
  const won = rows.filter((row) => needOf(row, lesson.round) === 'won').length;
  if (!level) return null;
  const shared = lesson.mode === 'shared';
  const cards = shared ? new Set(rows.map(({ team }) => team)).size : rows.length;
  return (
    <section class="wall" aria-labelledby="wallTitle">
      <h2 id="wallTitle" class="unseen">
        {t('host.wall')}
      </h2>
      <p class="unseen" role="status">
        {t('host.wallStatus', { won, stuck, count: rows.length })}
      </p>
      {rows.length === 0 && <p class="quietText">{t('host.nobody')}</p>}
      <ul ref={grid} class="wallGrid" data-size={cards <= 6 ? 'few' : cards <= 16 ? 'some' : 'many'}>
        {shared
          ? lesson.teams.map((name, team) => {
              const members = rows.filter((row) => row.team === team);
              if (members.length === 0) return null;
              const [worst] = byNeed(members, lesson.round);
              return (
                <li key={team}>
                  <WallCard
                    level={level}
                    session={sessionOf(host, worst)}
                    row={worst}
                    need={needOf(worst, lesson.round)}
                    phase={lesson.phase}
                    round={lesson.round}
                    title={name}
                    team={team}
                    note={members.map((row) => row.name).join(', ')}
                    onOpen={() => onSeat(worst.seat)}
                  />
                </li>
              );
            })
          : byNeed(rows, lesson.round).map((row) => (
              <li key={row.seat}>
                <WallCard
                  level={(row.board !== null && host.wall.value.get(row.board)?.level) || level}
                  session={sessionOf(host, row)}
                  row={row}
                  need={needOf(row, lesson.round)}
                  phase={lesson.phase}
                  round={lesson.round}
                  title={row.name}
                  team={row.team}
                  onOpen={() => onSeat(row.seat)}
                />
              </li>
            ))}
      </ul>
    </section>
  );
}

function sessionOf(host: ClassHost, row: SeatRow): ReadonlySignal<Session | null> | null {
  return (row.board !== null && host.wall.value.get(row.board)?.session) || null;
}

interface WallCardProps {
  readonly level: Level;
  readonly session: ReadonlySignal<Session | null> | null;
  readonly row: SeatRow;
  readonly need: Need;
  readonly phase: LessonView['phase'];
  readonly round: number;
  readonly title: string;
  readonly team: number | null;
  readonly note?: string;
  readonly onOpen: () => void;
}

/** One heap on the wall: the picture, whose it is, and how it goes, by mark and word. */
function WallCard({ level, session, row, need, phase, round, title, team, note, onOpen }: WallCardProps) {
  const result = row.results.find((one) => one.round === round);
  const moves = session?.value ? session.value.timeline.done.length : (result?.moves ?? 0);
  return (
    <button type="button" class={`wallCard need-${need}${row.isHere ? '' : ' awayCard'}`} onClick={onOpen}>
      <span class="wallThumb">
        <BoardThumb level={level} session={session} />
      </span>
      <span class="wallName">
        {team !== null && <TeamMark team={team} />}
        <strong>{title}</strong>
      </span>
      {note && <span class="wallNote">{note}</span>}
      <span class="wallState">
        {phase === 'briefing' ? (
          row.isReady ? (
            <span class="goodState">
              <Icon name="check" size={16} /> {t('class.isReady')}
            </span>
          ) : (
            t('host.notReady')
          )
        ) : phase === 'writing' ? (
          row.isWritten ? (
            <span class="goodState">
              <Icon name="check" size={16} /> {t('host.written')}
            </span>
          ) : (
            t('host.writing')
          )
        ) : need === 'won' ? (
          <>
            <MedalRow
              medal={result?.medal ?? null}
              label={result?.medal ? t(`medal.${result.medal}`) : t('level.solved')}
              size={18}
            />
            <span>{t('host.moves', { count: moves })}</span>
          </>
        ) : row.stuck && !(need === 'lost') ? (
          <span class="stuckState">
            <Icon name="help" size={16} /> {stuckText(row.stuck)}
          </span>
        ) : need === 'lost' ? (
          <span class="lostState">
            <Icon name="cross" size={16} /> {t('host.lost')}
          </span>
        ) : need === 'waiting' ? (
          t('host.notBegun')
        ) : (
          t('host.moves', { count: moves })
        )}
        {!row.isHere && <span class="awayState">{t('host.away')}</span>}
      </span>
    </button>
  );
}

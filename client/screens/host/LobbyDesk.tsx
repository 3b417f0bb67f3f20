import { showCode } from '../../../shared/class/code.ts';
import type { LessonView, SeatRow } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { Qr } from '../class/parts/Qr.tsx';
import { TeamMark } from '../class/parts/Standings.tsx';
import type { Orders } from '../class/parts/useOrders.ts';
import { AloneNote, JoinAddress } from './JoinAddress.tsx';
import { joinLink } from './links.ts';
import { PlaylistPicker } from './PlaylistPicker.tsx';

export interface LobbyDeskProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly orders: Orders;
  readonly onSeat: (seat: number) => void;
}

/** Before the first round: the code large, who came in, and what will be played. */
export function LobbyDesk({ host, lesson, orders, onSeat }: LobbyDeskProps) {
  const seats = host.seats.value.filter(({ status }) => status === 'in');
  return (
    <div class="lobbyDesk">
      <section class="lobbyJoin" aria-label={t('host.joinHere')}>
        <Qr text={joinLink(host.code)} label={t('class.qr')} />
        <div>
          <p class="quietText">{t('host.goTo')}</p>
          <p class="lobbyAddress">
            <JoinAddress />
          </p>
          <p class="quietText">{t('host.andCode')}</p>
          <p class="lobbyCode mono">{showCode(host.code)}</p>
          <AloneNote />
        </div>
      </section>
      <section class="lobbySeats" aria-labelledby="lobbySeats">
        <h2 id="lobbySeats">{t('host.inLobby', { count: seats.length })}</h2>
        {seats.length === 0 ? (
          <p class="quietText">{t('host.nobody')}</p>
        ) : lesson.teams.length > 0 ? (
          lesson.teams.map((name, team) => (
            <div key={name} class="lobbyTeam">
              <h3>
                <TeamMark team={team} /> {name}
              </h3>
              <SeatTiles seats={seats.filter((row) => row.team === team)} onSeat={onSeat} />
            </div>
          ))
        ) : (
          <SeatTiles seats={seats} onSeat={onSeat} />
        )}
      </section>
      <details class="planPart lobbyPlan">
        <summary>
          <span>{t('host.playlist')}</span>
          <small>{t('host.roundCount', { count: lesson.rounds.length })}</small>
        </summary>
        <PlaylistPicker
          levels={lesson.rounds.map(({ level }) => level)}
          onChange={(levels) => {
            if (levels.length > 0) void orders.give(host.setPlaylist(levels));
          }}
        />
      </details>
    </div>
  );
}

/** Students as blocks in a tray, in order of coming; each opens what can be done about it. */
function SeatTiles({ seats, onSeat }: { seats: readonly SeatRow[]; onSeat: (seat: number) => void }) {
  return (
    <ul class="seatTiles">
      {seats.map((row) => (
        <li key={row.seat}>
          <button
            type="button"
            class={row.isHere ? 'seatTile' : 'seatTile awayTile'}
            onClick={() => onSeat(row.seat)}
          >
            {row.name}
            {row.isMuted && <small>{t('host.shownAs', { name: row.alias })}</small>}
            {!row.isHere && <small>{t('host.away')}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}

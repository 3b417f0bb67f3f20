import { useComputed, useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost, WallBoard } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { MedalRow } from '../../parts/Medal.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { number } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { LiveBoard } from '../class/parts/LiveBoard.tsx';
import { OrderToggle } from '../class/parts/OrderToggle.tsx';
import { Trouble } from '../class/parts/Trouble.tsx';
import { useOrders } from '../class/parts/useOrders.ts';
import { stuckText } from '../class/parts/words.ts';
import '../level/level.css';
import { lastLine, sessionAt, trackOf } from '../level/view.ts';

export interface SeatSheetProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly seat: number;
  readonly onHint: () => void;
  readonly onClose: () => void;
}

/** One student: the board, large, live or at any earlier move, and everything a host may do about them. */
export function SeatSheet({ host, lesson, seat, onHint, onClose }: SeatSheetProps) {
  const row = host.seats.value.find((one) => one.seat === seat);
  const [name, setName] = useState(row?.name ?? '');
  const [removing, setRemoving] = useState(false);
  const orders = useOrders();
  if (!row) return null;
  const board = row.board === null ? undefined : host.wall.value.get(row.board);
  const shown = lesson.spotlight?.seat === seat;
  const playing = lesson.phase === 'playing' || lesson.phase === 'review';
  const result = row.results.find(({ round }) => round === lesson.round);
  return (
    <Sheet title={row.name} place={board && playing ? 'wide' : 'centre'} onClose={onClose}>
      <div class={board && playing ? 'seatSheet withBoard' : 'seatSheet'}>
        {board && playing && <WatchedBoard key={board.id} board={board} />}
        <div class="seatOrders">
          <p class="seatFacts">
            {!row.isHere && <span class="awayState">{t('host.away')}</span>}
            {row.stuck && <span class="stuckState">{stuckText(row.stuck)}</span>}
            {result?.medal && <MedalRow medal={result.medal} label={t(`medal.${result.medal}`)} />}
            {result && (
              <span>
                {t('host.attempts', { count: result.attempts })} ·{' '}
                {t('host.hintsTaken', { count: result.hints })}
              </span>
            )}
            <span>
              <b class="mono">{number(row.points)}</b> {t('class.points', { count: row.points })}
            </span>
          </p>
          {playing && lesson.dueMs === null && (
            <div class="orderRow">
              <Button
                look={shown ? 'plain' : 'primary'}
                aria-pressed={shown}
                onClick={() => void orders.give(host.spotlight(shown ? null : seat, false))}
              >
                {t(shown ? 'host.offProjector' : 'host.onProjector')}
              </Button>
              {shown && (
                <OrderToggle
                  label={t('host.withName')}
                  on={lesson.spotlight?.named ?? false}
                  order={(on) => orders.give(host.spotlight(seat, on))}
                />
              )}
              {lesson.phase === 'playing' && (
                <Button icon="hint" onClick={onHint}>
                  {t('host.hintOne')}
                </Button>
              )}
            </div>
          )}
          <form
            class="adoptRow"
            onSubmit={(event) => {
              event.preventDefault();
              void orders.give(host.rename(seat, name));
            }}
          >
            <label class="grow">
              <span class="unseen">{t('host.name')}</span>
              <input value={name} onInput={(event) => setName(event.currentTarget.value)} />
            </label>
            <Button type="submit" disabled={!name.trim() || name === row.name}>
              {t('host.rename')}
            </Button>
          </form>
          <OrderToggle
            label={t('host.mute')}
            note={t('host.muteNote', { name: row.alias })}
            on={row.isMuted}
            order={(on) => orders.give(host.mute(seat, on))}
          />
          {lesson.teams.length > 0 && (
            <label class="field">
              <span>{t('class.team')}</span>
              <select
                value={row.team ?? ''}
                onChange={(event) => void orders.give(host.setTeam(seat, Number(event.currentTarget.value)))}
              >
                {lesson.teams.map((team, index) => (
                  <option key={team} value={index}>
                    {team}
                  </option>
                ))}
              </select>
            </label>
          )}
          {removing ? (
            <fieldset class="removeChoice">
              <legend>{t('host.removeAsk', { name: row.name })}</legend>
              <Button
                look="danger"
                onClick={async () => {
                  if ((await orders.give(host.remove(seat, false))).ok) onClose();
                }}
              >
                {t('host.remove')}
              </Button>
              <Button
                look="danger"
                onClick={async () => {
                  if ((await orders.give(host.remove(seat, true))).ok) onClose();
                }}
              >
                {t('host.block')}
              </Button>
              <Button look="quiet" onClick={() => setRemoving(false)}>
                {t('common.cancel')}
              </Button>
            </fieldset>
          ) : (
            <Button look="danger" onClick={() => setRemoving(true)}>
              {t('host.removeOpen')}
            </Button>
          )}
          <Trouble trouble={orders.trouble} />
        </div>
      </div>
    </Sheet>
  );
}

/** A board of the wall: live, or at the move that the slider looks at. */
function WatchedBoard({ board }: { board: WallBoard }) {
  const at = useSignal<number | null>(null);
  const live = board.session;
  const start = live.value;
  const shown = useComputed(() => {
    const session = live.value;
    return session && at.value !== null ? sessionAt(session, at.value) : session;
  });
  if (!start || !shown.value) return <p class="quietText">{t('host.noBoard')}</p>;
  const { done, length } = trackOf(start);
  const move = at.value ?? done;
  const line = lastLine(shown.value);
  return (
    <div class="watched">
      <LiveBoard session={shown as never} />
      <p class="codeLine mono">{line ?? ' '}</p>
      <div class="scrub">
        <Button
          class="liveButton"
          look={at.value === null ? 'plain' : 'primary'}
          aria-pressed={at.value === null}
          onClick={() => {
            at.value = null;
          }}
        >
          {t('host.live')}
        </Button>
        <input
          type="range"
          min={0}
          max={Math.max(1, length)}
          value={move}
          disabled={length === 0}
          aria-label={t('host.scrub')}
          aria-valuetext={t('level.moveOf', { move, count: length })}
          style={{ '--share': String(length ? move / length : 0), '--done': '1' }}
          onInput={(event) => {
            const next = event.currentTarget.valueAsNumber;
            at.value = next === done ? null : next;
          }}
        />
        <output class="mono" aria-hidden="true">
          {move}/{length}
        </output>
      </div>
    </div>
  );
}

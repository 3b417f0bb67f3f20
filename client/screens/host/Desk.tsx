import { useState } from 'preact/hooks';
import { useTitle } from '../../app/title.ts';
import type { ClassHost } from '../../host/class.ts';
import { t } from '../../text/i18n.ts';
import { StandingsBoard } from '../class/parts/Standings.tsx';
import { Trouble } from '../class/parts/Trouble.tsx';
import { useOrders } from '../class/parts/useOrders.ts';
import { ConnectionNote } from '../class/StudentPage.tsx';
import { DeskBar } from './DeskBar.tsx';
import { DeskHead } from './DeskHead.tsx';
import { HintSheet } from './HintSheet.tsx';
import { HomeworkTable } from './HomeworkTable.tsx';
import { InsightPanel } from './InsightPanel.tsx';
import { LobbyDesk } from './LobbyDesk.tsx';
import { OptionsSheet } from './OptionsSheet.tsx';
import { RemovedSeats, WaitingSeats } from './OtherSeats.tsx';
import { PodiumDesk, ReviewDesk } from './ReviewDesk.tsx';
import { SeatSheet } from './SeatSheet.tsx';
import { ShareSheet } from './ShareSheet.tsx';
import { Wall } from './Wall.tsx';

export type DeskSheet =
  | { readonly type: 'share' }
  | { readonly type: 'options' }
  | { readonly type: 'hint'; readonly seat: number | null }
  | { readonly type: 'seat'; readonly seat: number };

/** A lesson from the teacher's side: code and orders always in sight, and what the phase is about below. */
export function Desk({ host }: { host: ClassHost }) {
  const lesson = host.lesson.value!;
  const [sheet, setSheet] = useState<DeskSheet | null>(null);
  const orders = useOrders();
  useTitle(`${host.code} · ${t('host.desk')}`);
  const { phase } = lesson;
  const homework = lesson.dueMs !== null;
  const onSeat = (seat: number) => setSheet({ type: 'seat', seat });
  const close = () => setSheet(null);
  return (
    <div class="desk" data-phase={phase}>
      <DeskHead host={host} lesson={lesson} orders={orders} onShare={() => setSheet({ type: 'share' })} />
      <DeskBar host={host} lesson={lesson} orders={orders} onSheet={setSheet} />
      <main id="main" class="deskMain" tabIndex={-1}>
        <ConnectionNote seat={host} />
        <Trouble trouble={orders.trouble} />
        <WaitingSeats host={host} orders={orders} />
        {homework ? (
          <HomeworkTable host={host} lesson={lesson} onSeat={onSeat} />
        ) : phase === 'lobby' ? (
          <LobbyDesk host={host} lesson={lesson} orders={orders} onSeat={onSeat} />
        ) : phase === 'briefing' || phase === 'writing' || phase === 'playing' ? (
          <div class="wallAndInsight">
            <Wall host={host} lesson={lesson} onSeat={onSeat} />
            <InsightPanel host={host} lesson={lesson} />
          </div>
        ) : phase === 'review' ? (
          <ReviewDesk host={host} lesson={lesson} onSeat={onSeat} />
        ) : (
          <PodiumDesk host={host} lesson={lesson}>
            {host.standings.value && <StandingsBoard standings={host.standings.value} />}
          </PodiumDesk>
        )}
        <RemovedSeats host={host} orders={orders} />
      </main>
      {sheet?.type === 'share' && <ShareSheet host={host} lesson={lesson} onClose={close} />}
      {sheet?.type === 'options' && <OptionsSheet host={host} lesson={lesson} onClose={close} />}
      {sheet?.type === 'hint' && <HintSheet host={host} seat={sheet.seat} onClose={close} />}
      {sheet?.type === 'seat' && (
        <SeatSheet
          host={host}
          lesson={lesson}
          seat={sheet.seat}
          onHint={() => setSheet({ type: 'hint', seat: sheet.seat })}
          onClose={close}
        />
      )}
    </div>
  );
}

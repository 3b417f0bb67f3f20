import { showCode } from '../../../shared/class/code.ts';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { QuickSettings } from '../../parts/QuickSettings.tsx';
import { t } from '../../text/i18n.ts';
import { Clock } from '../class/parts/Clock.tsx';
import { Qr } from '../class/parts/Qr.tsx';
import type { Orders } from '../class/parts/useOrders.ts';
import { dateText, levelName } from '../class/parts/words.ts';
import { JoinAddress } from './JoinAddress.tsx';
import { joinLink } from './links.ts';

export interface DeskHeadProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly orders: Orders;
  readonly onShare: () => void;
}

/** Code, QR code and address at the upper left, always; then where the lesson is. */
export function DeskHead({ host, lesson, orders, onShare }: DeskHeadProps) {
  const { phase } = lesson;
  const current = lesson.rounds[lesson.round];
  const seats = host.seats.value.filter(({ status }) => status === 'in');
  const here = seats.filter(({ isHere }) => isHere).length;
  return (
    <header class="deskHead">
      <button type="button" class="deskCode" onClick={onShare}>
        <Qr text={joinLink(host.code)} label={t('class.qr')} />
        <span class="deskCodeWords">
          <strong class="mono">{showCode(host.code)}</strong>
          <span>
            <JoinAddress />
          </span>
        </span>
        <span class="unseen">{t('host.showCode')}</span>
      </button>
      <div class="deskWhere">
        <h1 tabIndex={-1}>
          {lesson.dueMs !== null
            ? t('class.homework')
            : phase === 'lobby'
              ? t('host.lobby')
              : phase === 'podium' || phase === 'closed'
                ? t(`host.${phase}`)
                : levelName(current?.level)}
        </h1>
        <p class="quietText">
          {lesson.dueMs !== null
            ? t('class.due', { date: dateText(lesson.dueMs) })
            : phase === 'lobby' || phase === 'podium' || phase === 'closed'
              ? t(`class.modeName.${lesson.mode}`)
              : t('class.roundOf', { round: lesson.round + 1, count: lesson.rounds.length })}
          {' · '}
          <span role="status">{t('host.here', { here, count: seats.length })}</span>
        </p>
      </div>
      <span class="deskClock">
        <Clock seat={host} />
        <ClockOrders host={host} lesson={lesson} orders={orders} />
      </span>
      <QuickSettings />
    </header>
  );
}

const MINUTE_MS = 60_000;

/** Pause and more time, beside the clock that they are about. */
function ClockOrders({ host, lesson, orders }: Omit<DeskHeadProps, 'onShare'>) {
  if (lesson.phase !== 'playing' || host.remainingMs() === null) return null;
  return (
    <>
      <IconButton
        icon={lesson.paused ? 'play' : 'pause'}
        label={t(lesson.paused ? 'host.resume' : 'host.pause')}
        aria-pressed={lesson.paused}
        onClick={() => void orders.give(lesson.paused ? host.resume() : host.pause())}
      />
      <Button onClick={() => void orders.give(host.extend(MINUTE_MS))}>{t('host.extend')}</Button>
    </>
  );
}

import { useState } from 'preact/hooks';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { Asked, ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Link } from '../../parts/Link.tsx';
import { t } from '../../text/i18n.ts';
import type { Orders } from '../class/parts/useOrders.ts';
import { levelName } from '../class/parts/words.ts';
import type { DeskSheet } from './Desk.tsx';
import { projectorAddress } from './links.ts';

const MINUTE_MS = 60_000;

export interface DeskBarProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly orders: Orders;
  readonly onSheet: (sheet: DeskSheet) => void;
}

/** A few large buttons: the one thing to do next first, then what the phase allows. */
export function DeskBar({ host, lesson, orders, onSheet }: DeskBarProps) {
  const { phase } = lesson;
  const give = (asked: Asked<null>) => void orders.give(asked);
  const homework = lesson.dueMs !== null;
  const limited = host.remainingMs() !== null;
  return (
    <section class="deskBar" aria-label={t('host.orders')}>
      <NextStep host={host} lesson={lesson} orders={orders} />
      {phase === 'playing' && !homework && (
        <>
          <Button
            class={lesson.frozen ? 'frozenButton' : ''}
            aria-pressed={lesson.frozen}
            icon={lesson.frozen ? 'play' : 'pause'}
            onClick={() => give(host.freeze(!lesson.frozen))}
          >
            {t(lesson.frozen ? 'host.unfreeze' : 'host.freeze')}
          </Button>
          <Button icon="hint" onClick={() => onSheet({ type: 'hint', seat: null })}>
            {t('host.hintAll')}
          </Button>
          {!limited && (
            <Button onClick={() => give(host.command({ type: 'clock', leftMs: 3 * MINUTE_MS }))}>
              {t('host.clockOn')}
            </Button>
          )}
        </>
      )}
      {phase === 'lobby' && (
        <Button
          aria-pressed={lesson.locked}
          class={lesson.locked ? 'lockedButton' : ''}
          onClick={() => give(host.lock(!lesson.locked))}
        >
          {t(lesson.locked ? 'host.unlock' : 'host.lock')}
        </Button>
      )}
      {phase !== 'closed' && (
        <Button icon="settings" onClick={() => onSheet({ type: 'options' })}>
          {t('host.options')}
        </Button>
      )}
      <a
        class="button plain"
        href={projectorAddress(host.code, host.projectorLink, location.origin)}
        target="_blank"
        rel="noreferrer"
      >
        <span>{t('host.projector')}</span>
      </a>
      {(homework || phase === 'review' || phase === 'podium') && (
        <Link class="button plain" href={`/host/${host.code}/report`}>
          {t('host.report')}
        </Link>
      )}
      {(phase === 'lobby' || homework) && (
        <Button onClick={() => onSheet({ type: 'share' })}>{t('host.share')}</Button>
      )}
      {(phase === 'briefing' || phase === 'writing' || (phase === 'playing' && !homework)) && (
        <SkipRound host={host} orders={orders} />
      )}
    </section>
  );
}

/** Leaves the round without counting it: asked for twice where somebody has played, since there is no way back. */
function SkipRound({ host, orders }: Pick<DeskBarProps, 'host' | 'orders'>) {
  const [asked, setAsked] = useState(false);
  const skip = async () => {
    const answer = await host.skip(asked);
    const isDoubted = !answer.ok && answer.error.code === 'hasBegun';
    setAsked(isDoubted);
    if (!isDoubted) void orders.give(Promise.resolve(answer));
  };
  return (
    <Button
      look={asked ? 'danger' : 'quiet'}
      icon="skip"
      onBlur={() => setAsked(false)}
      onClick={() => void skip()}
    >
      {t(asked ? 'host.skipSure' : 'host.skip')}
    </Button>
  );
}

/** The next step of the lesson, as the one button that stands out. */
function NextStep({ host, lesson, orders }: Omit<DeskBarProps, 'onSheet'>) {
  const { phase } = lesson;
  const give = (asked: Asked<null>) => void orders.give(asked);
  const next = lesson.rounds[lesson.round + 1];
  if (lesson.dueMs !== null) {
    if (phase === 'closed') return null;
    return (
      <Button disabled={orders.busy} onClick={() => give(host.closeLesson())}>
        {t('host.closeHomework')}
      </Button>
    );
  }
  switch (phase) {
    case 'lobby':
    case 'review':
      return next ? (
        <>
          <Button
            look="primary"
            icon="next"
            class="nextStep"
            disabled={orders.busy}
            onClick={() => give(host.next())}
          >
            {t(phase === 'lobby' ? 'host.startRound' : 'host.nextRound', { level: levelName(next.level) })}
          </Button>
          {phase === 'review' && (
            <Button disabled={orders.busy} onClick={() => give(host.podium())}>
              {t('host.toPodium')}
            </Button>
          )}
        </>
      ) : (
        <Button
          look="primary"
          icon="next"
          class="nextStep"
          disabled={orders.busy}
          onClick={() => give(host.podium())}
        >
          {t('host.toPodium')}
        </Button>
      );
    case 'briefing':
      return (
        <Button
          look="primary"
          icon="next"
          class="nextStep"
          disabled={orders.busy}
          onClick={() => give(host.start())}
        >
          {t(lesson.mode === 'duel' ? 'host.startWriting' : 'host.startNow')}
        </Button>
      );
    case 'writing':
      return (
        <Button
          look="primary"
          icon="next"
          class="nextStep"
          disabled={orders.busy}
          onClick={() => give(host.start())}
        >
          {t('host.startDuel')}
        </Button>
      );
    case 'playing':
      return (
        <Button
          look="primary"
          icon="check"
          class="nextStep"
          disabled={orders.busy}
          onClick={() => give(host.end())}
        >
          {t('host.endRound')}
        </Button>
      );
    case 'podium':
      return (
        <Button
          look="primary"
          class="nextStep"
          disabled={orders.busy}
          onClick={() => give(host.closeLesson())}
        >
          {t('host.close')}
        </Button>
      );
    case 'closed':
      return (
        <Link class="button primary nextStep" href={`/host/${host.code}/report`}>
          {t('host.report')}
        </Link>
      );
  }
}

import { useEffect, useState } from 'preact/hooks';
import type { ClassSeat } from '../../../host/class.ts';
import { Icon } from '../../../parts/Icon.tsx';
import { t } from '../../../text/i18n.ts';
import { clockText } from './words.ts';

const LAST_MS = 30_000;

/** The time left in the round, where it has a limit; the last minute is said once to those who do not see it. */
export function Clock({ seat }: { seat: ClassSeat }) {
  const lesson = seat.lesson.value;
  const [, tick] = useState(0);
  const runs = lesson?.clock.runs ?? false;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [runs]);
  const left = seat.remainingMs();
  if (!lesson || left === null || (lesson.phase !== 'playing' && lesson.phase !== 'writing')) return null;
  const last = left <= LAST_MS;
  return (
    <span class={last ? 'clock lastSeconds' : 'clock'}>
      {!runs && <Icon name="pause" size={16} />}
      <span class="mono" role="timer" aria-label={t('class.timeLeft')}>
        {clockText(left)}
      </span>
      <span class="unseen" role="status">
        {runs && left > 0 && left <= 60_000 ? t(last ? 'class.halfMinute' : 'class.oneMinute') : ''}
      </span>
    </span>
  );
}

import type { ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { t } from '../../text/i18n.ts';
import type { Orders } from '../class/parts/useOrders.ts';

export interface OtherSeatsProps {
  readonly host: ClassHost;
  readonly orders: Orders;
}

/** Who is at the door, with the two answers. */
export function WaitingSeats({ host, orders }: OtherSeatsProps) {
  const waiting = host.seats.value.filter(({ status }) => status === 'waiting');
  return (
    <div role="status">
      {waiting.length > 0 && (
        <section class="waiting" aria-labelledby="waiting">
          <h2 id="waiting">{t('host.waiting', { count: waiting.length })}</h2>
          <ul>
            {waiting.map(({ seat, name }) => (
              <li key={seat}>
                <strong>{name}</strong>
                <Button look="primary" onClick={() => void orders.give(host.admit(seat, true))}>
                  {t('host.admit')} <span class="unseen">{name}</span>
                </Button>
                <Button onClick={() => void orders.give(host.admit(seat, false))}>
                  {t('host.refuse')} <span class="unseen">{name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Who was removed, with the way back. */
export function RemovedSeats({ host, orders }: OtherSeatsProps) {
  const removed = host.seats.value.filter(({ status }) => status === 'removed' || status === 'blocked');
  if (removed.length === 0) return null;
  return (
    <section class="removed" aria-labelledby="removed">
      <h2 id="removed">{t('host.removed')}</h2>
      <ul>
        {removed.map(({ seat, name, status }) => (
          <li key={seat}>
            <span>
              {name} <small>{t(status === 'blocked' ? 'host.isBlocked' : 'host.isRemoved')}</small>
            </span>
            <Button look="quiet" onClick={() => void orders.give(host.restore(seat))}>
              {t('host.restore')} <span class="unseen">{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { WrongMove } from '../../../../shared/class/wrong.ts';
import { t } from '../../../text/i18n.ts';
import { reasonText } from '../../level/words.ts';
import { wrongText } from './words.ts';

/** The commonest wrong moves: what is wrong, the one that was tried most in figures, how often, and by how many. */
export function WrongMoves({ wrong }: { wrong: readonly WrongMove[] }) {
  return (
    <ol>
      {wrong.slice(0, 5).map(({ reason, facts, times, seats }) => (
        <li key={reason}>
          <span>{wrongText(reason)}</span>
          {facts && Object.keys(facts).length > 0 && <small>{reasonText({ reason, facts })}</small>}
          <small>
            {t('host.wrongCount', { count: times })} · {t('host.wrongSeats', { count: seats })}
          </small>
        </li>
      ))}
    </ol>
  );
}

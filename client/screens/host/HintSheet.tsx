import { useState } from 'preact/hooks';
import type { HintBody } from '../../../shared/class/commands.ts';
import { classLimits } from '../../../shared/class/options.ts';
import type { ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { local, t } from '../../text/i18n.ts';
import { Trouble } from '../class/parts/Trouble.tsx';
import { useOrders } from '../class/parts/useOrders.ts';

export interface HintSheetProps {
  readonly host: ClassHost;
  /** To whom; null: to all. */
  readonly seat: number | null;
  readonly onClose: () => void;
}

/** A hint to one or all: what the level's author wrote, the next best move on each one's own board, or own words. */
export function HintSheet({ host, seat, onClose }: HintSheetProps) {
  const [text, setText] = useState('');
  const orders = useOrders();
  const level = host.level.value;
  const name = host.seats.value.find((row) => row.seat === seat)?.name;
  const send = async (hint: HintBody) => {
    const answer = await orders.give(host.hint(seat, hint));
    if (answer.ok) onClose();
  };
  return (
    <Sheet title={name ? t('host.hintFor', { name }) : t('host.hintAll')} onClose={onClose}>
      <div class="hintChoices">
        {level?.hints.map((hint, index) => (
          <button
            key={index}
            type="button"
            class="hintChoice"
            onClick={() => void send({ kind: 'level', index })}
          >
            <strong>{t(index === 0 ? 'hint.nudge' : 'hint.rule')}</strong>
            <span>{local(hint)}</span>
          </button>
        ))}
        <button type="button" class="hintChoice" onClick={() => void send({ kind: 'move' })}>
          <strong>{t('hint.move')}</strong>
          <span>{t('host.hintMoveNote')}</span>
        </button>
        <form
          class="ownHint"
          onSubmit={(event) => {
            event.preventDefault();
            void send({ kind: 'text', text: text.trim() });
          }}
        >
          <label for="ownHint">{t('host.hintOwn')}</label>
          <textarea
            id="ownHint"
            rows={3}
            maxLength={classLimits.hintLength}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" look="primary" disabled={!text.trim()}>
            {t('host.send')}
          </Button>
        </form>
        <Trouble trouble={orders.trouble} />
      </div>
    </Sheet>
  );
}

import { useState } from 'preact/hooks';
import type { OptionsPatch } from '../../../shared/class/options.ts';
import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';
import { OrderToggle } from '../class/parts/OrderToggle.tsx';
import { Trouble } from '../class/parts/Trouble.tsx';
import { useOrders } from '../class/parts/useOrders.ts';
import { OptionsForm } from './OptionsForm.tsx';

export interface OptionsSheetProps {
  readonly host: ClassHost;
  readonly lesson: LessonView;
  readonly onClose: () => void;
}

/** The options while the lesson goes on; a change holds at once. */
export function OptionsSheet({ host, lesson, onClose }: OptionsSheetProps) {
  const orders = useOrders();
  // What was chosen shows at once; the server's word follows.
  const [wanted, setWanted] = useState<OptionsPatch>({});
  return (
    <Sheet title={t('host.options')} place="side" onClose={onClose}>
      <OrderToggle
        label={t('host.lock')}
        note={t('host.lockNote')}
        on={lesson.locked}
        order={(on) => orders.give(host.lock(on))}
      />
      {lesson.guarded && (
        <OrderToggle
          label={t('host.guard')}
          note={t('host.guardNote')}
          on={lesson.guarded}
          order={(on) => orders.give(host.command({ type: 'guard', on }))}
        />
      )}
      {lesson.phase === 'playing' && lesson.clock.limitMs !== null && (
        <Button
          class="clockOff"
          onClick={() => void orders.give(host.command({ type: 'clock', leftMs: null }))}
        >
          {t('host.clockOff')}
        </Button>
      )}
      <OptionsForm
        options={{ ...lesson.options, ...wanted }}
        homework={lesson.dueMs !== null}
        shared={lesson.mode === 'shared'}
        onChange={async (patch) => {
          setWanted((now) => ({ ...now, ...patch }));
          const answer = await orders.give(host.setOptions(patch));
          if (!answer.ok) setWanted({});
        }}
      />
      <Trouble trouble={orders.trouble} />
    </Sheet>
  );
}

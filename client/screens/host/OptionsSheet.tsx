import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
import { Button } from '../../parts/Button.tsx';
import { Toggle } from '../../parts/Choice.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';
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
  return (
    <Sheet title={t('host.options')} place="side" onClose={onClose}>
      <Toggle
        label={t('host.lock')}
        note={t('host.lockNote')}
        on={lesson.locked}
        onChange={(on) => void orders.give(host.lock(on))}
      />
      {lesson.guarded && (
        <Toggle
          label={t('host.guard')}
          note={t('host.guardNote')}
          on={lesson.guarded}
          onChange={(on) => void orders.give(host.command({ type: 'guard', on }))}
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
        options={lesson.options}
        homework={lesson.dueMs !== null}
        shared={lesson.mode === 'shared'}
        onChange={(patch) => void orders.give(host.setOptions(patch))}
      />
      <Trouble trouble={orders.trouble} />
    </Sheet>
  );
}

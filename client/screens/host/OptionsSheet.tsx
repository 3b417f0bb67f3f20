import type { LessonView } from '../../../shared/protocol/class.ts';
import type { ClassHost } from '../../host/class.ts';
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

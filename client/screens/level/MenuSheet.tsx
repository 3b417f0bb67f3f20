import { SettingsForm } from '../../parts/SettingsForm.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';

/** The settings without leaving the board. */
export function MenuSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={t('settings.title')} place="side" onClose={onClose}>
      <SettingsForm />
    </Sheet>
  );
}

import type { ComponentChildren } from 'preact';
import { SettingsForm } from '../../parts/SettingsForm.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { t } from '../../text/i18n.ts';

export interface MenuSheetProps {
  readonly onClose: () => void;
  /** What else belongs to this board, below the settings. */
  readonly children?: ComponentChildren;
}

/** The settings without leaving the board. */
export function MenuSheet({ onClose, children }: MenuSheetProps) {
  return (
    <Sheet title={t('settings.title')} place="side" onClose={onClose}>
      <SettingsForm />
      {children}
    </Sheet>
  );
}

import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../text/i18n.ts';
import { IconButton } from './Button.tsx';
import './sheet.css';

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** `side` slides in from the right, from below on a phone; `centre` stands in the middle; `wide` takes the screen. */
  readonly place?: 'side' | 'centre' | 'wide';
  /** Hides the title from sight where the content has its own way of saying it. */
  readonly quietTitle?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A modal panel on the browser's own <dialog>: focus stays inside, Escape and a click beside it close it, and focus
 * goes back to where it was.
 */
export function Sheet({ title, onClose, place = 'centre', quietTitle = false, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const close = useRef(onClose);
  close.current = onClose;

  // A layout effect: Preact runs what others leave behind only after the next picture, and till then a key would go nowhere.
  useLayoutEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    if (!element.open) element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is for the veil around it
    <dialog
      ref={dialog}
      class={`sheet ${place}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close.current();
      }}
    >
      <div class="sheetBody">
        <div class={quietTitle ? 'sheetHead quietHead' : 'sheetHead'}>
          <h2 id={titleId} class={quietTitle ? 'unseen' : undefined}>
            {title}
          </h2>
          <IconButton icon="close" label={t('common.close')} onClick={() => close.current()} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

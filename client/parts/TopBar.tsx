import type { ComponentChildren } from 'preact';
import { Brand } from './Brand.tsx';
import { QuickSettings } from './QuickSettings.tsx';

/** The quiet line above a page: home on the left, theme, language and settings on the right. */
export function TopBar({ children, brand = true }: { children?: ComponentChildren; brand?: boolean }) {
  return (
    <header class="topBar">
      {brand && <Brand />}
      <span class="grow" />
      {children}
      <QuickSettings />
    </header>
  );
}

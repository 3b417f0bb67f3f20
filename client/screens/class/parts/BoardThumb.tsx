import { type ReadonlySignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../../../../shared/game/session/session.ts';
import type { Level } from '../../../../shared/level/level.ts';
import { readTheme } from '../../../board/draw/theme.ts';
import { drawThumbnail } from '../../../board/thumbnail.ts';
import { theme } from '../../../state/settings.ts';

export interface BoardThumbProps {
  readonly level: Level;
  /** What is on the board; null draws the level's start. */
  readonly session: ReadonlySignal<Session | null> | null;
}

/** A board, small and living: drawn again when its session changes, never more often than the screen is. */
export function BoardThumb({ level, session }: BoardThumbProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef(0);
  const draw = () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const element = canvas.current;
      if (!element?.clientWidth) return;
      const ratio = Math.min(devicePixelRatio || 1, 2);
      element.width = Math.round(element.clientWidth * ratio);
      element.height = Math.round(element.clientHeight * ratio);
      drawThumbnail(element, session?.peek() ?? level, readTheme(element));
    });
  };
  const latest = useRef(draw);
  latest.current = draw;
  useSignalEffect(() => {
    void theme.value;
    latest.current();
  });
  useEffect(() => {
    draw();
    return session?.subscribe(() => latest.current());
  }, [session, level]);
  useEffect(() => {
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(canvas.current!);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, []);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tabindex takes no focus
  return <canvas ref={canvas} class="boardThumb" aria-hidden="true" />;
}

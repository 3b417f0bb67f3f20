import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Action } from '../../../shared/game/action.ts';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import { apply, type Session, startSession } from '../../../shared/game/session/session.ts';
import type { Level } from '../../../shared/level/level.ts';
import { readTheme } from '../../board/draw/theme.ts';
import { drawThumbnail } from '../../board/thumbnail.ts';
import { theme } from '../../state/settings.ts';

export interface StillsProps {
  readonly level: Level;
  readonly actions: readonly Action[];
  readonly move: number;
  /** The smallest text to be written, in CSS pixels; left out, what is fit for a screen at arm's length. */
  readonly leastPx?: number;
}

/** The board after each move of a run, as a still: drawn without the board's engine, so that several cost nothing. */
export function Stills({ level, actions, move, leastPx }: StillsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sessions = useMemo(() => sessionsOf(level, actions), [level, actions]);
  const draw = useRef(() => {});
  draw.current = () => {
    const element = canvas.current;
    if (!element) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    element.width = Math.max(1, Math.round(element.clientWidth * ratio));
    element.height = Math.max(1, Math.round(element.clientHeight * ratio));
    const session = sessions[Math.min(move, sessions.length - 1)];
    drawThumbnail(element, session, readTheme(element), leastPx);
  };
  useEffect(() => draw.current(), [sessions, move, leastPx]);
  useSignalEffect(() => {
    void theme.value;
    draw.current();
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => draw.current());
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tabindex takes no focus
  return <canvas ref={canvas} class="stills" aria-hidden="true" />;
}

function sessionsOf(level: Level, actions: readonly Action[]): readonly Session[] {
  const sessions = [startSession(puzzleKind(level.kind)!, level, '')];
  for (const action of actions) {
    const step = apply(sessions[sessions.length - 1], action);
    if (!step.ok) break;
    sessions.push(step.session);
  }
  return sessions;
}

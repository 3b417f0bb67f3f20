import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { puzzleKind } from '../../../shared/game/puzzles/registry.ts';
import type { Level } from '../../../shared/level/level.ts';
import { readTheme } from '../../board/draw/theme.ts';
import { boardView } from '../../state/boardView.ts';
import { theme } from '../../state/settings.ts';
import { drawMiniature } from './drawMiniature.ts';

const WIDTH = 320;
const HEIGHT = 104;

/** The board of a level before the first move, small, in the marks of the board itself. */
export function Miniature({ level }: { level: Level }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    void theme.value;
    const element = canvas.current;
    const kind = puzzleKind(level.kind);
    const view = kind && boardView(level.kind, kind.boot(level));
    if (!element || !view) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    element.width = WIDTH * ratio;
    element.height = HEIGHT * ratio;
    const context = element.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawMiniature(context, readTheme(element), view, { w: WIDTH, h: HEIGHT });
  });
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tabindex takes no focus
  return <canvas ref={canvas} class="miniature" width={WIDTH} height={HEIGHT} aria-hidden="true" />;
}

import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Context } from '../../board/draw/primitives.ts';
import { objectTypes, readTheme, type Theme } from '../../board/draw/theme.ts';
import { paintTypeMark } from '../../board/draw/typeMark.ts';
import { theme } from '../../state/settings.ts';
import { t } from '../../text/i18n.ts';
import { LEGEND_SIZE, legendMarks } from './legendMarks.ts';

/** Every mark that the board of a kind can carry, drawn by the board's own brushes, each with a sentence. */
export function Legend({ kind }: { kind: string }) {
  const marks = legendMarks.filter((mark) => mark.kinds.includes(kind));
  return (
    <>
      <ul class="legend">
        {marks.map(({ name, paint }) => (
          <li key={name}>
            <Drawing size={LEGEND_SIZE} paint={paint} />
            <span>
              <b>{t(`legend.${name}.name`)}</b>
              {t(`legend.${name}.text`)}
            </span>
          </li>
        ))}
      </ul>
      <ul class="legend legendTypes" aria-label={t('legend.types')}>
        {objectTypes.map((type) => (
          <li key={type}>
            <Drawing
              size={{ w: 28, h: 28 }}
              paint={(ctx, look) => paintTypeMark(ctx, look, type, 14, 14, 22, look.types[type], look.ground)}
            />
            <span class="mono">{type}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface DrawingProps {
  readonly size: { readonly w: number; readonly h: number };
  readonly paint: (ctx: Context, theme: Theme) => void;
}

function Drawing({ size, paint }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    void theme.value;
    const element = canvas.current;
    if (!element) return;
    const ratio = Math.min(devicePixelRatio || 1, 3);
    element.width = size.w * ratio;
    element.height = size.h * ratio;
    const ctx = element.getContext('2d')!;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(ctx, readTheme(element));
  });
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas without a tabindex takes no focus
  return <canvas ref={canvas} aria-hidden="true" />;
}

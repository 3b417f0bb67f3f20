import { useMemo } from 'preact/hooks';
import { qrMatrix } from './qr.ts';

/** An address as a QR code: dark on light in every theme, with the quiet margin that cameras need. */
export function Qr({ text, label }: { text: string; label: string }) {
  const drawn = useMemo(() => draw(text), [text]);
  if (!drawn) return null;
  return (
    <svg class="qr" viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label}>
      <rect width={drawn.size} height={drawn.size} rx="2" fill="#ffffff" />
      <path d={drawn.path} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  );
}

const QUIET = 4;

function draw(text: string): { size: number; path: string } | null {
  const matrix = qrMatrix(text);
  if (!matrix) return null;
  let path = '';
  for (const [y, row] of matrix.entries())
    for (let x = 0; x < row.length; x++) {
      const from = x;
      while (row[x]) x++;
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
    }
  return { size: matrix.length + 2 * QUIET, path };
}

import type { Timeline } from '../../../../shared/lab/timeline.ts';

/** The curve's own units; it is stretched to its place. */
export const CURVE = { wide: 480, tall: 110, top: 4 } as const;

/** Bytes over the run as a closed path: each column the most of its steps, so that no peak is lost. */
export function curveOf({ steps, bytes }: Timeline): string {
  if (steps === 0) return '';
  const { wide, tall, top } = CURVE;
  let most = 1;
  for (let i = 0; i < steps; i++) if (bytes[i] > most) most = bytes[i];
  const columns = Math.min(wide, steps);
  const points: string[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column / columns) * steps);
    const to = Math.max(from + 1, Math.floor(((column + 1) / columns) * steps));
    let highest = 0;
    for (let i = from; i < to; i++) if (bytes[i] > highest) highest = bytes[i];
    const x = (column / Math.max(1, columns - 1)) * wide;
    points.push(`${x.toFixed(1)} ${(tall - (highest / most) * (tall - top)).toFixed(1)}`);
  }
  return `M0 ${tall}L${points.join('L')}L${wide} ${tall}Z`;
}

/** Where a step is along the curve. */
export function curveX(step: number, steps: number): number {
  return steps === 0 ? 0 : (step / steps) * CURVE.wide;
}

import type { MetricDef } from '../../shared/game/kind.ts';
import { lang } from './i18n.ts';

const KIB = 1024;

/**
 * Bytes as people read them: exact up to 1,023 B, then KiB and MiB with at most one decimal and never a false
 * "exact" one (1,536 B is 1.5 KiB, 1,500 B stays 1,500 B because 1.46 KiB would hide the difference of a slot).
 */
export function bytes(count: number, language: string = lang.value): string {
  const size = Math.abs(count);
  for (const [unit, name] of [
    [KIB * KIB, 'MiB'],
    [KIB, 'KiB'],
  ] as const) {
    if (size >= unit && (size * 10) % unit === 0) return `${number(count / unit, language)} ${name}`;
  }
  return `${number(count, language)} B`;
}

/** A count with the language's own grouping. */
export function number(count: number, language: string = lang.value): string {
  let format = formats.get(language);
  if (!format)
    formats.set(language, (format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })));
  return format.format(count);
}

/** Making a format costs more than all its uses on a board. */
const formats = new Map<string, Intl.NumberFormat>();

/** A metric's value in its unit. */
export function metricValue(metric: Pick<MetricDef, 'unit'>, value: number): string {
  return metric.unit === 'bytes' ? bytes(value) : number(value);
}

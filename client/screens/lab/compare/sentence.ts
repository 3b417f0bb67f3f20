import type { Difference } from '../../../../shared/lab/compare.ts';
import { FLAG } from '../../../../shared/lab/flags.ts';
import { bytes, number } from '../../../text/format.ts';
import { t } from '../../../text/i18n.ts';

/** A difference between two versions in words. */
export function sentence(difference: Difference): string {
  switch (difference.kind) {
    case 'none':
      return t('lab.difference.none');
    case 'path':
      return t('lab.difference.path', {
        step: number(difference.step + 1),
        a: difference.lines[0],
        b: difference.lines[1],
      });
    case 'happening':
      return t('lab.difference.happening', {
        line: difference.line,
        a: happenings(difference.flags[0]),
        b: happenings(difference.flags[1]),
      });
    case 'bytes':
      return t('lab.difference.bytes', {
        line: difference.line,
        a: bytes(difference.bytes[0]),
        b: bytes(difference.bytes[1]),
      });
    case 'output':
      return t('lab.difference.output', {
        line: difference.line,
        a: difference.texts[0],
        b: difference.texts[1],
      });
  }
}

function happenings(flags: number): string {
  const names: string[] = [];
  if (flags & FLAG.death) names.push(t('lab.happening.death'));
  if (flags & FLAG.collection) names.push(t('lab.happening.collection'));
  if (flags & FLAG.arenaMapped) names.push(t('lab.happening.arenaMapped'));
  if (flags & FLAG.arenaUnmapped) names.push(t('lab.happening.arenaUnmapped'));
  if (flags & FLAG.output) names.push(t('lab.happening.output'));
  return names.length === 0 ? t('lab.happening.nothing') : names.join(', ');
}

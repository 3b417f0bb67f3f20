import type { Timeline } from '../../../../shared/lab/timeline.ts';
import { t } from '../../../text/i18n.ts';

/** Whether Python ended the program, not a bound of the Lab or whoever looked on. */
export function isPythons({ bound, stopped }: Timeline): boolean {
  return bound === null && !stopped;
}

/** How the program ended, in Python's words or in the page's; null where it ended well. */
export function errorText(timeline: Timeline): string | null {
  if (timeline.stopped) return t('lab.bound.stopped');
  return isPythons(timeline) ? timeline.error : t(`lab.bound.${timeline.bound}`);
}

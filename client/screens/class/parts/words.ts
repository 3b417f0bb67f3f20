import type { Stuck } from '../../../../shared/protocol/class.ts';
import type { ClassTrouble } from '../../../host/class.ts';
import { type CatalogEntry, findEntry } from '../../../state/catalog.ts';
import { catalog } from '../../../state/levels.ts';
import { hasText, lang, local, t } from '../../../text/i18n.ts';

/** Why something in a class did not work, and what to do. */
export function troubleText({ code, retryAfterMs }: ClassTrouble): string {
  if (retryAfterMs !== undefined)
    return t('class.waitSeconds', { count: Math.max(1, Math.ceil(retryAfterMs / 1000)) });
  return hasText(`classTrouble.${code}`) ? t(`classTrouble.${code}`) : t('classTrouble.malformed');
}

/** The level of that id as the catalogue has it; null where this page does not know it. */
export function entryOf(id: string | undefined): CatalogEntry | null {
  return (id !== undefined && findEntry(catalog, id)) || null;
}

/** Number and title of a level. */
export function levelName(id: string | undefined): string {
  const entry = entryOf(id);
  return entry ? `${entry.number} ${local(entry.level.title)}` : (id ?? '');
}

/** A day and time as people write it. */
export function dateText(ms: number): string {
  return new Intl.DateTimeFormat(lang.value, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

/** Minutes and seconds: `4:05`, or with hours `1:04:05`. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** What kind of wrong move it was, short: without the figures of a single one. */
export function wrongText(reason: string): string {
  return hasText(`wrong.${reason}`) ? t(`wrong.${reason}`) : t('reason.other', { reason });
}

/** Why somebody seems to be stuck. */
export function stuckText(stuck: Stuck): string {
  return stuck.why === 'sameMove'
    ? t('host.stuckSame', { count: stuck.times, reason: wrongText(stuck.reason) })
    : t('host.stuckIdle', { count: Math.max(1, Math.floor(stuck.forMs / 60_000)) });
}

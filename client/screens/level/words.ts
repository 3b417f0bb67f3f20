import type { Rejection } from '../../../shared/game/action.ts';
import type { MetricDef, Status } from '../../../shared/game/kind.ts';
import { hasText, t } from '../../text/i18n.ts';

/** Why a move was refused, in the player's words. */
export function reasonText({ reason, facts }: Rejection): string {
  return hasText(`reason.${reason}`) ? t(`reason.${reason}`, facts) : t('reason.other', { reason });
}

/** Why the game is lost. */
export function lostText(status: Extract<Status, { phase: 'lost' }>): string {
  return t(`lost.${status.reason}`, status.facts);
}

export function metricName(metric: Pick<MetricDef, 'name'>): string {
  return t(`metric.${metric.name}`);
}

/** What a ghost is called: CPython itself, or the strategy it stands for. */
export function ghostName(ghost: string): string {
  return t(`ghost.${ghost}`);
}

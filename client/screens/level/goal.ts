import type { BoardView } from '../../state/boardView.ts';
import { bytes } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';

/** What is asked, in a few words that stay in sight: the limits that the level sets, or what the kind asks anyway. */
export function goalText(view: BoardView): string {
  const parts = goalParts(view);
  return parts.map(({ key, values }) => t(key, values)).join(' · ');
}

interface Part {
  readonly key: string;
  readonly values?: Record<string, unknown>;
}

function goalParts(view: BoardView): readonly Part[] {
  switch (view.kind) {
    case 'pools': {
      const { peakBytes, peakPools, wastedBytes, heldBytesAtEnd } = view.limits;
      const parts = [
        peakPools !== null && { key: 'goal.peakPools', values: { count: peakPools } },
        peakBytes !== null && { key: 'goal.peakBytes', values: { bytes: bytes(peakBytes) } },
        wastedBytes !== null && { key: 'goal.wastedBytes', values: { bytes: bytes(wastedBytes) } },
        heldBytesAtEnd !== null && { key: 'goal.heldAtEnd', values: { bytes: bytes(heldBytesAtEnd) } },
      ].filter((part) => part !== false);
      return parts.length ? parts : [{ key: 'goal.placeAll', values: { count: view.stream.total } }];
    }
    case 'heap': {
      const { highWaterBytes, largestHoleBytes } = view.limits;
      const parts = [
        highWaterBytes !== null && { key: 'goal.highWater', values: { bytes: bytes(highWaterBytes) } },
        largestHoleBytes !== null && { key: 'goal.hole', values: { bytes: bytes(largestHoleBytes) } },
      ].filter((part) => part !== false);
      return parts.length ? parts : [{ key: 'goal.placeAll', values: { count: view.stream.total } }];
    }
    case 'pinned': {
      const { poolsGoal, arenasGoal } = view.returned;
      const parts = [
        arenasGoal !== null && { key: 'goal.arenasBack', values: { count: arenasGoal } },
        poolsGoal !== null && { key: 'goal.poolsBack', values: { count: poolsGoal } },
        view.targets.length > 0 && { key: 'goal.targets', values: { count: view.targets.length } },
        view.targets.length === 0 &&
          view.stream.total > 0 && { key: 'goal.predict', values: { count: view.stream.total } },
        view.frees.budget > 0 && { key: 'goal.budget', values: { count: view.frees.budget } },
      ].filter((part) => part !== false);
      return parts;
    }
  }
}

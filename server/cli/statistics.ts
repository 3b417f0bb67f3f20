/** What `run --stats` prints about a machine whose program has ended: as text for people, section by section. */
import { collectorState } from '../../shared/sim/gc/state.ts';
import type { Machine } from '../../shared/sim/machine.ts';
import { allocatorStatsText } from '../../shared/sim/modules/sys.ts';
import type { PyObject } from '../../shared/sim/objects/header.ts';

export function statisticsText(machine: Machine, file: string): string {
  const atExit = machine.main?.exitCollections ?? [];
  const { rt } = machine;
  const { gc } = rt;
  const state = collectorState(gc);
  const { garbage } = state as { garbage: PyObject | null };
  const counts = machine.main?.countsAtEnd ?? [0, 0, 0];
  const thresholds = [gc.threshold0, gc.threshold1, gc.threshold2];
  const rows = state.stats.map(
    ({ collections, collected, uncollectable }, n) =>
      `${String(n).padEnd(12)}${[counts[n], thresholds[n], collections, collected, uncollectable].map((x) => String(x).padStart(15)).join('')}`,
  );
  return [
    `---- ${file}: malloc statistics at exit, as sys._debugmallocstats() prints them (CPython ${rt.ruleset.version})`,
    allocatorStatsText(rt).trimEnd(),
    '',
    `blocks in use (sys.getallocatedblocks): ${rt.mem.liveBlocks}`,
    '',
    '---- collector',
    `generation  ${['count', 'threshold', 'collections', 'collected', 'uncollectable'].map((x) => x.padStart(15)).join('')}`,
    ...rows,
    '(the counts are those of gc.get_count() when the program ended, before the last collections)',
    `unreachable objects found at exit: ${atExit.length === 0 ? 'none, it did not come to that' : atExit.join(' + ')}`,
    `gc.garbage: ${garbage === null ? 0 : garbage.v.length} objects`,
    '',
  ].join('\n');
}

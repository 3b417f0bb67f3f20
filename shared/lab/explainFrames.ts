/** Calls, class bodies and finalisers: frames that a step entered or left. */
import type { Explanation, Step } from './explanation.ts';

export function explainFrames(step: Step): Explanation[] {
  const { after, entered, left, finalizing, finalized, now } = step;
  if (finalizing !== 0 && finalizing !== finalized)
    return [
      {
        rule: after.collecting ? 'finalizingGarbage' : 'finalizing',
        values: { type: now.get(finalizing)?.type ?? '' },
      },
    ];
  if (finalized !== 0 && left !== undefined) {
    const type = step.old.get(finalized)?.type ?? '';
    return [{ rule: step.now.has(finalized) ? 'resurrected' : 'finalized', values: { type } }];
  }
  if (entered !== undefined) {
    const { name, kind, names } = entered;
    if (kind === 'class') return [{ rule: 'classBody', values: { name } }];
    const lent = names.filter((one) => one.borrowed).map((one) => one.name);
    if (lent.length > 0) return [{ rule: 'lent', values: { name, parameters: lent.join(', ') } }];
    return [{ rule: 'frameEntered', values: { name } }];
  }
  if (left === undefined) return [];
  return [{ rule: left.kind === 'class' ? 'classMade' : 'frameLeft', values: { name: left.name } }];
}

/**
 * What native code costs a program. Instructions are counted by the eval loop; whatever else takes time that grows with the
 * program's data (a loop over items, a search in a text, a product of large ints) is charged here, so that the bound on steps
 * bounds the time of the host. One step stands for about ten nanoseconds. Large blocks are charged by memory.ts.
 */
import type { Runtime } from './runtime.ts';

/** Charges `steps`; ends the program where it has no more. Call it where the program may stop: before a change, not in it. */
export function charge(rt: Runtime, steps: number): void {
  if ((rt.stepsLeft -= steps) < 0) rt.hooks.stepsEnded(rt);
}

/** Charges what may not stop here; the next charge, call or jump back ends the program. */
export function chargeLater(rt: Runtime, steps: number): void {
  rt.stepsLeft -= steps;
}

/** Charges a pass over `units` bytes or characters that the host's own loops make. */
export function chargeScan(rt: Runtime, units: number): void {
  if (units > 64) charge(rt, units >> 3);
}

/** Charges a pass over `units` bytes or characters by what the host does in one go: a search, a comparison, a move. */
export function chargeMove(rt: Runtime, units: number): void {
  if (units > 64) charge(rt, units >> 6);
}

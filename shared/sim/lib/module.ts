import type { Ruleset } from '../rulesets/index.ts';

/**
 * A library module that CPython writes in Python, written afresh in our subset: its behaviour that programs can see (order
 * of callbacks, who holds a reference, which frames there are) follows the original's. Compiled when first imported.
 */
export interface LibModule {
  readonly name: string;
  /** The minor version with which it came; older ones do not have it. */
  readonly since?: number;
  source(rules: Ruleset): string;
}

/** `text` where a condition on the ruleset holds. */
export function when(condition: boolean, text: string): string {
  return condition ? text : '';
}

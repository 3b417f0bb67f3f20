/** How a native module is defined: static data, one file a module, from which each machine makes its own when it is imported. */
import type { PyContainer } from '../objects/header.ts';
import type { Runtime } from '../objects/runtime.ts';
import type { MethodDef } from '../objects/slots.ts';
import type { TypeDef } from '../objects/typedef.ts';
import type { Ruleset } from '../rulesets/index.ts';

export interface ModuleDef {
  readonly name: string;
  /** The C module whose functions they are, where it has another name; they and their errors tell it. */
  readonly nativeName?: string;
  /** Functions; `self` is the module object. */
  readonly functions?: readonly MethodDef[];
  /** Types, entered in `rt.types` and in the namespace by the last part of their name. */
  readonly types?: readonly TypeDef[];
  /** The types are made with the module, but are no names of it. */
  readonly hidesTypes?: boolean;
  /** Names that a version does not have. */
  readonly leaveOut?: (rules: Ruleset) => readonly string[];
  /** Further members; runs once a machine, when the module is made. */
  readonly setup?: (rt: Runtime, module: PyContainer) => void;
}

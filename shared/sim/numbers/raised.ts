/**
 * An exception of the simulated program, raised by a pure function that has no objects at hand: its type by
 * name and its text, which may differ between releases. The interpreter catches it and makes the object.
 */
import type { Ruleset, Version } from '../rulesets/index.ts';
import { sinceVersion } from '../rulesets/index.ts';

/** A text, or the texts by the version in which each came. */
export type Text = string | { readonly [V in Version]?: string };

/** Not a JavaScript Error: it carries no stack, since raising is an ordinary step of a program. */
export class Raised {
  readonly type: string;
  readonly text: Text;
  /** Further arguments of the exception where it has more than a text (UnicodeDecodeError: see text/codecs.ts). */
  readonly args: readonly unknown[] | undefined;

  constructor(type: string, text: Text, args?: readonly unknown[]) {
    this.type = type;
    this.text = text;
    this.args = args;
  }

  /** The text as the given release words it. */
  textFor(rules: Ruleset): string {
    return typeof this.text === 'string' ? this.text : sinceVersion(rules, this.text);
  }
}

export function valueError(text: Text): Raised {
  return new Raised('ValueError', text);
}

export function typeError(text: Text): Raised {
  return new Raised('TypeError', text);
}

export function overflowError(text: Text): Raised {
  return new Raised('OverflowError', text);
}

export function zeroDivisionError(text: Text): Raised {
  return new Raised('ZeroDivisionError', text);
}

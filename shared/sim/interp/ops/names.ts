/** Errors of names that have no value (Python/ceval.c: format_exc_check_arg, format_exc_unbound). */
import { raise } from '../../objects/errors.ts';
import { decref } from '../../objects/refs.ts';
import type { Runtime } from '../../objects/runtime.ts';
import { strNew } from '../../objects/types/str.ts';
import type { Frame } from '../frame.ts';

export function unboundLocal(rt: Runtime, f: Frame, slot: number): unknown {
  const name = f.code.source.localsplus[slot];
  return raise(
    rt,
    rt.exc['UnboundLocalError'],
    rt.ruleset.minor >= 11
      ? `cannot access local variable '${name}' where it is not associated with a value`
      : `local variable '${name}' referenced before assignment`,
  );
}

export function unboundDeref(rt: Runtime, f: Frame, slot: number): unknown {
  const source = f.code.source;
  const free = slot >= f.code.slots - f.code.freeCount;
  if (!free) return unboundLocal(rt, f, slot);
  const name = source.localsplus[slot];
  return nameErrorText(
    rt,
    rt.ruleset.minor >= 11
      ? `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
      : `free variable '${name}' referenced before assignment in enclosing scope`,
    name,
  );
}

export function nameError(rt: Runtime, name: string): unknown {
  return nameErrorText(rt, `name '${name}' is not defined`, name);
}

function nameErrorText(rt: Runtime, text: string, name: string): unknown {
  const marker = raise(rt, rt.exc['NameError'], text);
  const members = rt.thread.raised!.v.members;
  if (members !== null && rt.ruleset.minor >= 10) {
    const old = members.name;
    members.name = strNew(rt, name);
    if (old !== null) decref(rt, old);
  }
  return marker;
}

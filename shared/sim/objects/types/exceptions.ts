/** The built-in exceptions (Objects/exceptions.c). */
import { toIndex } from '../abstract/indices.ts';
import { type ExceptionData, raise } from '../errors.ts';
import { type PyObject, TF } from '../header.ts';
import { decref, incref } from '../refs.ts';
import type { GetSetDef } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { baseInit, baseNew, setMember } from './base-exception.ts';
import { inits, osErrorNew } from './exception-members.ts';
import { reprs, strs } from './exception-text.ts';
import { osMembers, sinceOf, sizeRow, tree } from './exception-tree.ts';

const WRITTEN = 'characters_written';

/** BlockingIOError.characters_written: an int, or not there. */
const written: GetSetDef = {
  name: WRITTEN,
  get: (rt, o) => {
    const value = (o.v as ExceptionData).members?.[WRITTEN] ?? null;
    if (value === null) throw raise(rt, rt.exc['AttributeError'], WRITTEN);
    return incref(value);
  },
  set: (rt, o, value) => {
    if (value === null) {
      if (((o.v as ExceptionData).members?.[WRITTEN] ?? null) === null)
        throw raise(rt, rt.exc['AttributeError'], WRITTEN);
      setMember(rt, o.v, WRITTEN, null);
      return;
    }
    const n = toIndex(rt, value);
    setMember(rt, o.v, WRITTEN, n);
    decref(rt, n);
  },
};

/** All further exception types, in order of definition. */
export const exceptionDefs: readonly TypeDef[] = tree.map(([name, base, members]): TypeDef => {
  const init = inits[name];
  const str = strs[name];
  const repr = reprs[name];
  const getset: GetSetDef[] = (members ?? []).map((member) => ({
    name: member,
    get: (rt, o) => incref(((o.v as ExceptionData).members?.[member] as PyObject | null) ?? rt.None),
    set: (rt, o, value) => setMember(rt, o.v, member, value),
  }));
  const own = members !== undefined && tree.find(([n]) => n === base)?.[2] === undefined;
  return {
    name,
    base,
    size: (rt) => rt.ruleset.sizes.exceptions[sizeRow(name)] ?? rt.ruleset.sizes.exceptions['BaseException'],
    flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT,
    slots: {
      new: members === osMembers ? osErrorNew : baseNew,
      init: init ?? baseInitOf(base),
      ...(str !== undefined ? { str } : {}),
      ...(repr !== undefined ? { repr } : {}),
    },
    since: sinceOf(name),
    // Since 3.14 what adds nothing to its base inherits the constructor as any type does.
    until: init === undefined ? { __init__: 14 } : {},
    members: own ? getset.filter((m) => m.name !== WRITTEN) : [],
    getset: members === osMembers && own ? [written] : [],
  };
});

/** The constructor that a type takes over from the nearest ancestor with one of its own. */
function baseInitOf(base: string): TypeDef['slots']['init'] {
  for (let n: string | undefined = base; n !== undefined; n = tree.find(([x]) => x === n)?.[1])
    if (inits[n] !== undefined) return inits[n];
  return baseInit;
}

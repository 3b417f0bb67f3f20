/** The built-in exceptions (Objects/exceptions.c). */
import { type ExceptionData, raise } from '../errors.ts';
import { TF } from '../header.ts';
import { incref } from '../refs.ts';
import type { GetSetDef } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { baseInit, baseNew, setMember } from './base-exception.ts';
import { inits, osErrorNew } from './exception-members.ts';
import { strs } from './exception-text.ts';
import { osMembers, sinceOf, sizeRow, tree } from './exception-tree.ts';

/** All further exception types, in order of definition. */
export const exceptionDefs: readonly TypeDef[] = tree.map(([name, base, members]): TypeDef => {
  const init = inits[name];
  const str = strs[name];
  const getset: GetSetDef[] = (members ?? []).map((member) => ({
    name: member,
    get: (rt, o) => {
      const value = (o.v as ExceptionData).members?.[member] ?? null;
      if (value === null && member === 'characters_written')
        throw raise(rt, rt.exc['AttributeError'], 'characters_written');
      return incref(value ?? rt.None);
    },
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
    },
    since: sinceOf(name),
    // Since 3.14 what adds nothing to its base inherits the constructor as any type does.
    until: init === undefined ? { __init__: 14 } : {},
    members: own ? getset : [],
  };
});

/** The constructor that a type takes over from the nearest ancestor with one of its own. */
function baseInitOf(base: string): TypeDef['slots']['init'] {
  for (let n: string | undefined = base; n !== undefined; n = tree.find(([x]) => x === n)?.[1])
    if (inits[n] !== undefined) return inits[n];
  return baseInit;
}

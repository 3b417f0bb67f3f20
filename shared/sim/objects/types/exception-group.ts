/** BaseExceptionGroup and ExceptionGroup, and what `except*` does with them (Objects/exceptions.c, 3.11+). */
import { callMethod } from '../abstract/calls.ts';
import { objectIsTrue } from '../abstract/comparison.ts';
import { isSequence, listItems } from '../abstract/iteration.ts';
import { isSubtype } from '../abstract/lookup.ts';
import { strText } from '../abstract/text.ts';
import { badArgument } from '../convert.ts';
import { type ExceptionData, typeError, valueError } from '../errors.ts';
import { K, type PyContainer, type PyObject, type PyType, TF } from '../header.ts';
import { instanceDict } from '../instances.ts';
import { isSubclass } from '../isinstance.ts';
import { enterNative, leaveNative } from '../recursion.ts';
import { decref, decrefAll, incref } from '../refs.ts';
import { callObject, type Runtime } from '../runtime.ts';
import { type Args, type KwNames, m1 } from '../slots.ts';
import type { TypeDef } from '../typedef.ts';
import { baseNew } from './base-exception.ts';
import { dictGetJs, dictSetJs } from './dict.ts';
import { newList } from './list.ts';
import { strNew } from './str.ts';
import { newTuple, stealTuple } from './tuple.ts';

const groupType = (rt: Runtime): PyType => rt.exc['BaseExceptionGroup'];

/** Whether it is a group (always no before 3.11). */
export function isGroup(rt: Runtime, o: PyObject): boolean {
  const type = groupType(rt) as PyType | undefined;
  return type !== undefined && isSubtype(o.type, type);
}

const dataOf = (o: PyObject): ExceptionData => o.v as ExceptionData;

/** The exceptions in a group (borrowed). */
export function groupItems(o: PyObject): readonly PyObject[] {
  return dataOf(o).members!['exceptions']!.v as PyObject[];
}

function groupNew(rt: Runtime, type: PyType, args: Args, kw: KwNames): PyObject {
  const n = args.length - (kw?.length ?? 0);
  if (n !== 2) throw typeError(rt, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${n} given)`);
  const [message, given] = args;
  if (message.type.kind !== K.STR)
    throw badArgument(rt, 'BaseExceptionGroup.__new__', 'argument 1', 'str', message);
  if (!isSequence(given)) throw typeError(rt, 'second argument (exceptions) must be a sequence');
  const items = listItems(rt, given);
  try {
    if (items.length === 0) throw valueError(rt, 'second argument (exceptions) must be a non-empty sequence');
    items.forEach((x, i) => {
      if ((x.type.flags & TF.EXC) === 0)
        throw valueError(rt, `Item ${i} of second argument (exceptions) is not an exception`);
    });
    const nested = items.some((x) => !isSubtype(x.type, rt.exc['Exception']));
    const made = chosenType(rt, type, nested);
    const o = baseNew(rt, made, args, kw);
    const { members } = dataOf(o);
    members!['message'] = incref(message);
    members!['exceptions'] = newTuple(rt, items);
    return o;
  } finally {
    decrefAll(rt, items);
  }
}

/** A group that holds nothing but Exceptions is an ExceptionGroup; others refuse what is no Exception. */
function chosenType(rt: Runtime, type: PyType, nested: boolean): PyType {
  if (type === groupType(rt)) return nested ? type : rt.exc['ExceptionGroup'];
  if (!nested) return type;
  if (type === rt.exc['ExceptionGroup'])
    throw typeError(rt, 'Cannot nest BaseExceptions in an ExceptionGroup');
  if (isSubtype(type, rt.exc['Exception']))
    throw typeError(rt, `Cannot nest BaseExceptions in '${type.name}'`);
  return type;
}

function groupStr(rt: Runtime, o: PyObject): PyObject {
  const n = groupItems(o).length;
  const message = strText(rt, dataOf(o).members!['message']!);
  return strNew(rt, `${message} (${n} sub-exception${n > 1 ? 's' : ''})`);
}

/** A new group of the same kind with other exceptions: derive(), then what the old one carried (exceptiongroup_subset). */
function subset(rt: Runtime, group: PyObject, items: readonly PyObject[]): PyObject | null {
  if (items.length === 0) return null;
  const list = newList(rt, items);
  let made: PyObject;
  try {
    made = callMethod(rt, group, 'derive', [list]);
  } finally {
    decref(rt, list);
  }
  if (!isGroup(rt, made)) {
    decref(rt, made);
    throw typeError(rt, 'derive must return an instance of BaseExceptionGroup');
  }
  const from = dataOf(group);
  const to = dataOf(made);
  for (const part of ['traceback', 'context', 'cause'] as const) {
    const old = to[part];
    to[part] = from[part] === null ? null : incref(from[part]!);
    if (old !== null) decref(rt, old);
  }
  if (from.cause !== null) to.suppressContext = true;
  const dict = instanceDict(rt, group as PyContainer);
  const notes = dict === null ? null : dictGetJs(dict, '__notes__');
  if (notes !== null && isSequence(notes)) {
    const items = listItems(rt, notes);
    const copy = newList(rt, items);
    decrefAll(rt, items);
    dictSetJs(rt, instanceDict(rt, made as PyContainer)!, '__notes__', copy);
    decref(rt, copy);
  }
  return made;
}

type Test = (o: PyObject) => boolean;

/** What matches and what does not (new references), each null where there is nothing (exceptiongroup_split_recursive). */
function split(
  rt: Runtime,
  o: PyObject,
  test: Test,
  wantsRest: boolean,
): { match: PyObject | null; rest: PyObject | null } {
  enterNative(rt, ' in exceptiongroup_split_recursive');
  try {
    return splitOne(rt, o, test, wantsRest);
  } finally {
    leaveNative(rt);
  }
}

function splitOne(
  rt: Runtime,
  o: PyObject,
  test: Test,
  wantsRest: boolean,
): { match: PyObject | null; rest: PyObject | null } {
  if (test(o)) return { match: incref(o), rest: null };
  if (!isGroup(rt, o)) return { match: null, rest: wantsRest ? incref(o) : null };
  const matches: PyObject[] = [];
  const rests: PyObject[] = [];
  try {
    for (const item of groupItems(o)) {
      const parts = split(rt, item, test, wantsRest);
      if (parts.match !== null) matches.push(parts.match);
      if (parts.rest !== null) rests.push(parts.rest);
    }
    const match = subset(rt, o, matches);
    return { match, rest: wantsRest ? subset(rt, o, rests) : null };
  } finally {
    decrefAll(rt, matches);
    decrefAll(rt, rests);
  }
}

/** The condition of split() and subgroup(): a class, a tuple of classes, or a function. */
function condition(rt: Runtime, given: PyObject): Test {
  const isException = (t: PyObject): boolean =>
    t.type.kind === K.TYPE && ((t as PyType).flags & TF.EXC) !== 0;
  if (isException(given)) return (o) => isSubclass(rt, o.type, given);
  if (given.type.kind === K.TUPLE && (given.v as PyObject[]).every(isException))
    return (o) => (given.v as PyObject[]).some((t) => isSubtype(o.type, t as PyType));
  const callable = given.type.slots.call !== null && (rt.ruleset.minor < 13 || given.type.kind !== K.TYPE);
  if (!callable)
    throw typeError(
      rt,
      rt.ruleset.minor >= 13
        ? 'expected an exception type, a tuple of exception types, or a callable (other than a class)'
        : 'expected a function, exception type or tuple of exception types',
    );
  return (o) => {
    const r = callObject(rt, given, [o]);
    try {
      return objectIsTrue(rt, r);
    } finally {
      decref(rt, r);
    }
  };
}

export const exceptionGroupDefs: readonly TypeDef[] = [
  {
    name: 'BaseExceptionGroup',
    base: 'BaseException',
    size: (rt) => rt.ruleset.sizes.exceptions['BaseExceptionGroup'],
    flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT,
    generic: true,
    slots: {
      new: groupNew,
      init: (rt, self, args, kw) => {
        if (kw !== null && kw.length > 0)
          throw typeError(rt, `${self.type.name}() takes no keyword arguments`);
        const d = dataOf(self);
        const old = d.args;
        d.args = newTuple(rt, args);
        decref(rt, old);
      },
      str: groupStr,
    },
    methods: [
      m1('derive', (rt, self, items) =>
        callObject(rt, groupType(rt), [dataOf(self).members!['message']!, items]),
      ),
      m1('split', (rt, self, given) => {
        const { match, rest } = split(rt, self, condition(rt, given), true);
        return stealTuple(rt, [match ?? incref(rt.None), rest ?? incref(rt.None)]);
      }),
      m1('subgroup', (rt, self, given) => {
        const { match } = split(rt, self, condition(rt, given), false);
        return match ?? incref(rt.None);
      }),
    ],
    members: ['message', 'exceptions'].map((name) => ({
      name,
      get: (rt, o) => incref(dataOf(o).members![name] ?? rt.None),
    })),
  },
  {
    name: 'ExceptionGroup',
    base: 'BaseExceptionGroup',
    size: (rt) => rt.ruleset.sizes.exceptions['ExceptionGroup'],
    flags: TF.GC | TF.BASETYPE | TF.EXC | TF.DICT | TF.WEAKREF,
    slots: {},
  },
];

/** ExceptionGroup has two bases: BaseExceptionGroup and Exception. */
export function joinExceptionGroup(rt: Runtime): void {
  const group = rt.exc['ExceptionGroup'];
  const exception = rt.exc['Exception'];
  group.bases = [groupType(rt), exception];
  group.mro = [group, groupType(rt), exception, ...exception.mro.slice(1)];
  exception.subclasses.push(group);
}

/** `except* type`: [what matches or None, the rest or None], new references (exception_group_match). */
export function matchGroup(rt: Runtime, exc: PyObject, type: PyObject): [match: PyObject, rest: PyObject] {
  checkStarType(rt, type);
  const types = type.type.kind === K.TUPLE ? (type.v as PyType[]) : [type as PyType];
  if (exc === rt.None) return [incref(rt.None), incref(rt.None)];
  if (types.some((t) => isSubtype(exc.type, t)))
    return [isGroup(rt, exc) ? incref(exc) : wrapped(rt, exc), incref(rt.None)];
  if (!isGroup(rt, exc)) return [incref(rt.None), incref(exc)];
  const pair = callMethod(rt, exc, 'split', [type]);
  try {
    if (pair.type.kind !== K.TUPLE)
      throw typeError(rt, `${exc.type.name}.split must return a tuple, not ${pair.type.name}`);
    const parts = pair.v as PyObject[];
    if (parts.length < 2)
      throw typeError(rt, `${exc.type.name}.split must return a 2-tuple, got tuple of size ${parts.length}`);
    return [incref(parts[0]), incref(parts[1])];
  } finally {
    decref(rt, pair);
  }
}

/** The types of an `except*`: exceptions, but no groups. */
function checkStarType(rt: Runtime, type: PyObject): void {
  for (const t of type.type.kind === K.TUPLE ? (type.v as PyObject[]) : [type]) {
    if (t.type.kind !== K.TYPE || ((t as PyType).flags & TF.EXC) === 0)
      throw typeError(rt, 'catching classes that do not inherit from BaseException is not allowed');
    if (isSubtype(t as PyType, groupType(rt)))
      throw typeError(rt, 'catching ExceptionGroup with except* is not allowed. Use except instead.');
  }
}

/** A group without a message of its own; its arguments hold what `make` makes of the items. */
function newGroup(rt: Runtime, items: readonly PyObject[], make: typeof newTuple | typeof newList): PyObject {
  const list = make(rt, items);
  const message = strNew(rt, '');
  try {
    return callObject(rt, groupType(rt), [message, list]);
  } finally {
    decref(rt, list);
    decref(rt, message);
  }
}

/** A lone exception as a group of one, for the body of `except*`. */
function wrapped(rt: Runtime, exc: PyObject): PyObject {
  const group = newGroup(rt, [exc], newTuple);
  if (rt.ruleset.minor >= 12) rt.hooks.addTraceback(rt, group);
  return group;
}

/** What goes on after a try with `except*`: of what was raised in the clauses and what none took, new, or None (_PyExc_PrepReraiseStar). */
export function reraiseStar(rt: Runtime, orig: PyObject, list: PyObject): PyObject {
  const items = (list.v as PyObject[]).filter((x) => x !== rt.None);
  if (items.length === 0) return incref(rt.None);
  if (!isGroup(rt, orig)) return incref(items[0]);
  const raised: PyObject[] = [];
  const reraised: PyObject[] = [];
  for (const x of items) (sameMetadata(rt, x, orig) ? reraised : raised).push(x);
  const rest = projection(rt, orig, reraised);
  if (raised.length === 0) return rest ?? incref(rt.None);
  try {
    const all = rest === null ? raised : [...raised, rest];
    return all.length > 1 ? newGroup(rt, all, newList) : incref(all[0]);
  } finally {
    if (rest !== null) decref(rt, rest);
  }
}

/** Whether `x` is a part of `orig` that was raised again. */
function sameMetadata(rt: Runtime, x: PyObject, orig: PyObject): boolean {
  if (!isGroup(rt, x)) return false;
  const notes = (o: PyObject): PyObject | null => {
    const dict = instanceDict(rt, o as PyContainer);
    return dict === null ? null : dictGetJs(dict, '__notes__');
  };
  const a = dataOf(x);
  const b = dataOf(orig);
  const sameNotes = notes(x) === null || notes(orig) === null ? notes(x) === notes(orig) : true;
  return sameNotes && a.traceback === b.traceback && a.cause === b.cause && a.context === b.context;
}

/** The part of `group` whose leaves are those of `keep`. */
function projection(rt: Runtime, group: PyObject, keep: readonly PyObject[]): PyObject | null {
  if (keep.length === 0) return null;
  const leaves = new Set<PyObject>();
  const collect = (o: PyObject): void => {
    if (isGroup(rt, o)) groupItems(o).forEach(collect);
    else leaves.add(o);
  };
  keep.forEach(collect);
  return split(rt, group, (o) => leaves.has(o), false).match;
}

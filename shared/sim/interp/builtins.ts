/** The functions of the module builtins (Python/bltinmodule.c). Its types are those of objects/types. */
import { openFile } from '../modules/io.ts';
import { setAttr } from '../objects/abstract/attributes.ts';
import { objectHash } from '../objects/abstract/comparison.ts';
import { objectLength } from '../objects/abstract/container.ts';
import { addressOf } from '../objects/abstract/identity.ts';
import { toIndexNumber } from '../objects/abstract/indices.ts';
import { binaryOp, powerOp } from '../objects/abstract/number.ts';
import { objectFormat, objectRepr } from '../objects/abstract/text.ts';
import { parseArgs } from '../objects/args.ts';
import { badArgument } from '../objects/convert.ts';
import { raise, typeError, valueError } from '../objects/errors.ts';
import { hashToInt } from '../objects/hash.ts';
import { K, type PyContainer, type PyObject } from '../objects/header.ts';
import { isInstance, isSubclass } from '../objects/isinstance.ts';
import { decref, incref } from '../objects/refs.ts';
import { callObject, type Runtime } from '../objects/runtime.ts';
import { type Args, CMP, inTuple, type KwNames, type MethodDef, m0, m1, mK, mN } from '../objects/slots.ts';
import { dictGetJs } from '../objects/types/dict.ts';
import { intNew, intOfSize } from '../objects/types/int.ts';
import { rangeLengthObject } from '../objects/types/range.ts';
import { boolObject, noneObject } from '../objects/types/singletons.ts';
import { strHash64, strNew } from '../objects/types/str.ts';
import { escapeNonAscii } from '../text/repr.ts';
import { dir, frameOf, getattr, hasattr, locals, vars } from './builtins/attributes.ts';
import { aiter, all, anext, extreme, iter, nextBuiltin, quantify, sorted } from './builtins/iteration.ts';
import { base, chr, ord, round, sum } from './builtins/numbers.ts';
import { input, print } from './builtins/streams.ts';
import { buildClass } from './classes.ts';
import { importBuiltin } from './import.ts';
import { compileBuiltin, evalBuiltin, execBuiltin } from './source.ts';

/** breakpoint(): whatever the program has put at sys.breakpointhook. */
function breakpoint(rt: Runtime, _self: PyObject, args: Args, kw: KwNames): PyObject {
  const sys = dictGetJs(rt.modules, 'sys') as PyContainer | null;
  const hook = sys === null ? null : dictGetJs(sys.dict as PyObject, 'breakpointhook');
  if (hook === null) throw raise(rt, rt.exc['RuntimeError'], 'lost sys.breakpointhook');
  return callObject(rt, hook, args, kw);
}

/** The functions that a version has. */
export function builtinFunctionsOf(minor: number): readonly MethodDef[] {
  return minor >= 10 ? builtinFunctions : builtinFunctions.filter((f) => f.fn !== aiter && f.fn !== anext);
}

const builtinFunctions: readonly MethodDef[] = [
  mK('__build_class__', buildClass),
  mK('__import__', (rt, _self, args, kw) => {
    const [name, , , fromlist, level] = parseArgs(
      rt,
      '__import__',
      args,
      kw,
      ['name', 'globals', 'locals', 'fromlist', 'level'],
      1,
    );
    if (name!.type.kind !== K.STR) {
      if (rt.ruleset.minor >= 11) throw typeError(rt, 'module name must be a string');
      throw badArgument(rt, '__import__', 'argument 1', 'str', name!);
    }
    const up = level === null ? 0 : toIndexNumber(rt, level);
    if (up < 0) throw valueError(rt, 'level must be >= 0');
    if (name!.v === '' && up === 0) throw valueError(rt, 'Empty module name');
    return importBuiltin(rt, name!.v, fromlist);
  }),
  m1('abs', (rt, _self, x) => {
    const f = x.type.slots.absolute;
    if (f === null) throw typeError(rt, `bad operand type for abs(): '${x.type.name}'`);
    return f(rt, x);
  }),
  m1('all', all),
  m1('any', (rt, _self, x) => quantify(rt, x, true)),
  m1('ascii', (rt, _self, x) => {
    const r = objectRepr(rt, x);
    const text = escapeNonAscii(r.v);
    // What is ASCII comes back as it is, of whatever class (PyObject_ASCII).
    if (text === r.v) return r;
    decref(rt, r);
    return strNew(rt, text);
  }),
  m1('bin', base(2, '0b')),
  mK('breakpoint', breakpoint),
  m1('callable', (rt, _self, x) => boolObject(rt, x.type.slots.call !== null)),
  m1('chr', chr),
  mK('compile', compileBuiltin),
  mN(
    'delattr',
    (rt, _self, args) => {
      setAttr(rt, args[0], args[1], null);
      return noneObject(rt);
    },
    2,
    2,
  ),
  inTuple(mN('dir', dir, 0, 1), (minor) => minor !== 12),
  mN('divmod', (rt, _self, args) => binaryOp(rt, args[0], args[1], 'divmod', 'divmod()'), 2, 2),
  mK('eval', evalBuiltin),
  mK('exec', execBuiltin),
  mN(
    'format',
    (rt, _self, args) => {
      const spec = args[1] ?? rt.emptyStr;
      if (spec.type.kind !== K.STR) throw badArgument(rt, 'format', 'argument 2', 'str', spec);
      return objectFormat(rt, args[0], spec);
    },
    1,
    2,
  ),
  mN('getattr', getattr, 2, 3),
  m0('globals', (rt) => incref(frameOf(rt).globals)),
  mN('hasattr', hasattr, 2, 2),
  m1('hash', (rt, _self, x) => hashToInt(rt, x.type === rt.strType ? strHash64(rt, x) : objectHash(rt, x))),
  m1('hex', base(16, '0x')),
  m1('id', (rt, _self, x) => intNew(rt, addressOf(rt, x))),
  mN('input', input, 0, 1),
  mN('isinstance', (rt, _self, args) => boolObject(rt, isInstance(rt, args[0], args[1])), 2, 2),
  mN('issubclass', (rt, _self, args) => boolObject(rt, isSubclass(rt, args[0], args[1])), 2, 2),
  mN('iter', iter, 1, 2),
  m1('aiter', aiter),
  m1('len', (rt, _self, x) =>
    x.type.kind === K.RANGE ? rangeLengthObject(rt, x) : intOfSize(rt, objectLength(rt, x)),
  ),
  m0('locals', locals),
  inTuple(mK('max', extreme(CMP.GT, 'max')), (minor) => minor <= 12),
  inTuple(mK('min', extreme(CMP.LT, 'min')), (minor) => minor <= 12),
  mN('next', nextBuiltin, 1, 2),
  mN('anext', anext, 1, 2),
  m1('oct', base(8, '0o')),
  mK('open', openFile),
  m1('ord', ord),
  mK('pow', (rt, _self, args, kw) => {
    const [a, b, c] = parseArgs(rt, 'pow', args, kw, ['base', 'exp', 'mod'], 2);
    return powerOp(rt, a!, b!, c ?? rt.None);
  }),
  inTuple(mK('print', print), (minor) => minor >= 11 && minor <= 13, false),
  m1('repr', (rt, _self, x) => objectRepr(rt, x)),
  mK('round', round),
  mN(
    'setattr',
    (rt, _self, args) => {
      if (args[1].type.kind !== K.STR) {
        throw typeError(
          rt,
          rt.ruleset.minor >= 11
            ? `attribute name must be string, not '${args[1].type.name}'`
            : `attribute name must be string, not '${args[1].type.name}'`,
        );
      }
      setAttr(rt, args[0], args[1], args[2]);
      return noneObject(rt);
    },
    3,
    3,
  ),
  mK('sorted', sorted),
  mK('sum', sum),
  mN('vars', vars, 0, 1),
];

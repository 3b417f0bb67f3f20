/** Programs that call one native function or method many times, with values that it may not expect. */
import type { Rng } from '../../../shared/base/rng.ts';
import { namesOfMachine } from './names.ts';
import { hostile } from './pieces.ts';

/** An instance of each built-in type, for its methods. */
export const instances: ReadonlyMap<string, string> = new Map([
  ['int', '(2**70)'],
  ['float', '1.5'],
  ['complex', '2j'],
  ['str', "'ab\\u20acc'"],
  ['bytes', "b'abc'"],
  ['bytearray', "bytearray(b'abc')"],
  ['memoryview', "memoryview(bytearray(b'abcdefgh'))"],
  ['tuple', '(1, [])'],
  ['list', '[3, 1, [], "x"]'],
  ['dict', "{'a': [], 1: 2}"],
  ['set', '{1, "x", ()}'],
  ['frozenset', 'frozenset([1, 2])'],
  ['range', 'range(1, 9, 2)'],
  ['slice', 'slice(1, 2)'],
  ['generator', '(x for x in [1, 2])'],
  ['function', '(lambda x, y=1: x)'],
]);

/** Instances of the types of modules. */
const more: readonly string[] = [
  ...['__import__("collections").deque([1, 2], 3)', '__import__("collections").OrderedDict(a=1)'],
  ...['__import__("collections").defaultdict(list)', '__import__("io").StringIO("a\\nb")'],
  ...[
    '__import__("io").BytesIO(b"ab")',
    '__import__("functools").partial(print, 1)',
    '__import__("itertools").count(3)',
  ],
  ...[
    '__import__("itertools").groupby([1, 1, 2])',
    '__import__("itertools").tee([1])[0]',
    'weakref.ref(set)',
  ],
  ...['__import__("random").Random(1)', '__import__("numpy").zeros((2, 3))', '__import__("numpy").arange(4)'],
  ...[
    '__import__("threading").Lock()',
    '__import__("threading").RLock()',
    '__import__("contextlib").ExitStack()',
  ],
  ...[
    'property(len)',
    'classmethod(len)',
    'memoryview',
    "memoryview(bytearray(b'abcd')).cast('h')",
    'ValueError(1, 2)',
    'OSError(2, "x", "y")',
    'type("T", (), {})',
  ],
  ...['[].append', 'int.__add__', 'int.real', 'sys._getframe()', '(lambda: 0).__code__', '{1: 2}.items()'],
  ...[
    '{1: 2}.keys()',
    '{1: 2}.values()',
    'iter([1])',
    'iter({1: 2})',
    'iter({1})',
    'reversed([1])',
    'zip([1], [2])',
  ],
  ...[
    'map(len, ["a"])',
    'filter(None, [1])',
    'enumerate([1])',
    'super(list, [])',
    'type.__dict__',
    'sys.flags',
  ],
  ...[
    'weakref.WeakValueDictionary()',
    'weakref.WeakSet()',
    'weakref.WeakKeyDictionary()',
    'StopIteration(3)',
  ],
  ...["UnicodeDecodeError('utf-8', b'a', 0, 1, 'x')", 'list[int]', 'int | str', 'sys.stdout', 'KeyError(1)'],
];

/** A class whose every special method misbehaves in one way. */
const evil = `class Evil:
  def __init__(self, r): self.r = r
  def go(self, *a):
    if isinstance(self.r, BaseException): raise self.r
    return self.r
  __eq__ = __lt__ = __len__ = __iter__ = __next__ = __index__ = __hash__ = __bool__ = __getitem__ = go
  __int__ = __float__ = __add__ = __contains__ = __length_hint__ = __format__ = __call__ = __get__ = go
  __repr__ = __str__ = __reversed__ = __enter__ = __exit__ = __trunc__ = __round__ = __bytes__ = go
`;
const evils = [
  'None',
  '-1',
  '2**80',
  "'x'",
  '[1]',
  'ZeroDivisionError()',
  'iter([1, 2])',
  'NotImplemented',
  'b"x"',
  '()',
];

/** All that can be called, as expressions: instances' methods, builtin functions, what modules have. */
export function callables(): readonly string[] {
  const { builtins, methods, modules } = namesOfMachine();
  return [
    ...[...methods].flatMap(([type, names]) =>
      names.flatMap((name) =>
        instances.has(type) ? [`${instances.get(type)}.${name}`] : [`${type}.${name}`],
      ),
    ),
    ...[...methods].flatMap(([type, names]) =>
      ['generator', 'function'].includes(type) ? [] : names.map((name) => `${type}.${name}`),
    ),
    ...builtins,
    ...[...modules].flatMap(([module, names]) =>
      names.map((name) => `__import__(${JSON.stringify(module)}, None, None, 'x').${name}`),
    ),
    ...more.map((instance) => `*${instance}`),
  ];
}

/** Calls what the expression gives, on new objects each time; after a star, every method of what it gives. */
export function nativeProgram(rng: Rng, callable: string, calls: number): string {
  const value = (): string =>
    rng.int(0, 5) === 0
      ? `Evil(${rng.pick(evils)})`
      : rng.int(0, 4) === 0
        ? rng.pick([...instances.values(), ...more])
        : rng.pick(hostile);
  const lines: string[] = ['import gc, sys, weakref', evil];
  const target = callable.startsWith('*')
    ? `(lambda o: getattr(o, dir(o)[N % len(dir(o))]))(${callable.slice(1)})`
    : callable;
  for (let n = 0; n < calls; n++) {
    const args: string[] = [];
    for (let k = rng.int(0, 4); k > 0; k--) args.push(value());
    if (rng.int(0, 10) === 0)
      args.push(
        `${rng.pick(['key', 'default', 'sep', 'start', 'maxlen', 'end', 'file', 'dtype'])}=${value()}`,
      );
    const called = target.replaceAll('N', String(rng.int(0, 100)));
    lines.push('try:', `  r = ${called}(${args.join(', ')})`);
    lines.push(
      `  ${rng.pick(['repr(r)', 'list(zip(range(9), r))', 'r == r', 'hash(r)', 'r()', 'str(r)', 'pass'])}`,
    );
    lines.push('except BaseException as e: r = None');
  }
  return `${lines.join('\n')}\n`;
}

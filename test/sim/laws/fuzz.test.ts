/** A few programs of the fuzzer; thousands: `node test/support/fuzz/main.ts --seed N --runs 2000 --every 3000`. */
import { expect, test } from 'vitest';
import { boot } from '../../../shared/sim/machine.ts';
import { auditRun } from '../../support/audit/run.ts';
import { makeCase, runCase } from '../../support/fuzz/fuzz.ts';

const seed = 20_261;
const codeCache = new Map<string, unknown>();

test.each(Array.from({ length: 16 }, (_, index) => index))(`program %i of seed ${seed}`, (index) => {
  const made = makeCase(seed, index);
  const { kind, detail } = runCase(made, codeCache);
  expect(kind, `${made.version} ${made.kind}: ${detail}\n${made.source}`).not.toBe('defect');
});

/** What the fuzzer found once; each with the versions on which it showed. */
const found: readonly [version: string, source: string][] = [
  ['3.12', 'def g():\n  yield\ne = g()\ntry: min(e, "")\nexcept TypeError: pass'],
  ['3.10', 'try: max([1], [], key=lambda x: x[0])\nexcept IndexError: pass'],
  ['3.11', 'import _random\n_random.Random()'],
  ['3.14', 'import _random\ntry: _random._seed_bytes(1, 2)\nexcept TypeError: pass'],
  ['3.14', 'class E:\n  def __repr__(s): return s\ntry: str(set[E()])\nexcept TypeError: pass'],
  [
    '3.15',
    'import numpy\ntry: numpy.max()\nexcept TypeError: pass\ntry: numpy.dtype()\nexcept TypeError: pass\nnumpy.int32()',
  ],
  ['3.15', 'try: type(lambda: 0)(1, 2)\nexcept TypeError: pass'],
  ['3.14.0', 'import io\nio.BufferedIOBase()\nio.TextIOBase()'],
  [
    '3.14',
    "from collections import OrderedDict\nd = OrderedDict(a=1)\ndict.__delitem__(d, 'a')\ntry: d.copy()\nexcept KeyError: pass",
  ],
  ['3.11', 'import sys, builtins\ndel sys.breakpointhook, builtins.bin'],
  ['3.13', "import _weakref\ntry: _weakref._remove_dead_weakref('', 1)\nexcept TypeError: pass"],
  ['3.15', 'import gc\ngc.freeze()'],
  ['3.14', "try: ''.splitlines([].__iter__())\nexcept TypeError: pass"],
  ['3.15', 'class A: x = [(lambda: __class__) for x in [1]]'],
  ['3.15', 'from memory_profiler import profile\n@profile\ndef f(): x\ntry: f()\nexcept NameError: pass'],
  ['3.9', 'try: dict.__init__(a=1)\nexcept TypeError: pass\ntry: int.__new__(x=1)\nexcept TypeError: pass'],
  ['3.11', 'import operator\ntry: operator.call()\nexcept TypeError: pass'],
  [
    '3.13',
    'import _tracemalloc as t\nfor f, n in ((t._places, 1), (t._select, 2), (t._group, 3)):\n  try: f(*range(n))\n  except TypeError: pass',
  ],
  [
    '3.11',
    'def g():\n  y = yield\n  try: yield\n  except BaseException as e: yield\nb = g()\nnext(b)\nb.send(1)',
  ],
  ['3.8', "def f(): pass\nns = {'__builtins__': {'len': lambda x: 1}}\ng = type(f)(f.__code__, ns)"],
  ['3.9', 'b = bytearray(9)\nv = memoryview(b)\ntry: b *= 2\nexcept BufferError: pass'],
  ['3.10', 'import sys\nfrom collections import OrderedDict\nsys.keep = OrderedDict(a=[1])'],
  ['3.14', 'import sys, threading\nsys.keep = threading.local()'],
  ['3.8', 'import sys\nlog = []\ndef p(f, *rest): log.append((f, rest))\nsys.setprofile(p)'],
  [
    '3.14',
    'import types\nfor args in (..., 1), (None,):\n  try: types.ModuleType(*args)\n  except TypeError: pass',
  ],
];

test.each(found)('found once (%s): %s', (version, source) => {
  expect(runCase({ version, source, kind: 'found once' }, codeCache)).toMatchObject({
    kind: 'end',
    detail: '',
  });
});

/** Each operation raises when it has made something already, which has to go with it; and the first version that has it. */
const halfDone: readonly [operation: string, since: number][] = [
  ['NotTwo({1: 1}) | {2: 2}', 9],
  ['Fussy().update({1: 2})', 8],
  ['Fussy().update(a=2)', 8],
  ['Strange(a=1).__reduce__()', 8],
  ['OrderedDict().update(Mapping())', 8],
  ['StrangeDefault().__reduce__()', 8],
  ['FussyCounter("ab")', 8],
  ['compress([1], 5)', 8],
  ['list(compress([[1]], [Bad()]))', 8],
  ['repr(count(10**30, BadInt(2)))', 8],
  ['1 in Full()', 8],
  ['sumprod([[1]], 5)', 12],
  ['sumprod([2**40, {}], [2**40, {}])', 12],
  ['{}.update(Unhashable())', 8],
  ['repr({1: Bad()}.values())', 8],
  ['hash(int | list[[]])', 10],
  ['matched(Gets(a=1, b=2))', 10],
  ['cached(Equal())', 8],
  ['dir(Names(7))', 8],
  ['dir(Names([1, "a"]))', 8],
  ['isinstance([1], HookRaises)', 8],
  ['issubclass(Names, HookRaises)', 8],
  ['HookRaises.register(Names)', 8],
  ['isinstance(Names(1), RegistryRaises)', 8],
  ['ABCMeta("Odd", (OddBase,), {})', 8],
  ['ABCMeta("Odd", (), {"f": OddBase()})', 8],
  ['list(enumerate([1], {}))', 8],
  ['enumerate(Mapping())', 8],
  ['math.prod([2, 1.5, {}])', 8],
  ['math.prod([2, 3, Raises()])', 8],
  ['math.prod(yields())', 8],
  ['complex([], 1)', 8],
  ['complex(Raises())', 8],
  ['repr(partial(print, [], a=Bad()))', 8],
  ['bytes(Raises())', 8],
  ['b"%b" % Raises()', 8],
  ['type(iter(deque()))(deque([1]), {})', 8],
  ['frozendict([(1, [2]), 3])', 15],
  ['frozendict({1: 2}, a=3) | 4', 15],
  ['hash(frozendict(a=[]))', 15],
  ['repr(frozendict(a=Bad()))', 15],
  ['frozendict({1: 2}).__class__.fromkeys(yields())', 15],
  ['type("F", (frozendict,), {}).fromkeys(yields())', 15],
  ['sentinel()', 15],
  ['sentinel(1)', 15],
  ['partial(print, Placeholder)', 14],
  ['partial(print, Placeholder, 1)()', 14],
  ['[1, 2, 3].__setitem__(slice(None, None, 2), yields())', 8],
  ['D(**{"a": []}, **{"a": 1})', 8],
];

const halfDoneNames = `
import math
from collections import Counter, OrderedDict, UserDict, defaultdict
from functools import lru_cache
from itertools import compress, count
class Bad:
    def __bool__(self): raise ValueError
    __repr__ = __bool__
    def __eq__(self, other): raise ValueError
class BadInt(int):
    def __repr__(self): raise ValueError
class Full:
    def __contains__(self, x): return Bad()
class Fussy(OrderedDict):
    def __setitem__(self, key, value): raise ValueError
class NotTwo(OrderedDict):
    def __setitem__(self, key, value):
        if key == 2: raise ValueError
        OrderedDict.__setitem__(self, key, value)
class FussyCounter(Counter):
    def __setitem__(self, key, value): raise ValueError
class Strange(OrderedDict):
    def items(self): return object()
class StrangeDefault(defaultdict):
    def items(self): return object()
class Mapping:
    def keys(self): raise ValueError
class Unhashable:
    def keys(self): return [[]]
    def __getitem__(self, key): return [1]
class Gets(UserDict):
    def get(self, key, default=None):
        if key == 'b': raise ValueError
        return [1]
class Equal:
    inner = armed = False
    def __hash__(self): return 1
    def __eq__(self, other):
        if self.armed: raise ValueError
        return False
@lru_cache
def cached(x):
    if not Equal.inner:
        Equal.inner = True
        cached(Equal())
        Equal.armed = True
    return [x]
sumprod = getattr(math, 'sumprod', None)
from abc import ABCMeta
from collections import deque
from functools import partial
import functools
Placeholder = getattr(functools, 'Placeholder', None)
class Names:
    def __init__(self, names): self.names = names
    def __dir__(self): return self.names
class HookRaises(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c): raise ValueError([cls, c])
class RegistryRaises(metaclass=ABCMeta): pass
class Meta(type):
    def __subclasscheck__(cls, c):
        if c is Names: raise ValueError([c])
        return False
class Registered(metaclass=Meta): pass
RegistryRaises.register(Registered)
class OddBase:
    @property
    def __isabstractmethod__(self): raise ValueError([self])
OddBase.__abstractmethods__ = [1]
class Raises:
    def __rmul__(self, other): raise ValueError([other])
    def __complex__(self): raise ValueError([self])
    def __bytes__(self): raise ValueError([self])
class D(dict): pass
def yields():
    yield 1
    yield 2.0
    raise ValueError([1])
`;
const matching = `
def matched(x):
    match x:
        case {'a': 1, 'b': 2}: pass
`;

test.each([9, 12, 15])('what raises half done leaves nothing behind (3.%i)', (minor) => {
  const operations = halfDone.filter(([, since]) => minor >= since).map(([operation]) => operation);
  const source = [
    halfDoneNames + (minor >= 10 ? matching : ''),
    ...operations.map((each) => `try: ${each}\nexcept (TypeError, ValueError): print('raised')`),
  ].join('\n');
  const machine = boot(`3.${minor}`, {}, codeCache)!;
  expect(auditRun(machine, source, 'half.py', { at: 'exit' })).toMatchObject({
    violation: null,
    error: null,
  });
  expect(machine.result().stdout).toBe('raised\n'.repeat(operations.length));
});

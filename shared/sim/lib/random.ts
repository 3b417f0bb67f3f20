/** random (Lib/random.py) over the native `_random`: the same calls draw the same numbers in the same order. */
import { type LibModule, when } from './module.ts';
import { choosingSource } from './random/choosing.ts';
import { distributionsSource } from './random/distributions.ts';

const head = String.raw`
from math import (log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil, sqrt as _sqrt, acos as _acos, cos as _cos,
                  sin as _sin, floor as _floor, isfinite as _isfinite, log2 as _log2, fabs as _fabs, lgamma as _lgamma)
from collections.abc import Set as _Set, Sequence as _Sequence
from itertools import accumulate as _accumulate, repeat as _repeat
from bisect import bisect as _bisect
from operator import index as _index
import _random

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53
RECIP_BPF = 2 ** -BPF
TWOPI = 2.0 * _pi
_ONE = 1


class Random(_random.Random):
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        if version == 1 and isinstance(a, (str, bytes)):
            a = a.decode('latin-1') if isinstance(a, bytes) else a
            x = ord(a[0]) << 7 if a else 0
            for c in map(ord, a):
                x = ((1000003 * x) ^ c) & 0xFFFFFFFFFFFFFFFF
            x ^= len(a)
            a = -2 if x == -1 else x
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            _random._seed_bytes(self, a.encode() if isinstance(a, str) else bytes(a))
            self.gauss_next = None
            return
CHECK_SEED
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version == 3:
            version, internalstate, self.gauss_next = state
            super().setstate(internalstate)
        elif version == 2:
            version, internalstate, self.gauss_next = state
            # Version 2 was made of signed numbers.
            try:
                internalstate = tuple(x % (2 ** 32) for x in internalstate)
            except ValueError as e:
                raise TypeError from e
            super().setstate(internalstate)
        else:
            raise ValueError("state with version %s passed to Random.setstate() of version %s" % (version, self.VERSION))

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __init_subclass__(cls, /, **kwargs):
        for c in cls.__mro__:
            if '_randbelow' in c.__dict__:
                break
            if 'getrandbits' in c.__dict__:
                cls._randbelow = cls._randbelow_with_getrandbits
                break
            if 'random' in c.__dict__:
                cls._randbelow = cls._randbelow_without_getrandbits
                break

    def _randbelow_with_getrandbits(self, n):
EMPTY_IS_ZERO
        getrandbits = self.getrandbits
        k = n.bit_length()
        r = getrandbits(k)
        while r >= n:
            r = getrandbits(k)
        return r

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        random = self.random
        if n >= maxsize:
            return _floor(random() * n)
        rem = maxsize % n
        limit = (maxsize - rem) / maxsize
        r = random()
        while r >= limit:
            r = random()
        return _floor(r * maxsize) % n

    _randbelow = _randbelow_with_getrandbits
`;

const tail = String.raw`

_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = _inst.triangular
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
choices = _inst.choices
normalvariate = _inst.normalvariate
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
vonmisesvariate = _inst.vonmisesvariate
gammavariate = _inst.gammavariate
gauss = _inst.gauss
betavariate = _inst.betavariate
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
getstate = _inst.getstate
setstate = _inst.setstate
getrandbits = _inst.getrandbits
`;

/** `__all__`, in the order of the original (SystemRandom, which is not supported, is left out). */
function allNames(minor: number): string {
  const names = [
    'Random betavariate choice choices expovariate gammavariate gauss getrandbits getstate lognormvariate normalvariate',
    'paretovariate randint random randrange sample seed setstate shuffle triangular uniform vonmisesvariate weibullvariate',
    when(minor >= 9, 'randbytes'),
    when(minor >= 12, 'binomialvariate'),
  ];
  const list = names.join(' ').split(' ').filter(Boolean).sort();
  return `\n__all__ = [${list.map((name) => `"${name}"`).join(', ')}]\n`;
}

/** The module. */
export const randomLib: LibModule = {
  name: 'random',
  source: ({ minor }) => {
    const seedTypes = minor >= 13 ? ':\\nNone, int, float' : ': None,\\nint, float';
    return [
      head
        .replace(
          'CHECK_SEED',
          when(
            minor >= 11,
            `        elif not isinstance(a, (type(None), int, float)):
            raise TypeError('The only supported seed types are${seedTypes}, str, bytes, and bytearray.')`,
          ),
        )
        .replace(
          'EMPTY_IS_ZERO',
          when(minor === 9 || minor === 10, '        if not n:\n            return 0'),
        ),
      when(
        minor >= 9,
        "\n    def randbytes(self, n):\n        return self.getrandbits(n * 8).to_bytes(n, 'little')\n",
      ),
      choosingSource(minor),
      distributionsSource(minor),
      tail,
      allNames(minor),
      when(minor >= 9, 'randbytes = _inst.randbytes\n'),
      when(minor >= 12, 'binomialvariate = _inst.binomialvariate\n'),
    ].join('');
  },
};

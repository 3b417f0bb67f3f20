/** random (Lib/random.py) over the native `_random`: the same calls draw the same numbers in the same order. */
import { type LibModule, when } from './module.ts';

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

const randrangeOld = String.raw`
    def randrange(self, start, stop=None, step=STEP):
INTEGER_START
        if stop is None:
            if istart > 0:
                return self._randbelow(istart)
            raise ValueError("empty range for randrange()")
INTEGER_STOP
        width = istop - istart
INTEGER_STEP
        if istep == 1 and width > 0:
            return istart + self._randbelow(width)
        if istep == 1:
            raise ValueError("empty range for randrange() (%d, %d, %d)" % (istart, istop, width))
        if istep > 0:
            n = (width + istep - 1) // istep
        elif istep < 0:
            n = (width + istep + 1) // istep
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError("empty range for randrange()")
        return istart + istep * self._randbelow(n)
`;

/** An argument of randrange as an int: from 3.10 on first of all what it says that it is. */
function integerOf(name: string, called: string, minor: number): string {
  const checked = (indent: string) => `${indent}i${name} = int(${name})
${indent}if i${name} != ${name}:
${indent}    raise ValueError("non-integer ${called} for randrange()")`;
  if (minor < 10) return checked(' '.repeat(8));
  return `        try:
            i${name} = _index(${name})
        except TypeError:
${checked(' '.repeat(12))}`;
}

const randrangeNew = String.raw`
    def randrange(self, start, stop=None, step=_ONE):
        istart = _index(start)
        if stop is None:
            if step is not _ONE:
                raise TypeError("Missing a non-None stop argument")
            if istart > 0:
                return self._randbelow(istart)
            raise ValueError("empty range for randrange()")
        istop = _index(stop)
        width = istop - istart
        istep = _index(step)
        if istep == 1:
            if width > 0:
                return istart + self._randbelow(width)
            raise ValueError(f"empty range in randrange({start}, {stop})")
        if istep > 0:
            n = (width + istep - 1) // istep
        elif istep < 0:
            n = (width + istep + 1) // istep
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return istart + istep * self._randbelow(n)
`;

const sequences = String.raw`
    def randint(self, a, b):
RANDINT

    def choice(self, seq):
CHOICE
SHUFFLE

    def sample(self, population, kCOUNTS_PARAMETER):
SET_POPULATION
        n = len(population)
COUNTS
        randbelow = self._randbelow
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            selected_add = selected.add
            for i in range(k):
                j = randbelow(n)
                while j in selected:
                    j = randbelow(n)
                selected_add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        random = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                floor = _floor
                n += 0.0
                return [population[floor(random() * n)] for i in _repeat(None, k)]
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                k = weights
                raise TypeError(f'The number of choices must be a keyword argument: {k=}') from None
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
CHECK_TOTAL
        bisect = _bisect
        hi = n - 1
        return [population[bisect(cum_weights, random() * total, 0, hi)] for i in _repeat(None, k)]
`;

const distributions = String.raw`
    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, muMU, sigmaSIGMA):
        random = self.random
        while True:
            u1 = random()
            u2 = 1.0 - random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            zz = z * z / 4.0
            if zz <= -_log(u2):
                break
        return mu + z * sigma

    def gauss(self, muMU, sigmaSIGMA):
        random = self.random
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            x2pi = random() * TWOPI
            g2rad = _sqrt(-2.0 * _log(1.0 - random()))
            z = _cos(x2pi) * g2rad
            self.gauss_next = _sin(x2pi) * g2rad
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambdLAMBDA):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            u1 = random()
            z = _cos(_pi * u1)
            d = z / (r + z)
            u2 = random()
            if u2 < 1.0 - d * d or u2 <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        u3 = random()
        if u3 > 0.5:
            theta = (mu + _acos(f)) % TWOPI
        else:
            theta = (mu - _acos(f)) % TWOPI
        return theta

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        random = self.random
        if alpha > 1.0:
            ainv = _sqrt(2.0 * alpha - 1.0)
            bbb = alpha - LOG4
            ccc = alpha + ainv
            while True:
                u1 = random()
                if not 1e-7 < u1 < 0.9999999:
                    continue
                u2 = 1.0 - random()
                v = _log(u1 / (1.0 - u1)) / ainv
                x = alpha * _exp(v)
                z = u1 * u1 * u2
                r = bbb + ccc * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        elif alpha == 1.0:
            return -_log(1.0 - random()) * beta
        else:
            while True:
                u = random()
                b = (_e + alpha) / _e
                p = b * u
                if p <= 1.0:
                    x = p ** (1.0 / alpha)
                else:
                    x = -_log((b - p) / alpha)
                u1 = random()
                if p > 1.0:
                    if u1 <= x ** (alpha - 1.0):
                        break
                elif u1 <= _exp(-x):
                    break
            return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        if y:
            return y / (y + self.gammavariate(beta, 1.0))
        return 0.0

    def paretovariate(self, alpha):
        u = 1.0 - self.random()
        return PARETO

    def weibullvariate(self, alpha, beta):
        u = 1.0 - self.random()
        return alpha * (-_log(u)) ** (1.0 / beta)
`;

const binomial = String.raw`
    def binomialvariate(self, n=1, p=0.5):
        if n < 0:
            raise ValueError("n must be non-negative")
        if p <= 0.0 or p >= 1.0:
            if p == 0.0:
                return 0
            if p == 1.0:
                return n
            raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        random = self.random
        if n == 1:
            return _index(random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        if n * p < 10.0:
            x = y = 0
            c = _log2(1.0 - p)
            if not c:
                return x
            while True:
                y += _floor(_log2(random()) / c) + 1
                if y > n:
                    return x
                x += 1
        setup_complete = False
        spq = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spq
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        vr = 0.92 - 4.2 / b
        while True:
            u = random()
            u -= 0.5
            us = 0.5 - _fabs(u)
            k = _floor((2.0 * a / us + b) * u + c)
            if k < 0 or k > n:
                continue
            v = random()
            if us >= 0.07 and v <= vr:
                return k
            if not setup_complete:
                alpha = (2.83 + 5.1 / b) * spq
                lpq = _log(p / (1.0 - p))
                m = _floor((n + 1) * p)
                h = _lgamma(m + 1) + _lgamma(n - m + 1)
                setup_complete = True
            v *= alpha / (a / (us * us) + b)
            if _log(v) <= h - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - m) * lpq:
                return k
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

const choiceBy = {
  old: `        try:
            i = self._randbelow(len(seq))
        except ValueError:
            raise IndexError('Cannot choose from an empty sequence') from None
        return seq[i]`,
  plain: '        return seq[self._randbelow(len(seq))]',
  checked: `        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]`,
};

const shuffleBy = {
  withRandom: `
    def shuffle(self, x, random=None):
        if random is None:
            randbelow = self._randbelow
            for i in reversed(range(1, len(x))):
                j = randbelow(i + 1)
                x[i], x[j] = x[j], x[i]
        else:
            for i in reversed(range(1, len(x))):
                j = _floor(random() * (i + 1))
                x[i], x[j] = x[j], x[i]`,
  plain: `
    def shuffle(self, x):
        randbelow = self._randbelow
        for i in reversed(range(1, len(x))):
            j = randbelow(i + 1)
            x[i], x[j] = x[j], x[i]`,
};

const counts = `        if counts is not None:
            cum_counts = list(_accumulate(counts))
            if len(cum_counts) != n:
                raise ValueError("The number of counts does not match the population")
            total = cum_counts.pop()COUNTS_EMPTY
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total TOO_FEW 0:
                raise ValueError("TOO_FEW_TEXT")
            selections = self.sample(range(total), k=k)
            bisect = _bisect
            return [population[bisect(cum_counts, s)] for s in selections]`;

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

export const randomLib: LibModule = {
  name: 'random',
  source: ({ minor }) => {
    const noSets = `        if not isinstance(population, _Sequence):
            raise TypeError("Population must be a sequence${
              minor < 9 ? ' or set.  For dicts, use list(d).' : '.  For dicts or sets, use sorted(d).'
            }")`;
    const sets = `        if isinstance(population, _Set):
            population = tuple(population)
${noSets}`;
    const countsText = counts
      .replace('COUNTS_EMPTY', minor >= 14 ? ' if cum_counts else 0' : '')
      .replace('TOO_FEW 0', minor >= 14 ? '< 0' : '<= 0')
      .replace(
        'TOO_FEW_TEXT',
        minor >= 14 ? 'Counts must be non-negative' : 'Total of counts must be greater than zero',
      );
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
      minor >= 12
        ? randrangeNew
        : randrangeOld
            .replace('STEP', '1')
            .replace('INTEGER_START', integerOf('start', 'arg 1', minor))
            .replace('INTEGER_STOP', integerOf('stop', 'stop', minor))
            .replace('INTEGER_STEP', integerOf('step', 'step', minor)),
      sequences
        .replace(
          'RANDINT',
          minor >= 14
            ? `        a = _index(a)
        b = _index(b)
        if b < a:
            raise ValueError(f"empty range in randint({a}, {b})")
        return a + self._randbelow(b - a + 1)`
            : '        return self.randrange(a, b + 1)',
        )
        .replace('CHOICE', minor < 9 ? choiceBy.old : minor < 11 ? choiceBy.plain : choiceBy.checked)
        .replace('SHUFFLE', minor < 11 ? shuffleBy.withRandom : shuffleBy.plain)
        .replace('COUNTS_PARAMETER', when(minor >= 9, ', *, counts=None'))
        .replace('SET_POPULATION', minor < 11 ? sets : noSets)
        .replace('COUNTS', when(minor >= 9, countsText))
        .replace(
          'CHECK_TOTAL',
          when(
            minor >= 9,
            `        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(total):
            raise ValueError('Total of weights must be finite')`,
          ),
        ),
      distributions
        .replaceAll('MU', when(minor >= 11, '=0.0'))
        .replaceAll('SIGMA', when(minor >= 11, '=1.0'))
        .replace('LAMBDA', when(minor >= 12, '=1.0'))
        .replace('PARETO', minor < 11 ? '1.0 / u ** (1.0 / alpha)' : 'u ** (-1.0 / alpha)'),
      when(minor >= 12, binomial),
      tail,
      allNames(minor),
      when(minor >= 9, 'randbytes = _inst.randbytes\n'),
      when(minor >= 12, 'binomialvariate = _inst.binomialvariate\n'),
    ].join('');
  },
};

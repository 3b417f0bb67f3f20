/** What random's Random draws of ranges and sequences (Lib/random.py: randrange to choices). */
import { when } from '../module.ts';

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

/** Those methods, as a version has them. */
export function choosingSource(minor: number): string {
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
  return [
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
  ].join('');
}

# The block of an int has room for the largest result that the operation may have; sys.getsizeof does not show it.
import math
import operator
import sys
import tracemalloc

get = tracemalloc.get_traced_memory


def traced(f, a, b):
    before = get()[0]
    r = f(a, b)
    after = get()[0]
    return after - before, r


D = 1 << 30
values = [1000, D - 1, D, 2 * D + 7, D ** 2 - 1, D ** 2, D ** 2 + 3 * D + 7, D ** 3 - 1, D ** 3 + 9, D ** 5 - 1]
values += [-v for v in values]
tracemalloc.start()
for _ in range(3):
    base = traced(lambda a, b: None, 1, 2)[0]

print('two operands: bytes of the block where it is larger than the int')
for name in ['add', 'sub', 'mul', 'floordiv', 'mod', 'and_', 'or_', 'xor']:
    f = getattr(operator, name)
    for a in values:
        row = []
        for b in values:
            n, r = traced(f, a, b)
            if abs(r) < D:
                row.append('.')
            else:
                row.append('a' if r is a else n - base - sys.getsizeof(r))
        print(name, values.index(a), *row)

print('shifts and powers')
for a in values:
    for f, amounts in [
        (operator.lshift, (0, 1, 29, 30, 31, 60, 95)),
        (operator.rshift, (0, 1, 29, 30, 31, 60)),
        (operator.pow, (1, 2, 3, 4, 5, 8, 15, 31)),
    ]:
        row = []
        for b in amounts:
            n, r = traced(f, a, b)
            row.append('.' if abs(r) < D else 'a' if r is a else n - base - sys.getsizeof(r))
        print(f.__name__, values.index(a), *row)

print('one operand, texts, bytes')
for a in values:
    row = []
    for f in (
        lambda a, b: -a,
        lambda a, b: ~a,
        lambda a, b: abs(a),
        lambda a, b: round(a, -2),
        lambda a, b: int(str(a)),
        lambda a, b: int(hex(a), 16),
        lambda a, b: int.from_bytes(a.to_bytes(24, 'big', signed=True), 'big', signed=True),
    ):
        f(a, 0)
        n, r = traced(f, a, 0)
        row.append('.' if abs(r) < D else 'a' if r is a else n - base - sys.getsizeof(r))
    print(values.index(a), *row)
print(*[traced(lambda a, b: int(a), '1' * n, 0)[0] - base for n in range(10, 60)])
print(*[traced(lambda a, b: math.factorial(a), n, 0)[0] - base for n in range(13, 50)])

print('in loops')


def fibonacci(n):
    a, b, seen = 0, 1, []
    for i in range(n):
        a, b = b, a + b
        seen.append(a)
    return seen


def products(n):
    p, seen = 1, []
    for i in range(n):
        p *= 3
        seen.append(p)
    return seen


def mixed(n):
    s, t, seen = 5381, 10 ** 12, []
    for i in range(n):
        s = s * 33 + i
        t += i
        seen.append(s)
        seen.append(t)
        seen.append(t - i)
    return seen


for f, n in ((fibonacci, 200), (products, 100), (mixed, 40)):
    for _ in range(3):
        f(n)
    before = get()[0]
    seen = f(n)
    after = get()[0]
    print(f.__name__, after - before - sum(map(sys.getsizeof, seen)) - sys.getsizeof(seen), end=' ')
    del seen
print()

print('a length, a position, a hash')
things = list(range(1000))
text = 'ab' * 500 + 'z'
for f in (
    lambda a, b: len(things),
    lambda a, b: things.index(700),
    lambda a, b: text.find('z'),
    lambda a, b: text.count('a'),
    lambda a, b: hash(5000),
    lambda a, b: sys.getsizeof(things),
    lambda a, b: math.isqrt(10 ** 8),
    lambda a, b: things[700] + 1,
    lambda a, b: round(5000.4),
    lambda a, b: slice(None).indices(a)[1],
):
    f(1000, 0)
    print(traced(f, 1000, 0)[0] - base, end=' ')
print()

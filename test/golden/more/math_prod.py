import math
for a in ([], [1, 2, 3], [1.5, 2, 3], [2, 1.5, 2], [0, -3], [-3, 0, 1.0], [True, 2], [2, True, 3], [2**40, 2**40, 3], [1.5, 2**70], [2**70, 1.5, 2], [1j, 2], [2, 'ab'], [1.5, True], ['a', 3], [3, [1], 2], [float('inf'), 0], [-0.0, 1]):
    try:
        print(a, math.prod(a), math.prod(a, start=2), math.prod(a, start=-0.0))
    except Exception as e:
        print(a, type(e).__name__, e)
class X:
    def __rmul__(self, o): return ('X', o)
print(math.prod([2, 3, X()]), math.prod([2, 3.5, X()]))
try: math.prod(iter([1, 2.0, None]))
except TypeError as e: print(e)
try: math.prod(5)
except TypeError as e: print(e)
def g():
    yield 1
    yield 2.0
    raise ValueError('g')
try: math.prod(g())
except ValueError as e: print(e)

# How the number of chosen items is read, and whether the items are asked for before that.
import itertools
class I:
    def __index__(self): return 2
def pool():
    print("pool", end=" "); yield 1; yield 2; yield 3
for f in (itertools.combinations, itertools.combinations_with_replacement, itertools.permutations):
    for r in (I(), {}, "a", -1, 10**30, 2.0, None, True, 2):
        try:
            print(len(list(f(pool(), r))))
        except Exception as e:
            print(type(e).__name__, e)
for r in (I(), {}, -1, 10**30, True):
    try: print(len(list(itertools.product(pool(), repeat=r))))
    except Exception as e: print(type(e).__name__, e)

# Blocks of functools.partial and of the iterators that hold indices.
import sys, functools, itertools, gc
def f(*a, **k): return None
def blocks(name, make):
    make()
    x = None
    keep = [None] * 4
    gc.collect(); gc.disable()
    a = sys.getallocatedblocks()
    for i in range(4): keep[i] = make()
    b = sys.getallocatedblocks()
    print(name, (b - a))
    gc.enable()
r3 = [1, 2, 3]
p2 = functools.partial(f)
blocks('partial', lambda: functools.partial(f))
blocks('partial a', lambda: functools.partial(f, 1))
blocks('partial k', lambda: functools.partial(f, k=1))
blocks('partial of partial', lambda: functools.partial(functools.partial(f, k=1), j=2))
blocks('product', lambda: itertools.product(r3))
blocks('product2', lambda: itertools.product(r3, r3))
blocks('product r', lambda: itertools.product(r3, repeat=3))
blocks('product empty', lambda: itertools.product())
blocks('permutations', lambda: itertools.permutations(r3))
blocks('permutations 2', lambda: itertools.permutations(r3, 2))
blocks('permutations 0', lambda: itertools.permutations(r3, 0))
blocks('combinations', lambda: itertools.combinations(r3, 2))
blocks('combinations 0', lambda: itertools.combinations(r3, 0))
blocks('cwr', lambda: itertools.combinations_with_replacement(r3, 2))
blocks('cwr0', lambda: itertools.combinations_with_replacement(r3, 0))
def started(it):
    next(it); return it
blocks('product s', lambda: started(itertools.product(r3, r3)))
blocks('permutations s', lambda: started(itertools.permutations(r3, 2)))
blocks('comb s', lambda: started(itertools.combinations(r3, 2)))
def ended(it):
    for x in it: pass
    return it
blocks('product e', lambda: ended(itertools.product(r3, r3)))
blocks('permutations e', lambda: ended(itertools.permutations(r3, 2)))
blocks('comb e', lambda: ended(itertools.combinations(r3, 2)))
for it in (itertools.product(r3, r3), itertools.product(), itertools.permutations(r3, 2), itertools.combinations(r3, 2), itertools.combinations_with_replacement(r3, 3), functools.partial(f, k=1)):
    print(type(it).__name__, sys.getsizeof(it))
p = functools.partial(f, k=1)
print(sys.getrefcount(p.keywords), len(gc.get_referents(p)), [type(x).__name__ for x in gc.get_referents(p)])
import tracemalloc
tracemalloc.start()
def traced(name, make):
    make()
    a = tracemalloc.get_traced_memory()[0]
    x = make()
    b = tracemalloc.get_traced_memory()[0]
    print(name, b - a)
traced('product', lambda: itertools.product(r3, r3))
traced('product 10', lambda: itertools.product(r3, repeat=10))
traced('perm', lambda: itertools.permutations(r3, 2))
traced('perm 10', lambda: itertools.permutations(range(10), 4))
traced('comb', lambda: itertools.combinations(range(10), 4))
traced('cwr', lambda: itertools.combinations_with_replacement(range(10), 4))
traced('partial', lambda: functools.partial(f, 1, k=2))
traced('partial k', lambda: functools.partial(f, k=2))

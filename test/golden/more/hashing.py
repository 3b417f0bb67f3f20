# What a key or a member without a hash is told, and the named initial value of reduce.
from functools import reduce
import threading
class W:
    def __hash__(self): return "text"
class E:
    def __hash__(self): raise TypeError("mine")
class V:
    def __hash__(self): raise ValueError("value")
class Own(TypeError): pass
class O:
    def __hash__(self): raise Own("sub")
for f in (lambda: {(1, []): 2}, lambda: {(1, [])}, lambda: {}[([],)], lambda: {W(): 1}, lambda: {W()}, lambda: {E(): 1}, lambda: {V(): 1}, lambda: {O(): 1}, lambda: ([],) in {}, lambda: ([],) in set(), lambda: {}.get(({},)), lambda: dict.fromkeys([([],)]), lambda: set([([],)]), lambda: {1}.discard(([],)), lambda: hash(([],)), lambda: {}.setdefault([], 1), lambda: {1}.intersection([([],)]), lambda: {1}.remove([]), lambda: {[]: 1 for _ in "a"}, lambda: {[] for _ in "a"}, lambda: reduce(), lambda: reduce(max, [1, 5], initial=9), lambda: reduce(max, [1], 2, initial=9), lambda: reduce(max, [1], foo=9), lambda: reduce(function=max, iterable=[1]), lambda: reduce(max, [3, 8]), lambda: reduce(max, 5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, repr(e.__context__))

# What iterators of containers know of what is left when the container changes under them
from collections import deque
from operator import length_hint
import sys, gc, functools
def hints(make, change):
    c = make(); it = iter(c); next(it); a = length_hint(it); change(c); b = length_hint(it)
    try: r = next(it)
    except (RuntimeError, StopIteration) as e: r = type(e).__name__
    print(type(it).__name__, a, b, r, length_hint(it))
hints(lambda: dict.fromkeys('abc'), lambda d: d.update(x=1))
hints(lambda: dict.fromkeys('abc').items(), lambda d: None)
hints(lambda: {1, 2, 3}, lambda s: s.add(9))
hints(lambda: {1, 2, 3}, lambda s: None)
hints(lambda: deque('abc'), lambda d: d.append(1))
hints(lambda: deque('abc'), lambda d: None)
l = [1, 2, 3, 4]; it = reversed(l); next(it); print(length_hint(it)); l.append(1); print(length_hint(it)); l[2:] = []; print(length_hint(it))
try: print(next(it))
except StopIteration: print('end', length_hint(it))
d = deque(range(100)); n = sys.getrefcount(d)
for it in (iter(d), reversed(d)):
    print(type(it), sys.getsizeof(it) > 60, sum(it), length_hint(it), sys.getrefcount(d) - n, d in gc.get_referents(it))
    print(list(it), list(it))
    r = it.__reduce__(); print(r[0] is type(it), r[1][0] is d, r[1][1:])
    T = type(it); print(next(T(d)), next(T(d, 3)), list(T(d, 98)), list(T(d, 1000)))
    for a in (), (d, 1, 2), ([],), (d, 'x'):
        try: T(*a)
        except TypeError as e: print(e)
    it = T(d); d.append(1); d.pop()
    for i in 1, 2:
        try: next(it)
        except (RuntimeError, StopIteration) as e: print(type(e), e, length_hint(it))
    try: class_ = type('S', (T,), {})
    except TypeError as e: print(e)
del it, T
print(sys.getrefcount(d) - n)
# A text that changes what is being shown
def capture(*a, **k): return a, k
p = functools.partial(capture)
class Mutates:
    def __str__(self):
        p.keywords[self] = ['new']
        return 'astr'
p.keywords[Mutates()] = ['old']
r = repr(p); print(r[r.index('>')+1:], list(p.keywords.values()))
class Removes:
    def __str__(self):
        p.keywords.clear()
        return 'gone'
    def __del__(self): print('del')
p = functools.partial(capture)
k = Removes(); p.keywords[k] = [1]; p.keywords['more'] = 2
r = repr(p); print(r[r.index('>')+1:], p.keywords, sys.getrefcount(k))
# Lists that change while what is assigned to their slice is made
if sys.version_info >= (3, 13):
    class Clears:
        def __init__(self, items, left=0): self.items = items; self.left = left
        def __iter__(self):
            yield from self.items
            del self.items[self.left:]
    for left in 0, 1, 3, 4:
        items = list(range(5))
        try:
            items[::-1] = Clears(items, left)
            print(items)
        except ValueError as e: print(e, items)
    items = list(range(6))
    class Grows(Clears):
        def __iter__(self):
            self.items.append(9)
            return iter('abcd')
    items[::2] = Grows(items); print(items)
    items = [1, 2, 3]
    items[::-1] = items; print(items)

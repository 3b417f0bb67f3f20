# A collection that waits begins within print(), whose bound method counts; and one that has waited need not be due any more.
import gc, sys
class P:
    def __init__(self, *args):
        for i, a in enumerate(args):
            pass
class S:
    __slots__ = ('x', 'y')
    def __init__(self, x=None, y=None):
        self.x = x
        self.y = y
class Plain:
    def __init__(self, x): self.x = x
seen = []
def note(phase, info):
    if phase == 'start':
        seen.append(info['generation'])
    else:
        seen.append(-info['collected'])
gc.callbacks.append(note)
def main(make):
    c = []
    d = P()
    f = make()
    h = P()
    print(1, seen)
    g = make()
    x = sys.exc_info()
    print(len(seen), seen)
    for i in range(12):
        g = make()
        k = [g]
        c.append((k, len(seen)))
    print([n for _, n in c])
for t in (3, 5, 6, 7, 8, 9, 12):
    for make in (S, P, lambda: Plain(1), lambda: P(1, 2), lambda: [[], []]):
        gc.set_threshold(0)
        gc.collect()
        gc.set_threshold(t, 3, 3)
        main(make)
        gc.set_threshold(0)
        print(t, seen)
        del seen[:]
L = [3, 1, 2]
def waits(f):
    gc.set_threshold(0)
    gc.collect(0); gc.collect(0)
    del seen[:]
    gc.set_threshold(1)
    x = f()
    a = len(seen)
    y = 5
    b = len(seen)
    gc.set_threshold(0)
    print(a, b, len(seen))
waits(lambda: frozenset(L)); waits(lambda: list(enumerate(L))); waits(lambda: {1} | {2})

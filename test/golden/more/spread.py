import sys
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
def st(*a, **k): return None
def st2(*a): return None
print("1"); st(*[T(1), T(2)], T(3), k=T(4)); print()
print("2"); st(T(1), T(2)); print()
print("3"); st2(T(1), T(2)); print()
print("4"); st2(*[T(1), T(2)], T(3)); print()
print("5"); st(k=T(1), j=T(2)); print()
print("6"); st(T(0), k=T(1), j=T(2)); print()
print("7"); st(**{"k":T(1), "j":T(2)}); print()
print("8"); st(T(0), *[T(1)], **{"k":T(2), "j":T(3)}); print()
def st3(a, *r, k=None, **kw): return None
print("9"); st3(T(0), T(1), T(2), k=T(3), z=T(4)); print()
print("10"); st3(*[T(0), T(1), T(2)], k=T(3), z=T(4)); print()
print("11"); st3(*(T(0), T(1), T(2)), **dict(k=T(3), z=T(4))); print()

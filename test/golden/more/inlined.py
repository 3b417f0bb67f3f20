# Names that several comprehensions of one block use, and __class__ in those of a class (3.12.1 itself crashes on some).
for code in ("""class _C:
    __class__ = 2
    res = [__class__ for x in [1]]
""", """class _C:
    res = [__class__ for x in [1]]
    def f(self): return __class__
""", """class _C:
    __class__ = 2
    def f(self): return __class__
    res = [(lambda: __class__)() for x in [1]]
""", """class _C:
    res = [__class__ for x in [1]]
    res2 = [super() for x in [1]]
""", """def g():
    class _C:
        [x for x in [1]]
        y = [x for _ in [1]]
    return _C.y
res = g()
""", """def g():
    [x for x in [3]]
    return [x for _ in [1]], [lambda: x for _ in [1]][0]()
res = g()
""", """def g():
    x = 2
    def h(): return x
    [x for x in [3]]
    return [x for _ in [1]], h()
res = g()
"""):
    ns = {'x': 9, '__name__': 'm'}
    try: exec(code, ns); print(ns.get('res', ns['_C'].res if '_C' in ns else None))
    except BaseException as e: print(type(e).__name__, str(e)[:60])

# Closing generators: what is let go at once, and what only with the generator.
import gc, weakref
gc.collect(); gc.disable()
class W:
    def __repr__(self): return 'W'
def k():
    def ge(): yield me
    me = ge(); next(me)
k(); print(gc.collect())
def k2():
    def ge(x):
        y = [x]
        yield 1
    l = []
    m = ge(l); l.append(m); next(m)
k2(); print(gc.collect())
def k3():
    def ge(x):
        y = [x]
        try: yield 1
        finally: print("fin")
    l = []
    m = ge(l); l.append(m); next(m)
k3(); print(gc.collect())
def k4():
    def ge(x):
        for i in x: yield i
    l = [5]
    m = ge(l); l.append(m); next(m)
k4(); print(gc.collect())
def k5():
    l = [1, 2]
    m = (x for x in l); l.append(m); next(m)
k5(); print(gc.collect())
def k6():
    l = []
    m = (x for x in l); l.append(m)
k6(); print(gc.collect())
def ge(o):
    loc = o
    yield 1
o = W(); r = weakref.ref(o); g = ge(o); next(g); del o; g.close(); print(r())
o = W(); r = weakref.ref(o); g = ge(o); del o; g.close(); print(r()); del g; print(r())
class N: pass
n = N(); n.g = ge(n); next(n.g); del n; print(gc.collect())
n = N(); n.g = ge(n); del n; print(gc.collect())
n = N(); n.g = (z for z in [n]); del n; print(gc.collect())
n = N(); n.g = (z for z in [n, n]); next(n.g); del n; print(gc.collect())
gc.set_debug(gc.DEBUG_SAVEALL); k(); gc.collect(); print([type(x).__name__ for x in gc.garbage]); gc.garbage.clear(); gc.set_debug(0); gc.collect()
def gf(o):
    with C():
        yield 1
class C:
    def __enter__(self): pass
    def __exit__(self, *a): print("exit")
for make in (lambda o: ge(o), lambda o: gf(o), lambda o: (z for z in [o]), lambda o: (lambda: (yield o))()):
    for start in (0, 1):
        o = W(); r = weakref.ref(o); g = make(o)
        if start: next(g)
        del o; print(r() is not None, end=" "); g.close(); print(r() is not None, end=" "); print(list(g), g.gi_frame, end=" "); g.close(); del g; print(r() is not None)
o = W(); r = weakref.ref(o); g = ge(o); del o; 
try: g.throw(ValueError("t"))
except ValueError: print("thrown", r())
del g; print(r())
import sys
def loc(): x = W(); yield sys.getrefcount(x); yield weakref.ref(x)
g = loc(); next(g); r = next(g); f = g.gi_frame; g.close(); print(r(), f.f_locals if sys.version_info < (3, 13) else "", g.gi_frame); del f; print(r())


class W:
    def __repr__(self): return 'W'
def mk(o):
    def ge(): yield o
    r = weakref.ref(ge)
    g = ge(); del ge
    return g, r
o = W(); g, rf = mk(o); ro = weakref.ref(o); next(g); del o
print(rf() is not None, ro() is not None); g.close(); print(rf() is not None, ro() is not None)
o = W(); g, rf = mk(o); ro = weakref.ref(o); next(g); del o
print(rf() is not None, ro() is not None); del g; print(rf() is not None, ro() is not None)
def k():
    def ge(): yield me
    me = ge(); next(me)
    me.close()
k(); print(gc.collect())
def k():
    def ge(): yield me
    me = ge(); next(me)
    return weakref.ref(ge), weakref.ref(me), me.__class__
a = k(); print(a[0]() is None, a[1]() is None); print(gc.collect()); print(a[0]() is None, a[1]() is None)
def k():
    def ge(x): yield x
    l = []; me = ge(l); l.append(me); next(me)
k(); print(gc.collect())
def k():
    def ge(): yield l
    l = []; me = ge(); l.append(me); next(me)
k(); print(gc.collect())
def k():
    def ge(): x = 1; yield l; yield
    l = []; me = ge(); l.append(me); next(me); l = None
k(); print(gc.collect())
for i in range(2):
    try: pass
    finally:
        if i < 5: pass
def finals():
    for i in range(3):
        try: 1 / 0
        except ZeroDivisionError: pass
        finally:
            exec("for j in range(2):\n    try: pass\n    finally: continue" if sys.version_info[:2] == (3, 8) else "pass")
    return i
print(finals())
import itertools, traceback
for act in ("collections.abcc", "sys.nope"):
    try: __import__(act)
    except ImportError as e: print(e)
try: undefined_thing
except NameError as e: print(traceback.format_exception_only(NameError, e))

# Moments at which objects die, in the ways that a program has of holding them.
import sys, gc, weakref, traceback, types
gc.collect(); gc.disable()
class W:
    def __init__(self, n="w"): self.n = n
    def __del__(self): print("~" + self.n, end=" ")
def alive(r): return r() is not None
def boom(x):
    y = W("y")
    raise ValueError("boom")
def mid(x): return boom(x)
try: mid(W("x"))
except ValueError as e:
    tb = e.__traceback__
    print([f.f_code.co_name for f, _ in traceback.walk_tb(tb)], sorted(tb.tb_next.tb_next.tb_frame.f_locals))
    traceback.clear_frames(tb); print("cleared")
    del tb
print("after")
try: mid(W("x2"))
except ValueError: print("in", end=" ")
print("after2")
def f():
    try: mid(W("x3"))
    except ValueError as e: err = e
    print("kept", end=" ")
    return 1
f(); print("returned", gc.collect())
def g():
    fr = sys._getframe()
    loc = W("loc")
    return fr
fr = g(); print("frame", fr.f_locals["loc"].n, fr.f_back.f_code.co_name); 
try: fr.clear(); print("clear", fr.f_locals)
except RuntimeError as e: print(e)
del fr
def h():
    fr = sys._getframe(); loc = W("cyc")
h(); print("h", gc.collect())
try: sys._getframe().clear()
except RuntimeError as e: print(e)
def gen():
    a = W("ga"); yield 1; b = W("gb"); yield 2
k = gen(); next(k); fr = k.gi_frame; next(k); print(sorted(fr.f_locals)); k.close(); print("closed", k.gi_frame); del fr, k; print("gone")
k = gen(); next(k)
try: k.gi_frame.clear(); print("cleared", list(k))
except RuntimeError as e: print(e)
del k; print("-")
def rec(n):
    w = W(f"r{n}")
    if n: rec(n - 1)
rec(3); print("rec")
def exc_in_finally():
    try: raise KeyError(W("k"))
    finally:
        try: raise ValueError(W("v"))
        except ValueError: print("inner", end=" ")
try: exc_in_finally()
except KeyError as e: print("outer", e.__context__)
print("--")
try:
    try: raise KeyError(W("k1"))
    except KeyError as a: raise ValueError(W("v1")) from None
except ValueError as b: print(b.__suppress_context__, type(b.__context__).__name__); 
print("--")
e1 = ValueError(W("args")); e1.__cause__ = KeyError(W("cause")); e1.note = W("note"); del e1; print("del")
def ret():
    try: return W("ret")
    finally: print("fin", end=" ")
ret(); print("ret")
def loop():
    for i in range(3):
        w = W(f"l{i}")
        if i == 1: continue
    print("end loop", end=" ")
loop(); print("loop")
def cond(a):
    x = W("c1") if a else W("c2")
    x = x or W("never")
    return not x
cond(1); print("cond")
def args(*a, **k): print("called", end=" ")
args(W("a1"), W("a2"), k=W("k1")); print("args")
args(*[W("s1"), W("s2")], **{"z": W("z1")}); print("spread")
def default(x=W("def")): pass
default(); del default; print("default")
def nested():
    w = W("n")
    def inner(): return w.n
    return inner()
nested(); print("nested")
def gencaller(): return sum(len(w.n) for w in [W("g1"), W("g2")])
gencaller(); print("gencaller")
[w.n for w in [W("q1"), W("q2")]]; print("lc")
{w.n: w for w in (W("d1"), W("d1"))}; print("dc")
a, b = W("t1"), W("t2"); a, b = b, a; del a; print("swap"); del b; print("b")
x = [W("i0"), W("i1"), W("i2")]; x[0], x[2] = x[2], x[0]; del x[1]; print("del1"); x = None; print("x")
x = W("aug"); x = (x, 1)[1]; print("aug")
class C:
    attr = W("classattr")
    def __init__(self): self.a = W("a"); self.m = W("m"); self.z = W("z")
c = C(); c.a = W("a'"); print("replaced"); c.__dict__["z"] = W("z'"); print("dict"); del c; print("c"); del C; gc.collect(); print("C")
class P:
    @property
    def p(self): return W("p")
P().p; print("prop"); P().p.n; print("prop2")
w = W("wr"); r = weakref.ref(w, lambda r: print("cb", end=" ")); del w; print("wr")
w = W("fin"); weakref.finalize(w, print, "finalizer", end=" "); del w; print("fin")
lst = [W("p%d" % i) for i in range(3)]; lst.pop(); print("pop"); lst.pop(0); print("pop0"); lst.insert(0, W("ins")); lst.remove(lst[0]); print("remove"); lst.clear(); print("clear")
d = {1: W("v1"), 2: W("v2")}; d.pop(1); print("pop"); d[2] = 0; print("set"); d.setdefault(3, W("sd")); d.update({3: 1}); print("upd"); d = dict.fromkeys([1, 2], W("fk")); d.popitem(); print("pi"); d.clear(); print("clr")
s = {W("s1")}; s.pop(); print("s"); s = {W("s2")}; s.clear(); print("s"); t = (W("t1"), [W("t2")]); del t; print("t")
print(W("arg").n, W("arg2").n); print("%s" % W("fmt").n); print(f"{W('f').n}"); print("end")

import contextlib, gc, sys
gc.disable()
class M:
    def __init__(self, n, swallow=False, fail=None): self.n, self.swallow, self.fail = n, swallow, fail
    def __enter__(self):
        print("enter", self.n)
        if self.fail == "enter": raise RuntimeError("enter " + self.n)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None)
        if self.fail == "exit": raise RuntimeError("exit " + self.n)
        return self.swallow
    def __del__(self): print("del", self.n)
with M("a") as a, M("b") as b: print("body", a.n, b.n)
del a, b
with M("s", True): raise ValueError("swallowed")
try:
    with M("p"), M("q", fail="exit"): raise ValueError("x")
except Exception as e: print(type(e).__name__, e, repr(e.__context__))
try:
    with M("r"), M("t", fail="enter"): print("never")
except Exception as e: print(type(e).__name__, e, repr(e.__context__))
def f():
    for i in range(3):
        with M("loop%d" % i):
            if i == 0: continue
            if i == 1: break
    with M("ret"): return "value"
print(f())
@contextlib.contextmanager
def cm(x):
    print("before", x)
    try: yield x * 2
    except KeyError as e: print("cm caught", e)
    finally: print("after", x)
with cm(1) as v: print(v)
with cm(2): raise KeyError("k")
try:
    with cm(3): raise ValueError("out")
except ValueError as e: print("propagated", e)
@cm(4)
def deco(): print("decorated"); return 5
print(deco(), deco())
with contextlib.ExitStack() as st:
    for n in "xyz": st.enter_context(M(n))
    st.callback(print, "callback", 1, sep="-")
    st.push(lambda t, v, tb: print("pushed", t))
    print("in stack")
print("--")
try:
    with contextlib.ExitStack() as st:
        st.enter_context(M("e1", fail="exit")); st.enter_context(M("e2", fail="exit")); raise ValueError("orig")
except Exception as e:
    while e: print(type(e).__name__, e); e = e.__context__
st = contextlib.ExitStack(); st.enter_context(M("moved")); new = st.pop_all(); st.close(); print("closed"); new.close()
with contextlib.suppress(ZeroDivisionError, KeyError): 1 / 0
with contextlib.closing(type("C", (), {"close": lambda s: print("closed C")})()): pass
with contextlib.nullcontext(7) as n: print(n)
@contextlib.contextmanager
def twice(): yield 1; yield 2
@contextlib.contextmanager
def never():
    if False: yield
for c in (twice, never):
    try:
        with c(): pass
    except RuntimeError as e: print(e)
for bad in (5, object()):
    try:
        with bad: pass
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
class NoExit:
    def __enter__(self): pass
try:
    with NoExit(): pass
except (AttributeError, TypeError) as e: print(type(e).__name__, e)
try:
    try: raise ValueError(1)
    finally: print("fin"); 
except ValueError as e:
    try: raise KeyError(2) from e
    except KeyError as k: print(repr(k.__cause__), k.__suppress_context__, repr(k.__context__))
def order():
    try: return print("ret")
    finally: print("finally")
order()
def override():
    while True:
        try: return 1
        finally: break
    return 2
print(override())
try: raise TypeError("t") from None
except TypeError as e: print(e.__cause__, e.__suppress_context__, e.__context__)
try:
    try: 1 / 0
    except ZeroDivisionError: undefined
except NameError as e: print(e, "|", repr(e.__context__))
try: raise 5
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
class E(Exception):
    def __str__(self): return "custom"
try: raise E("args", 2)
except E as e: print(e, repr(e), e.args)
try: e
except NameError as n: print(n)

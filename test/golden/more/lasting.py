# An uncaught exception is kept in sys: its frames and their locals live until the shutdown has called the exit functions.
import atexit, sys, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
d = D("global")
weakref.finalize(d, print, "fin", 1)
atexit.register(lambda: print("at exit", sys.last_type.__name__, sys.last_value, sys.last_traceback.tb_frame.f_code.co_name, hasattr(sys, "last_exc")))
c = D("cycle"); c.me = c
def f(n):
    local = D(f"local {n}")
    lst = [D(f"in list {n}"), local]
    if n: f(n - 1)
    else:
        try: raise KeyError(D("arg"))
        finally: print("finally")
def g():
    with D2(): f(1)
class D2(D):
    def __init__(self): super().__init__("cm")
    def __enter__(self): return self
    def __exit__(self, *a): print("exit")
try: g()
except KeyError as e: saved = e
print("--")
def gen():
    try: yield 1
    finally: print("gen closed")
G = gen(); next(G)
class Thrower:
    def __del__(self): print("thrower")
    def m(self):
        raise ValueError("final")
Thrower().m()

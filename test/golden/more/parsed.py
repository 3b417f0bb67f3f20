import sys
g = sys.getrefcount
a = 1000
print(g(a))
s = "not a name"
print(g(s))
i = "aname_only_here"
print(g(i))
print(g(-1000), g(2000 + 1), g((5000, 6000)), g("ab" "c d"), g("x-" * 3), g(b"by"), g(2.5), g(2j), g(1_000_000))
def doc(): "the doc string"
print(g(doc.__doc__))
def f(x=1234, *, y="q q"): return g(777), g("in f"), [1, 2, 3000], (1, 7001)
print(f(), g(f.__defaults__), g(f.__defaults__[0]), g(f.__kwdefaults__["y"]))
u = 4321; v = 4321; w = [4321, (4321, 1)]
print(g(u), g(v))
print(g("aname_only_here"))
t = (8001, 8002); t2 = (8001, 8002); print(g(t), g(t[0]))
p = {"key one": 1, "key two": 2}; print([g(k) for k in p])
q = ["el 1", "el 2"]; print([g(k) for k in q])
lst = [9001, 9002, 9003]; print([g(k) for k in lst]); st = {9101, 9102, 9103}; print([g(k) for k in st])
r = 5555 if 1 else 6666; print(g(r))
print(g(f"{a}z z"), g("%s ok" % 5), g("x y"), g("x y"))
if 31337 in [31337, 31338]: print(g(31337))
exec("ee = 123123; print(g(ee), g('e e'))"); print(eval("g(321321)"))
code = compile("print(g(456456), g('c c'))", "x", "exec"); exec(code)
class C:
    "class doc here"
    at = 65000
    def m(self): "mdoc here"; return 65001
print(g(C.__doc__), g(C.at), g(C.m.__doc__), g(C().m()))
lam = lambda k=70001: (k, 70002); print(g(lam()[0]), g(lam()[1]))

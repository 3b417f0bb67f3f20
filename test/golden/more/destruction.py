class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    a = D("a"); b = D("b"); c = D("c")
    print("end of f")
f()
def g(x, y):
    z = D("z")
    del x
    print("g", y.n)
g(D("x"), D("y"))
l = [D(1), D(2), D(3)]
del l
t = (D(4), D(5)); t = None
d = {"k": D(6), D(7): 8}
d.clear()
s = D("s"); s = D("s2"); s = None
x = D("outer"); x.child = D("child"); x.other = D("other"); del x
l = [D(i) for i in range(4)]
l[1:3] = []
print("sliced")
l[0] = l[1]
print("moved")
l.pop()
l.clear()
def h():
    try:
        v = D("v")
        raise ValueError("boom")
    except ValueError as e:
        print("caught", e)
    print("after")
h()
print("before gen")
def gen():
    d = D("gen local")
    try:
        yield 1
    finally:
        print("finally")
it = gen(); next(it); del it
print("lambda")
fn = (lambda q=D("default"): q); del fn
class C: attr = D("class attr")
C.attr = None
import gc
a = D("cyc1"); b = D("cyc2"); a.o = b; b.o = a; del a, b
print(gc.collect() > 0)
print([D("tmp").n, D("tmp2").n])
D("x").n; D("y2")
for i in [D("i1"), D("i2")]:
    print("loop", i.n)
del i
print(f"{D('fs').n}")
a, b = D("p"), D("q"); a, b = b, a; del a; print("-"); del b
with_ = D("w")
def ret(): return D("r")
ret(); print("returned")
k = ret(); k = 0
{D("setitem")}; print("set gone")
D("m").__init__("mm")
print(D("cmp1") is D("cmp2"))
print((D("t1"), 1)[1])
exec("e = D('exec'); del e")
print("end")
late = D("late"); late2 = D("late2")

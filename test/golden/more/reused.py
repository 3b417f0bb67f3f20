# Whether objects of each kind get the blocks of dead ones, and in which order.
def reuse(make, n):
    l = [make() for _ in range(n)]; ids = [id(x) for x in l]; l.clear()
    m = [make() for _ in range(n)]; return sum(id(x) in ids for x in m), ids == [id(x) for x in m], ids[::-1] == [id(x) for x in m]
class A: pass
class S: __slots__ = ('x',)
def f(): pass
def g(): yield
a = A()
for name, make in dict(lit=lambda: [], lit1=lambda: [1],  dlit=lambda: {}, dlit1=lambda: {1: 2}, tuple=lambda: tuple([1]), tup2=lambda: (a, a), set=set, fset=lambda: frozenset([1]), float=lambda: float('1.5'), obj=object, S=S, meth=lambda: a.__init__, bm=lambda: [].append, bmeth=lambda: ''.join, gen=g, fn=lambda: (lambda: 0), it=lambda: iter([]), ti=lambda: iter(()), rng=lambda: range(1000, 2000), ba=lambda: bytearray(2), by=lambda: bytes(5), st=lambda: str(12345), i=lambda: int('12345'), exc=ValueError, exc1=lambda: ValueError(1), cx=lambda: complex(1, 2), en=lambda: enumerate([]), zp=lambda: zip([]), dk=lambda: {}.keys(), pr=property, sm=lambda: staticmethod(f)).items():
    print(name, reuse(make, 5), reuse(make, 30))

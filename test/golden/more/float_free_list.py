# Floats that exist for a moment leave their block in the free list; an enumerate object is there before what it holds.
import gc, math, sys
gc.disable()
B = sys.getallocatedblocks
class F(float): pass
class I(int): pass
class H:
    def __float__(self): return 1.5
class J:
    def __index__(self): return 3
i, f, fi, ff, h, j = 7, 2.25, I(3), F(2.5), H(), J()
def main():
    hold = []
    text = [str(k) for k in range(150)]
    def m(name, make):
        for k in text:
            hold.append(float(k))
        for k in range(4):
            hold.append(complex(1.5, 2.5))
        n0 = B(); x = make(); n1 = B() - n0
        print(name, n1)
        hold.append(x)
    m('none', lambda: None)
    m('none', lambda: None)
    m('float, int', lambda: complex(f, i))
    m('ints', lambda: complex(i, i))
    m('floats', lambda: complex(f, f))
    m('int of a class', lambda: complex(fi))
    m('float of a class', lambda: complex(ff))
    m('__index__', lambda: complex(j))
    m('second', lambda: complex(1.5, h))
    m('complex, int', lambda: complex(1j, i))
    m('text', lambda: complex('1'))
    m('prod', lambda: math.prod([1.5, 2, 3]))
    m('prod', lambda: math.prod([2, 3]))
main()
def mi(): return I(7)
def me(): return enumerate(())
pads = [(mi(), me()) for _ in range(100)]
def same(a, b):
    x = a(); i = id(x); x = None
    y = b(); r = id(y) == i; y = None
    pads.append((a(), b()))
    return r
print([(same(mi, me), same(me, me), same(me, mi)) for _ in range(4)])

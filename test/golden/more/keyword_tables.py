# The table of a dict of keywords is copied as it is into a dict that has none.
import gc, sys
gc.disable()
B = sys.getallocatedblocks
class D(dict): pass
hold = []
def measure(name, make):
    hold.extend([{1: 2} for _ in range(90)])
    hold.extend([{'a': 2} for _ in range(90)])
    make()
    n0 = B(); x = make(); n1 = B() - n0
    print(name, n1, x if x is None else sys.getsizeof(x))
def main():
    d = {}
    for _ in range(3):
        measure('class', lambda: D(x=1))
        measure('class, six', lambda: D(a=1, b=2, c=3, d=4, e=5, f=6))
        measure('class, dict', lambda: D({1: 2}))
        measure('class, dict and more', lambda: D({1: 2}, a=1))
        measure('class, empty dict', lambda: D({}, a=1))
        measure('update', lambda: (d.clear(), d.update(x=1), sys.getsizeof(d)))
        measure('update, six', lambda: (d.clear(), d.update(a=1, b=2, c=3, d=4, e=5, f=6), sys.getsizeof(d)))
main()

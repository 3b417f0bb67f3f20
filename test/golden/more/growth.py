# How lists and bytearrays grow and shrink, as sys.getsizeof tells.
import sys
z = sys.getsizeof
def grow(make, step, n=70):
    o = make(); out = [(0, z(o))]
    for i in range(n):
        step(o, i)
        if z(o) != out[-1][1]: out.append((len(o), z(o)))
    return out
def show(name, *a): print(name, *a)
show('append', grow(list, lambda o, i: o.append(i)))
show('insert', grow(list, lambda o, i: o.insert(0, i)))
show('extend1', grow(list, lambda o, i: o.extend([i])))
show('extend3', grow(list, lambda o, i: o.extend((i, i, i))))
show('extendg', grow(list, lambda o, i: o.extend(x for x in (i, i))))
show('extendr', grow(list, lambda o, i: o.extend(range(i))))
show('extendm', grow(list, lambda o, i: o.extend(map(int, [1, 2, 3]))))
show('extendd', grow(list, lambda o, i: o.extend({1: 2, 3: 4})))
show('extends', grow(list, lambda o, i: o.extend({1, 2, 3})))
show('extendz', grow(list, lambda o, i: o.extend(zip([1, 2], [3, 4]))))
show('extende', grow(list, lambda o, i: o.extend(enumerate('abc'))))
show('extendstr', grow(list, lambda o, i: o.extend('abcd')))
def iadd(o, i): o += [i, i]
show('iadd', grow(list, iadd))
def setslice(o, i): o[1:1] = [i, i, i]
show('setslice', grow(list, setslice))
def setslice2(o, i): o[len(o):] = [i]
show('setslice2', grow(list, setslice2))
def imul(o, i):
    if len(o) < 200: o *= 2
show('imul', grow(lambda: [1, 2, 3], imul, 6))
def shrink(how, n=70):
    o = list(range(n)); out = [(len(o), z(o))]
    while o:
        how(o)
        if z(o) != out[-1][1]: out.append((len(o), z(o)))
    return out
show('pop', shrink(lambda o: o.pop())); show('pop0', shrink(lambda o: o.pop(0)))
def d0(o): del o[0]
def dm(o): del o[-1]
def ds(o): del o[:3]
def dx(o): del o[::2]
show('del0', shrink(d0)); show('del-1', shrink(dm)); show('dels', shrink(ds)); show('delx', shrink(dx)); show('remove', shrink(lambda o: o.remove(o[0])))
def s0(o): o[:2] = []
def s1(o): o[:3] = [1]; o.pop()
show('slice0', shrink(s0)); show('slice1', shrink(s1))
for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 30, 33, 64, 65):
    t = tuple(range(n)); l = list(t); g = lambda: (x for x in t)
    s = sorted(t, reverse=True); l2 = list(t); l2.sort(key=lambda v: -v)
    def lc():
        return [x for x in t]
    print(n, [z(x) for x in (list(t), list(l), list(range(n)), list(g()), list(iter(l)), list(map(int, t)), list(dict.fromkeys(t)), list(set(t)), list(str(t)), list(b'a' * n), [*t], [*t, 1], [0, *t], l[:], l[1:], l.copy(), l + l, l * 2, sorted(t), sorted(g()), s, l2, lc(), list(reversed(l)), list(zip(t)), list(enumerate(t)), list(filter(None, t)), ('a,' * n).split(','), 'x\n' .join(map(str, t)).splitlines(), list(dict.fromkeys(t).items()), list(dict.fromkeys(t).values()), list(bytearray(n)))])
print(z([1]), z([1, 2]), z([1, 2, 3]), z([1, 2, 3, 4]), z([1, 2, 3, 4, 5]), z([1] * 9), z([[], [], []]), z([None] * 10), z([t, t, t]))
a, *b = range(7); print(z(b)); a, *b, c = 'abcdefghij'; print(z(b)); *b, = []; print(z(b))
l = [1, 2, 3]; l.clear(); print(z(l)); l.append(1); print(z(l)); l = list(range(100)); l.clear(); print(z(l))
l = list(range(10)); l[::2] = [9] * 5; print(z(l)); l[2:4] = (x for x in range(9)); print(z(l)); l[:] = []; print(z(l)); l[:] = range(3); print(z(l))
def va(*args, **kw): return z(args), z(kw), z(list(args))
print(va(), va(1), va(1, 2, 3, a=1), va(*range(30)), va(**{chr(i + 97): i for i in range(9)}))
import sys
z = sys.getsizeof
def line(name, *sizes): print(name, *sizes)
# bytearray growth
b = bytearray(); r = []
for i in range(300):
    b.append(65); r.append(z(b))
print(r)
r = []
while len(b) > 0: b.pop(); r.append(z(b))
print(r)
for n in range(0, 40, 3):
    b = bytearray(n); r = [z(b)]
    b += b'x' * 5; r.append(z(b)); b += b''; r.append(z(b)); b.extend(b'abc'); r.append(z(b)); b.extend([1, 2, 3]); r.append(z(b)); b.extend(iter([1, 2])); r.append(z(b)); b.extend(x for x in [1, 2, 3]); r.append(z(b))
    b.insert(0, 1); r.append(z(b)); b[2:2] = b'yy'; r.append(z(b)); b[0:4] = b''; r.append(z(b)); del b[0]; r.append(z(b)); del b[-3:]; r.append(z(b)); b.remove(b[0]); r.append(z(b)); b *= 2; r.append(z(b)); b *= 0; r.append(z(b)); b += b'z'; r.append(z(b))
    print(n, r)
for n in range(0, 20, 4):
    s = bytes(n)
    print(n, [z(x) for x in (bytearray(s), bytearray(range(n)), bytearray(iter(range(n))), bytearray(s) + b'ab', bytearray(s) * 3, bytearray(s)[:2], bytearray(s)[::2], bytearray(s).copy(), bytearray(s).upper(), bytearray(s).replace(b'\0', b'ab'), bytearray(s).strip(b'\0'), bytearray(s).center(30), bytearray(s).join([b'a', b'b']), bytearray(s).ljust(25), bytearray(s).zfill(9), bytearray(s).split(b'x')[0], bytearray.fromhex('00' * n), bytearray('é' * n, 'utf8'))])
x = bytearray(b'a' * 100); y = x; x.clear(); print(z(x)); x.append(1); print(z(x))
x = bytearray(b'a' * 100); del x[:]; print(z(x)); x += b'a' * 7; print(z(x)); del x[3:]; print(z(x))
x = bytearray(b'abcdefgh' * 4); del x[:10]; print(z(x)); x += b'ab'; print(z(x)); x += b'abcdefghijkl'; print(z(x)); del x[::2]; print(z(x)); x.reverse(); x.pop(0); print(z(x))

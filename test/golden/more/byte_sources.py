class Q(bytes):
    __bytes__ = None
class R(bytes):
    def __bytes__(self): return b'said'
class W(bytearray):
    def __bytes__(self): return bytearray(b'w')
class L(list):
    __bytes__ = None
class S(str):
    def __bytes__(self): return b'text'
for o in Q(b'a'), R(b'a'), W(b'a'), L([1]), S('x'):
    for f in bytes, bytearray, lambda x: b'<%b>' % x, lambda x: bytearray(b'%s') % (x,), lambda x: b'-'.join([x]), lambda x: b'' + x:
        try: print(f(o), end=' ')
        except TypeError as e: print(e, end='; ')
    print()
m = memoryview(b'abcdef')
print(b'%b %s' % (m, m[::2]), bytearray(b'<%b>') % memoryview(bytearray(b'q')))
class BL:
    def __iter__(self): return iter(range(3))
    def __len__(self): raise RuntimeError('hello')
class BH:
    def __iter__(self): return iter(range(3))
    def __length_hint__(self): raise RuntimeError('hint')
class BN(BH):
    def __length_hint__(self): return -1
class BS(BH):
    def __length_hint__(self): return 'x'
for f in (list, [].extend, bytearray(3).extend, bytes, bytearray, tuple, set, sum, sorted, dict.fromkeys, [0].__iadd__, max):
    for c in (BL, BH, BN, BS):
        try: print(f(c()), end=' ')
        except Exception as e: print(type(e).__name__, e, end='; ')
    print()
print([getattr(t, '__annotations__', 'none') for t in (type, int, object)])

# What strings and bytes take after what was done with them, as sys.getsizeof tells.
import sys
z = sys.getsizeof
for s in ('', 'a', 'é', '€', '😀', 'ab', 'aé', 'a€', 'a😀', 'é' * 10, 'a' * 100):
    t = s + ''; r = [z(s), z(s * 2), z(s + 'x'), z(s[:1]), z(s[1:]), z(s.upper()), z(s.encode()), z(s), z(repr(s)), z(ascii(s)), z('%s' % s), z('{}'.format(s)), z(f'{s}!'), z(s.replace('a', '')), z(s.strip()), z(s.join('ab')), z(s.center(20)), z(s.split('a')), z(s.translate({97: '€'})), z(s.title()), z(s.swapcase()), z(s.casefold()), z(s.zfill(10)), z(s.expandtabs()), z(s.partition('a')), z(str(s)), z(s.lower() + s)]
    print(ascii(s), r)
s = 'é€'; print(z(s)); s.encode('utf8'); print(z(s)); print(s.isidentifier()); print(z(s))
s = 'né'; print(z(s)); x = {}; exec('né = 1', x); print([z(k) for k in x if k != '__builtins__'])
class A: pass
setattr(A, 'né', 1); print([z(k) for k in vars(A) if k.startswith('n')]); print(z('né'))
s = 'ñandú' + ''; print(z(s)); int_ = None
try: int(s)
except ValueError: pass
print(z(s))
try: float(s)
except ValueError: pass
print(z(s))
try: open(s)
except OSError: pass
print(z(s)); hash(s); print(z(s)); getattr(A, s, 1); print(z(s)); print(s, file=sys.stderr); print(z(s)); print(s); print(z(s))
s = ''
for i in range(60):
    s += 'x'
    if i % 7 == 0: print(z(s), end=' ')
print()
s = 'a'
for c in 'bé€😀': s += c; print(z(s), end=' ')
print()
def f():
    s = ''; r = []
    for c in 'abcé€x😀y': s += c; r.append(z(s))
    return r
print(f())
print([z(chr(c)) for c in (0, 65, 127, 128, 233, 255, 256, 8364, 65535, 65536, 128512)])
print(z('abc'.join(['é'])), z(''.join(['a', '€'])), z(''.join(['€', '😀'])[:1]), z('€a'[1]), z('€a'[1:]), z('€ab'[1:]), z('😀ab€'[1:]), z('€é'.replace('€', '')), z('€é'.strip('€')), z('€,é'.split(',')[1]), z(str(b'abc', 'ascii')), z(b'\xc3\xa9'.decode()), z(b'\xe9'.decode('latin1')), z(str(12345)), z(str(1.5)), z(hex(255)), z(bin(5)), z('%d' % 5), z('%05.2f' % 1.5), z('{:>10}'.format('é')), z(format(3, '5')), z(input.__name__), z(sys.intern('qqqq')))
for n in (0, 1, 2, 5, 10, 31, 32): b = bytes(n); print(n, [z(x) for x in (b, b + b'a', b * 3, b[1:], b[::2], b.hex(), b.decode(), bytes(bytearray(n)), b.replace(b'\0', b'xy'), bytes(range(n)), bytes(iter(range(n))), bytes(list(range(n))), bytes(memoryview(b)), b.split(b'\0'), memoryview(b), memoryview(b)[1:], memoryview(b).tobytes(), memoryview(b).tolist(), repr(b), b.join([b'a', b'c']))])
print(z(memoryview(b'abcd').cast('H')), z(memoryview(b'abcd').cast('B', (2, 2))))
b = b''
for i in range(40):
    b += b'x'
print(z(b), z(b'%d' % 5), z((5).to_bytes(4, 'big')), z(b'abc'.center(10)))

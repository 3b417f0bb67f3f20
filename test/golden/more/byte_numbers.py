# Numbers read from bytes and from complex texts; what resizes a bytearray, and what it has room for; marks of abstract collections.
for t in ('-infj','-nanj','inf-nanj','+infj','(-inf+infj)','-j','infinityj','-infinity-infinityj','1e5j','-1.5e-3+2J','nan','j','+','-','','infinfj','1+','1-infj', 'nan+nanj'):
    try: print(t, complex(t))
    except ValueError as e: print(t, e)
b = bytearray(range(10))
b[1:-1:2] = b''
print(b); b[20:30:3] = b''; print(b); b[::-2] = bytearray(); print(b)
b = bytearray(range(10)); v = memoryview(b)
for f in (lambda: b.__setitem__(slice(1,-1,2), b''), lambda: b.__delitem__(slice(1,5,2)), lambda: b.__delitem__(slice(1,5)), lambda: b.__setitem__(slice(1,5), b'12345'), lambda: b.__setitem__(slice(1,5), b'1234'), lambda: b.__setitem__(slice(1,1,2), b''), lambda: b.pop(), lambda: b.append(1), lambda: b.extend(b''), lambda: b.extend(b'1'), lambda: b.clear(), lambda: b.__iadd__(b''), lambda: b.__imul__(1), lambda: b.__imul__(2), lambda: b.remove(3), lambda: b.insert(0,1), lambda: b.reverse(), lambda: b.__init__(b'x'), lambda: b.__init__(), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(9,1,1), b'')):
    try: print(f())
    except (BufferError, ValueError, TypeError) as e: print(type(e).__name__, e)
print(b)
a = bytearray()
out=[a.__alloc__()]
for i in range(40):
    a.append(i); out.append(a.__alloc__())
print(out)
out=[]
while a: a.pop(); out.append(a.__alloc__())
print(out)
for x in (bytearray(5), bytearray(b'abc'), bytearray([1,2,3]), bytearray(iter([1,2,3])), bytearray('abc','utf8'), bytearray(b'')+b'x', bytearray(b'ab')*3, bytearray(b'abc')[1:], bytearray(b'abc').copy(), bytearray(range(20)), bytearray(b'a b').split()[0], bytearray(b'x').upper()):
    print(len(x), x.__alloc__(), x.__sizeof__())
x=bytearray(b'abcdef'); x.clear(); print(x.__alloc__()); x+=b'12'; print(x.__alloc__()); x*=5; print(x.__alloc__()); del x[2:]; print(x.__alloc__()); x[:]=b'q'*30; print(x.__alloc__()); x.extend([1,2]); print(x.__alloc__()); del x[:1]; print(x.__alloc__()); x.insert(0,5); print(x.__alloc__()); x.__init__(b'zz'); print(x.__alloc__())
class IB(list): __bytes__ = None
try: print(bytes(IB([1])))
except TypeError as e: print(e)
try: print(bytearray(IB([1])))
except TypeError as e: print(e)
class NB(int): __bytes__ = None
try: print(bytes(NB(1)))
except TypeError as e: print(e)
for s in ('\xbd','123\xbd','  123 456  ',b'  123 456  ','',' ','\t \n','\u0663\u0661\u0664!','123\x00','123\x00 245','123\x00245',b'123\x00',b'123\xa0', bytearray(b'1x'), b'', b' ', b'\xff', '1_', '\u0661_\u0662', '1__2', 'nan1', '\ud800', 'x'*60):
    try: print(float(s))
    except ValueError as e: print(ascii(str(e)))
    try: print(int(s))
    except ValueError as e: print(ascii(str(e)))
import collections.abc as C
for f in (32, 64, 96, 0, 'x', 1):
    try:
        class Both(C.Collection): __abc_tpflags__ = f
        print(f, Both.__flags__ & 96, '__abc_tpflags__' in Both.__dict__)
    except TypeError as e: print(f, e)

# ascii() keeps what is ASCII already; float.__getformat__; conversions and nesting in f-strings.
class S(str): pass
class R:
    def __repr__(s): return S('abc')
class U:
    def __repr__(s): return S('\xe9')
r = R()
print(type(ascii(r)).__name__, type(ascii(U())).__name__, ascii(U()), type(repr(r)).__name__)
for b in ('double', 'float', 'int', 5, '', b'float'):
    try: print(float.__getformat__(b))
    except Exception as e: print(type(e).__name__, e)
try: float.__getformat__()
except Exception as e: print(e)
class K:
    k = 'held'
    def __repr__(s): return s.k
k = K(); k.k = ''.join(['he', 'ld'])
print(ascii(k) is k.k, repr(k) is k.k)
for s in ("f'{a!}'","f'{a!r b}'","f'{a!r=}'","f'{a:{b:{c:{d}}}}'","f'{a:{b:{c}}}'","f'{a:{b:{c:{d:{e}}}}}'","f'{a:{f\"{b:{c:{d}}}\"}}'", "f'{a!r }'", "f'{a!r  :>5}'", "f'{a!r\tx}'", "f'''{a!r\n}'''", "f'{a=!r}'", "f'{a =  !r :>3}'", "f'{a!r!s}'", "f'{a!r,}'", "f'{a!r)}'", "f'{a!r{1}}'"):
    if __import__("sys").version_info < (3, 12): break
    try: compile(s, '<s>', 'eval'); print(repr(s), 'ok')
    except SyntaxError as e: print(repr(s), e.msg, e.offset)

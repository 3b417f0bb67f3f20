# What functions are asked with and what they refuse, and what an AttributeError tells.
import builtins, operator, math, heapq, threading, types
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__ + ":", e)
def said(text):
    try: exec(text); print(text, "ok")
    except Exception as e: print(text, "->", type(e).__name__, e, "|", getattr(e, "name", 0), type(getattr(e, "obj", 0)).__name__)
class S: __slots__ = ("a",)
class D: pass
def f(): pass
for text in ("S().a", "S().b", "S().b = 1", "del S().a", "object().x = 1", "del (5).x", "del D.x", "del D().x", "del f.x", "del math.x", "''.upper = 1", "del [].append", "D().x", "int.x = 1"): said(text)
local = threading.local()
try: del local.x
except AttributeError as e: print(e, getattr(e, "name", 0))
print(b"x".upper() is b"X", b"xx".replace(b"xx", b"y") is b"y", b"".join([b"a", b""]) is b"a", bytes(bytearray(b"a")) is b"a", memoryview(b"a").tobytes() is b"a", b"a".expandtabs() is b"a", bytes([97]) is b"a", b" a ".strip() is b"a", b"a".ljust(1) is b"a", bytes(bytearray()) is b"", b"xy".replace(b"z", b"") is b"xy")
def folded(): return 10 ** -2, 9 ** 0.5, 2.0 ** 3, 1j ** 2, 1 / 2j, (-8.0) ** 0.5
print(folded(), folded() is folded(), 0 ** 1)
print([n for n in vars(builtins) if not n.startswith("_")])
for x in ("0_0_0", "1_000.5", "1e1_0", "_1", "1__0", "1._5"): t(lambda: float(x))
for x in ("1_0+2_0j", "1_j", "_"): t(lambda: complex(x))
for a, b, c in ((0, 0, 1), (5, 0, 1), (2, 0, -1), (0, 0, -3), (7, 0, 3)): t(lambda: pow(a, b, c))
print(None.__ne__(None), None.__eq__(None), None.__ne__(0), ....__ne__(...))
for n in (-10 ** 30, -1, 10 ** 30): t(lambda: len(type("L", (), {"__len__": lambda s: n})()))
t(lambda: round(1.5, 10 ** 30)); t(lambda: round(1.5, -10 ** 30)); t(lambda: 1j == 10 ** 400); t(lambda: complex(2 ** 53 + 1) == 2 ** 53 + 1); t(lambda: complex(2 ** 53) == 2 ** 53)
t(lambda: str.maketrans({1.5: 1})); t(lambda: str.maketrans({10 ** 20: 1})); t(lambda: "abc".translate({97: 10 ** 20})); t(lambda: hash(types.MappingProxyType({})))
t(lambda: operator.neg()); t(lambda: operator.not_()); print(operator.add.__module__)
t(lambda: round(foo=1)); t(lambda: open(foo=1)); t(lambda: memoryview(foo=1)); t(lambda: compile(foo=1)); t(lambda: int.from_bytes(foo=1)); t(lambda: sorted([1], foo=1)); t(lambda: round(1, number=2)); t(lambda: slice(foo=1)); t(lambda: "a".replace(foo=1)); t(lambda: print(foo=1))
t(lambda: heapq.nlargest("a", [1])); print(type(threading.RLock).__name__, threading.RLock.__module__, type(threading.RLock()).__name__, heapq.nsmallest(0, [1]), heapq.nlargest(-1, iter([2])))
# f-strings: up to 3.8 the rest of the text is parsed first.
for text in ("f'{a b}'", "f'{d['a']}'", "f'{a b}'; x = 1 1", "x = f'{a'\ny = (", "f'{a is}'", "f'{1a}'", "f'{}'"):
    try: compile(text, "<s>", "exec"); print(repr(text), "ok")
    except SyntaxError as e: print(repr(text), e.msg if not e.msg.startswith("f-string: expecting '=") else "", e.lineno)
import functools, io
print(functools.WRAPPER_ASSIGNMENTS[:4], [getattr(x, "__type_params__", "none") for x in (f, D, f.__get__(1), len, int)])
for text in ("f.__type_params__ = 5", "del f.__type_params__", "int.__type_params__ = ()", "f.__type_params__ = (1,)", "D.__type_params__ = 5"): said(text)
print(sorted(vars(functools.wraps(f)(lambda: 1))), sorted(vars(functools.wraps(f)(D()))))
for s in (io.StringIO("a"), io.BytesIO(b"a")):
    s.close()
    for name in ("read", "getvalue", "tell", "__enter__", "__iter__", "__next__", "flush", "isatty", "fileno", "truncate", "readlines", "close"):
        try: print(name, type(getattr(s, name)()).__name__)
        except Exception as e: print(name, type(e).__name__, e)

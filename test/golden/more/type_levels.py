# How deep calls of built-in types nest: those that have a vectorcall pass by the check of recursion.
import sys
sys.setrecursionlimit(110)
depth = 0
def run(name, f):
    global depth
    depth = 0
    try:
        f()
    except RecursionError as e:
        print(name, depth, str(e))
    except Exception as e:
        print(name, depth, type(e).__name__)
class I:
    def __int__(s):
        global depth
        depth += 1
        return int(s)
class F:
    def __float__(s):
        global depth
        depth += 1
        return float(s)
class C:
    def __complex__(s):
        global depth
        depth += 1
        return complex(s)
class L:
    def __iter__(s):
        global depth
        depth += 1
        return iter(list(s))
class T:
    def __iter__(s):
        global depth
        depth += 1
        return iter(tuple(s))
class E:
    def __iter__(s):
        global depth
        depth += 1
        return enumerate(s)
class S:
    def __iter__(s):
        global depth
        depth += 1
        return iter(set(s))
class R:
    def __reversed__(s):
        global depth
        depth += 1
        return reversed(s)
class Z:
    def __iter__(s):
        global depth
        depth += 1
        return zip(s)
class M:
    def __iter__(s):
        global depth
        depth += 1
        return map(len, s)
class B:
    def __bytes__(s):
        global depth
        depth += 1
        return bytes(s)
class G:
    def __index__(s):
        global depth
        depth += 1
        return len(range(s))
class Bo:
    def __bool__(s):
        global depth
        depth += 1
        return bool(s)
class D:
    def keys(s):
        global depth
        depth += 1
        return dict(s)
class Fi:
    def __iter__(s):
        global depth
        depth += 1
        return filter(None, s)
for n, c, f in [('int', I, int), ('float', F, float), ('complex', C, complex), ('list', L, list), ('tuple', T, tuple), ('enumerate', E, enumerate), ('set', S, set), ('reversed', R, reversed), ('zip', Z, zip), ('map', M, lambda x: map(len, x)), ('bytes', B, bytes), ('range', G, range), ('bool', Bo, bool), ('dict', D, dict), ('filter', Fi, lambda x: filter(None, x))]:
    x = c()
    run(n, lambda: f(x))

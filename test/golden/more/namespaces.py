# exec() in namespaces of any kind, annotations in them, import * of any object, globals of a subclass of dict.
log=[]
class NS:
    def __init__(s): s.d={}
    def __setitem__(s,k,v): log.append(('set',k)); s.d[k]=v
    def __getitem__(s,k): log.append(('get',k)); return s.d[k]
    def __delitem__(s,k): log.append(('del',k)); del s.d[k]
n=NS()
exec('x: int = 1\ny: str\nclass A:\n  z: int = 2\ndel x', {}, n)
print(log, n.d.keys() if not '__annotate__' in n.d else n.d.keys())
class M(type):
    @classmethod
    def __prepare__(m, name, bases): return NS2()
class NS2(dict):
    def __setitem__(s,k,v): log.append(k); dict.__setitem__(s,k,v)
    def __missing__(s,k): log.append(('missing',k)); raise KeyError(k)
log.clear()
class B(metaclass=M):
    a: int = 1
    b: str
print(log, B.__annotations__)
log.clear()
class NS3:
    def __getitem__(s,k): raise ValueError(k)
    def __setitem__(s,k,v): print('set3',k)
try: exec('x: int = 1', {}, NS3())
except ValueError as e: print('VE', e)
class NS4:
    def __getitem__(s,k):
        if k=='__annotations__': return 5
        raise KeyError(k)
    def __setitem__(s,k,v): print('set4',k)
try: exec('x: int = 1', {}, NS4())
except TypeError as e: print('TE', e)
ns={'__annotations__': None}
try: exec('x: int = 1', ns)
except TypeError as e: print('TE', e)
try: exec('del __annotations__\nx: int = 1', {})
except NameError as e: print('NE', e)
try: exec('x=1\ndel y', {}, NS3())
except Exception as e: print(type(e), e)
try: exec('print(q)', {}, NS3())
except Exception as e: print(type(e), e)
try: exec('import sys\nimport sys as q\n(lambda: 1)\n[1 for i in ()]\nprint(z)\n', {'z':3}, NS())
except Exception as e: print(type(e), e)
try: exec('x=1', {}, 5)
except Exception as e: print(type(e), e)
try: eval('x', {}, NS3())
except Exception as e: print(type(e), e)
try: exec('global g\ng=1\nprint(locals() is globals())', {}, NS())
except Exception as e: print(type(e), e)
try: exec('print(sorted(dir()))', {}, NS())
except Exception as e: print(type(e), e)
import collections, types
stm = ['x = 1', 'x: int', 'x: int = 2', 'del x', 'import sys', 'from math import *', 'from math import pi', 'class A: y: int = 1', 'def f(): return 1',
 'for x in [1]: pass', '[x for x in [1]]', '(lambda: x)', 'x += 1', 'try: 1/0\nexcept Exception as e: pass', 'locals()', 'vars()', 'dir()',
 'with open_ as f: pass', 'global x\nx = 1', 'nope', 'nope.x', 'eval("x")', 'exec("x=1")', 'x = [y := 1]', 'import sys as x', 'def g():\n  nonlocal_ = 1\n  return locals()\ng()', 'super()', '__class__', 'match_ = 1', '@len\ndef h(): pass', 'x = yield_', 'assert 0', 'raise E', 'a, *b = 1, 2', '(a, b) = c = 1, 2', 'import sys; sys._getframe().f_locals', 'import sys; sys._getframe().f_locals["q"] = 1', 'breakpoint_', '__import__("math")', 'globals()["k"]=1', 'class B(A): pass']
class G:
    def __getitem__(s,k): raise KeyError(k)
    def __setitem__(s,k,v): pass
class K(G):
    def keys(s): return [1,'a',2]
    def __delitem__(s,k): raise ValueError
class I:
    def __getitem__(s,k): return 5
class D(dict):
    def __getitem__(s,k): raise RuntimeError(k)
for mk in (G, K, I, D, collections.UserDict, lambda: types.MappingProxyType({'a':1}), lambda: [1, 2]):
    print(mk.__name__)
    for s in stm:
        try: exec(s, {}, mk()); r='ok'
        except Exception as e: r=f'{type(e).__name__}: {e}'
        if r != 'ok': print(s[:12], '|', r)
    class M(type):
        def __prepare__(*a, **k): return mk()
    for body in ('x=1', 'x: int = 1', 'del x', 'def f(self): return __class__'):
        try: exec('class C(metaclass=M):\n ' + body, {'M': M}); r='ok'
        except Exception as e: r=f'{type(e).__name__}: {e}'
        print('prep', getattr(mk,'__name__','?'), body, '|', r)
for g in (collections.UserDict(), D(), collections.defaultdict(int), collections.OrderedDict(print=3), None):
    for s in ('x=1', 'print(x)', 'def f(): return x\nf()'):
        try: exec(s, g); r='ok'
        except Exception as e: r=f'{type(e).__name__}: {e}'
        print(type(g).__name__, s, r)
        try: exec(s, {'__builtins__': g} if isinstance(g, dict) else {'x':1}); r='ok'
        except Exception as e: r=f'{type(e).__name__}: {e}'
        print('builtins', type(g).__name__, s, r)
import sys, types, collections
def t(m):
    sys.modules['mm']=m
    try: exec('from mm import *', {}); print('ok')
    except BaseException as e: print(type(e).__name__, e)
m=types.ModuleType('mm'); m.a=1
class Q:
    def __getitem__(s,i):
        if i>1: raise IndexError
        return 'a'
class LS(list): pass
for al in (['a'], ('a',), {'a'}, iter(['a']), 'a', b'a', 5, [1], ['zz'], collections.UserList(['a']), {'a':1}, {0:'a'}, range(0), range(3), collections.deque(['a']), None, Q(), LS(['a']), memoryview(b'a'), collections.OrderedDict(), types.MappingProxyType({})):
    m.__all__=al; t(m)
del m.__all__
m.__dict__[5]=1; t(m)
t(5); t(None)
class S: __slots__='__name__'
t(S())
class P:
    b=1
t(P()); t(P)
P.__name__='P'; p=P(); p.__dict__[3]=4; t(p); p.__name__=7; t(p); p.__name__='seven'; t(p)

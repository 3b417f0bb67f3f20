# What CPython's own tests ask of statements, namespaces and abstract classes.
import collections.abc, operator
def t(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
@t
def noclass():
    class Meta(type):
        def __new__(m, name, bases, ns): ns.pop('__classcell__', None); return type.__new__(m, name, bases, ns)
    class W(metaclass=Meta):
        def f(self): return __class__
@t
def novar(): f'v:{value}'
@t
def novar2(): f'{value}'
def gen(y):
    f'y:{yield y*2}'
    f'{yield}'
    f'plain'
g = gen(4); print(next(g), next(g))
@t
def abst(): return type.__abstractmethods__
class AC: pass
@t
def abst2(): return AC.__abstractmethods__
@t
def abst3(): AC.__abstractmethods__ = ('f',); AC()
@t
def abst4(): del AC.__abstractmethods__; return type(AC()) is AC
@t
def abst5(): del AC.__abstractmethods__
@t
def nob(): exec("print('x')", {'__builtins__': {}})
@t
def nob2(): exec("def f(): return len\nf()", {'__builtins__': {}})
@t
def nob3(): return eval("len([1])", {'__builtins__': {'len': sum}})
@t
def nob4(): exec("class A: pass", {'__builtins__': {}})
@t
def nob6():
    import builtins
    d = {'__builtins__': builtins}; exec("x = len('abc')", d); return d['x']
code = compile('len', '', 'eval')
print([eval(code, d) for d in ({}, {'__builtins__': {'len': 1}}, {'len': 2}, {'__builtins__': {'len': 3}}, {})])
class C:
    def __ipow__(self, o): return 'ipow'
    def __iadd__(self, o): return 'iadd'
c = C(); print(operator.ipow(c, 5), operator.iadd(c, 5), operator.ipow(2, 5)); c **= 3; print(c)

import io, traceback, sys
def out(s): print(s.replace(__file__, 'F'))
def f(a, b): return a / b
def g(x):
    y = f(x,
          0)
    return y
def h():
    try:
        g(1)
    except ZeroDivisionError as e:
        raise KeyError('k') from e
def run(fn, *a):
    try: fn(*a)
    except BaseException: out(traceback.format_exc())
run(h)
run(f, 1, 'x')
def i():
    try: h()
    except Exception: undefined_name
run(i)
def j():
    d = {'a': [1, 2]}
    return d['a'][7] + d['b']
run(j)
def k():
    x = (1 +
         len('a') / 0)
run(k)
class A:
    def m(self): return self.zz
    def n(self): return self.m().y
    def __repr__(self): return 'A()'
run(lambda: A().n())
def rec(n):
    if n: return rec(n - 1)
    raise RuntimeError('deep')
run(rec, 10)
run(rec, 3)
def l():
    a = b = 1
    assert a == 2, 'not two'
run(l)
def m():
    for x in [1, 2]:
        z = [q.y for q in [x]]
run(m)
def n():
    print(1 + undefined)
run(n)
def o():
    x = None
    x.foo(1)
run(o)
def p():
    x = None
    x[3] = 1
run(p)
def q():
    int('12a')
run(q)
def r():
    a = []
    a.append(1)(2)
run(r)
def s():
    import nomodule
run(s)
def u():
    exec('1/0')
run(u)
def w():
    raise ValueError(
        'a',
        1)
run(w)
def x(): raise ValueError
run(x)
def y():
    with open('/nonexistent/x') as f: pass
def z():
    a, b = 1, 2, 3
run(z)
def aa():
    return [1, 2, 3][
        5
    ]
run(aa)
def bb():
    return max(1, 2, 3, key=lambda v: v / 0)
run(bb)
def cc():
    def gen():
        yield 1
        raise TypeError('gen')
    return list(gen())
run(cc)
def dd(): return f(a=1)
run(dd)
def ee():
    x = {}
    x['a']['b'] = 1
run(ee)
def ff():
    x = 5
    del x.y
run(ff)
def gg():
    x = 5
    x += 'a'
run(gg)
def hh():
    try:
        1/0
    finally:
        z = 1
run(hh)
def ii():
    return -'a' + 1
run(ii)
def jj():
    return 1 if 'a' < 2 else 3
run(jj)
def kk():
    f"{1/0:>10}"
run(kk)
def ll():
    raise SystemExit(3)
run(ll)
class E(Exception):
    class Inner(Exception): pass
def f(): 1 / 0
def g():
    try: f()
    except ZeroDivisionError: raise E.Inner('x', 2)
def catch(fn):
    try: fn()
    except Exception as e: return e
e = catch(g)
out(''.join(traceback.format_exception(type(e), e, e.__traceback__)))
out(''.join(traceback.format_exception(type(e), e, e.__traceback__, limit=1)))
out(''.join(traceback.format_exception(type(e), e, e.__traceback__, limit=-1, chain=False)))
print(traceback.format_exception_only(type(e), e), traceback.format_exception_only(type(e), None) if sys.version_info < (3, 10) else 0)
tb = traceback.extract_tb(e.__traceback__)
for fs in tb: print(fs.lineno, fs.name, repr(fs.line), len(fs), tuple(fs)[1:], fs.locals, repr(fs).replace(__file__, 'F'))
print(type(tb), isinstance(tb, list), tb[0] == tb[0], tb[0] == tuple(tb[0]), fs[2])
out(''.join(traceback.format_list(tb)))
out(''.join(traceback.format_list([('spam.py', 3, '<module>', 'spam.eggs()'), ('eggs.py', 42, 'eggs', 'return "bacon"')])))
out(''.join(traceback.format_tb(e.__traceback__)))
s = io.StringIO()
traceback.print_tb(e.__traceback__, file=s); traceback.print_exception(type(e), e, e.__traceback__, file=s); out(s.getvalue())
s = io.StringIO()
try: f()
except Exception: traceback.print_exc(file=s); traceback.print_exc(limit=0, file=s)
out(s.getvalue())
print(repr(traceback.format_exc()))
def stack():
    return traceback.format_stack(), traceback.extract_stack(limit=2)
a, b = stack()
out(''.join(a)); print([(x.lineno, x.name, x.line) for x in b])
s = io.StringIO(); traceback.print_stack(file=s); out(s.getvalue())
te = traceback.TracebackException(type(e), e, e.__traceback__, capture_locals=True)
print(str(te), te.__context__ is not None, te.__cause__, te.__suppress_context__, te == te)
te = traceback.TracebackException.from_exception(e, limit=1); out(''.join(te.format(chain=False))); print(len(te.stack), list(te.format_exception_only()))
print([(fr.f_code.co_name, n) for fr, n in traceback.walk_tb(e.__traceback__)])
print([(fr.f_code.co_name, n) for fr, n in traceback.walk_stack(sys._getframe())])
st = traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__), capture_locals=True); print([x.locals and sorted(x.locals) for x in st])
class Bad(Exception):
    def __str__(self): raise ValueError
try: raise Bad
except Exception: out(traceback.format_exc())
for src in 'x = = 1', 'if x\n  pass', 'def f(:\n pass', '  x', 'a b', '"abc', 'f(1, 2', 'é = (1 +', 'print 1', 'x = 1 +\n':
    try: compile(src, 'bad.py', 'exec')
    except SyntaxError as err:
        print(''.join(traceback.format_exception_only(type(err), err)))
        last = err
print(''.join(traceback.format_exception_only(SyntaxError, SyntaxError('msg'))))
print(''.join(traceback.format_exception_only(SyntaxError, SyntaxError('msg', ('f', 3, 5, '   abc def\n')))))
def long(n):
    if n == 0: raise OSError(2, 'No such')
    long(n - 1)
try: long(6)
except OSError: out(traceback.format_exc())
try:
    try: raise KeyError(1)
    except KeyError: raise TypeError('y') from None
except TypeError: out(traceback.format_exc())
if sys.version_info >= (3, 11):
    x = ValueError('a'); x.add_note('note\nsecond'); x.add_note('third')
    try: raise x
    except ValueError: out(traceback.format_exc())
    try:
        try: f()
        except Exception as q: raise ExceptionGroup('grp', [q, KeyError(2), ExceptionGroup('in', [OSError('z')])]) from x
    except ExceptionGroup as eg: out(traceback.format_exc()); print(traceback.format_exception_only(eg))
    def aa():
        y = foo(
            1)
    try: traceback.format_exception(3)
    except TypeError as q: print(q)
traceback.clear_frames(e.__traceback__)
print(e.__traceback__.tb_next.tb_frame.f_locals)
try: traceback.print_last()
except ValueError as q: print(q)
print(sorted(traceback.__all__))
class Obj: pass
def nm():
    try: Obj().abd
    except AttributeError: out(traceback.format_exc())
    o = Obj(); o.color = 1
    try: o.colour
    except AttributeError: out(traceback.format_exc())
    try: prnt(1)
    except NameError: out(traceback.format_exc())
    try: maths.pi; sys
    except NameError: out(traceback.format_exc())
    try: itertools
    except NameError: out(traceback.format_exc())
nm()

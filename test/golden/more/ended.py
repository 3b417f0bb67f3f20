# Where frames stand that ended by an exception.
import sys
def f(n):
    x = 1
    y = 0
    if n:
        f(n - 1)
        x = 2
    return x / y
def g():
    try:
        f(1)
    finally:
        a = 1
        b = 2
def h():
    try:
        g()
    except KeyError:
        pass
def i():
    try:
        h()
    except ZeroDivisionError as e:
        z = 1
        raise ValueError(
            'x',
            z) from e
def j():
    with C():
        i()
        q = 1
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        b = 1
def k():
    for i in gen():
        pass
def gen():
    yield 1
    yield 2
    j()
def m():
    class Q:
        a = 1
        k()
def n():
    [o()
     for x in (1,
               2)]
def o():
    return (m
      ())
def p():
    try:
        o()
    except ValueError:
        w = 1
        raise
def q():
    try:
        p()
    except:
        try:
            1/0
        except ZeroDivisionError:
            w = 2
        raise
def r():
    for x in [1]:
        try:
            q()
        except (ValueError if x else KeyError) as e:
            try: raise e
            finally:
                x = 1
        else:
            z = 1
def show(e):
    while e is not None:
        print(type(e).__name__)
        t = e.__traceback__
        while t:
            fr = t.tb_frame
            print('  ', fr.f_code.co_name, t.tb_lineno, fr.f_lineno, fr.f_lineno == t.tb_lineno, fr.f_back and fr.f_back.f_lineno)
            t = t.tb_next
        e = e.__cause__ or e.__context__
for fn in f, g, h, i, j, k, m, n, o, p, q, r:
    try:
        fn(1) if fn is f else fn()
    except Exception as e:
        show(e)
def late():
    global fr
    fr = sys._getframe()
    try:
        1/0
    except ZeroDivisionError:
        x = 2
    y = 1
    return 5
late(); print(fr.f_lineno, fr.f_back.f_lineno)
def gg():
    x = yield sys._getframe()
    print(x)
    yield 1
    raise KeyError(
      1)
it = gg(); fr = next(it); print(fr.f_lineno); it.send(3); print(fr.f_lineno)
try: next(it)
except KeyError: print(fr.f_lineno, it.gi_frame)
it = gg(); fr = next(it)
try: it.throw(ValueError)
except ValueError as e: print(fr.f_lineno, it.gi_frame, e.__traceback__.tb_next.tb_lineno)
it = gg(); fr = next(it); it.close(); print(fr.f_lineno)
class C:
    def __init__(self, n): self.n = n
    def __enter__(self): return self
    def __exit__(self, *a):
        if self.n: 1/0
def show(f):
    try: f()
    except Exception as e:
        t = e.__traceback__.tb_next
        print(f.__name__, t.tb_lineno, t.tb_frame.f_lineno, e.__context__ and e.__context__.__traceback__.tb_lineno)
def a():
    with C(1):
        x = 1
        y = 2
def b():
    with C(1):
        x = 1
        raise KeyError
def c():
    with C(0):
        if 1:
            raise KeyError
def d():
    with C(0), C(1), C(0):
        if 1:
            raise KeyError
def e():
    with C(1):
        x = 1
        return x
def f():
    for i in range(3):
        with C(1):
            x = 1
            continue
        y = 1
def g():
    try:
        with C(1):
            x = 1
            if x:
                return 1
    except KeyError:
        pass
    except (TypeError,
            AttributeError) as e:
        pass
def h():
    try:
        x = 1
        [1, 2][x
         + 5]
    except KeyError as e:
        pass
    except (TypeError,
            AttributeError) as e:
        pass
    else:
        pass
    finally:
        k = 1
def i():
    try:
        x = 1
        raise AttributeError(
          3)
    except KeyError as e:
        pass
    except (TypeError,
            AttributeError) as e:
        if x:
            raise e
        else:
            pass
    except OSError:
        q = 1
    finally:
        k = 1
    pass
def j():
    while 1:
        try:
            raise KeyError
        except KeyError as e:
            while 1:
              with C(0):
                  try:
                      raise TypeError
                  finally:
                     if 0: break
        finally:
            a = 2
for fn in a,b,c,d,e,f,g,h,i,j: show(fn)

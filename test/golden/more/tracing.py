"""The events of sys.settrace."""
import sys

out = []
def tracer(frame, event, arg):
    code = frame.f_code
    if event == 'exception':
        arg = (arg[0].__name__, str(arg[1]), type(arg[2]).__name__)
    elif not isinstance(arg, (int, str, list, dict, type(None))):
        arg = type(arg).__name__
    out.append((event, code.co_name, frame.f_lineno, arg))
    return tracer

def run(name, f, *args):
    out.clear()
    first = f.__code__.co_firstlineno
    sys.settrace(tracer)
    try:
        r = f(*args)
    except Exception as e:
        r = repr(e)
    sys.settrace(None)
    print('--', name, r)
    for event, name, line, arg in out:
        print('  ', event, name, line - first, arg)

def simple(a):
    b = a + 1
    c = b * 2
    return c
run('simple', simple, 1)

def branch(a):
    if a:
        x = 1
    else:
        x = 2
    return x
run('branch', branch, 0)
run('branch', branch, 1)

def looped(n):
    t = 0
    for i in range(n):
        t += i
    else:
        t += 100
    return t
run('looped', looped, 2)

def whiled(n):
    while n:
        n -= 1
        if n == 1:
            continue
        if n == 5:
            break
    return n
run('whiled', whiled, 3)

def oneline(n):
    for i in range(n): n
run('oneline', oneline, 2)

def handled(x):
    try:
        1 / x
    except ZeroDivisionError as e:
        y = 1
    else:
        y = 2
    finally:
        y += 1
    return y
run('handled', handled, 0)
run('handled', handled, 1)

def reraised():
    try:
        raise ValueError('a')
    except ValueError:
        raise
run('reraised', reraised)

def inner():
    raise KeyError('k')
def middle():
    inner()
def outer():
    try:
        middle()
    except KeyError:
        pass
run('outer', outer)
run('middle', middle)

def gen(n):
    for i in range(n):
        x = yield i
    return 'end'
def uses():
    for x in gen(2):
        pass
    g = gen(1)
    next(g)
    try:
        g.send(5)
    except StopIteration:
        pass
run('uses', uses)

def delegating():
    r = yield from gen(2)
    return r
def uses2():
    return list(delegating())
run('uses2', uses2)

def thrown():
    try:
        yield 1
    except ValueError:
        yield 2
def uses3():
    g = thrown()
    next(g)
    g.throw(ValueError('v'))
    g.close()
run('uses3', uses3)

def comp():
    a = [x for x in (1, 2)]
    b = {x: x
         for x in a}
    c = list(x for x in a)
    return c
run('comp', comp)

class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return True
def withed():
    with CM() as c:
        x = 1
    with CM():
        pass
    return 1
run('withed', withed)

def classes():
    class A:
        x = 1
        def f(self):
            return self.x
    return A().f()
run('classes', classes)

def multi():
    x = (1 +
         len('a') +
         2)
    y = [1,
         len('b'),
         x]
    f(1,
      x)
def f(a,
      b=2):
    return (a
            and b)
run('multi', multi)

def closure(a):
    def g():
        return a
    return g()
run('closure', closure, 1)

def deco(f):
    return f
def decorated():
    @deco
    @deco
    def g(x=1):
        return x
    return g()
run('decorated', decorated)

def lam():
    return (lambda x: x)(1)
run('lam', lam)

def nested_finally():
    for i in range(2):
        try:
            if i: break
            continue
        finally:
            x = i
    try:
        return 1
    finally:
        x = 2
run('nested_finally', nested_finally)

def boolean(a, b):
    if a and b or a:
        return a
    assert b
    return not a
run('boolean', boolean, 0, 1)
run('boolean', boolean, 1, 1)

def empty():
    pass
run('empty', empty)

def doc():
    "doc"
    x = 1; y = 2
    del x
    global Z
    import sys
    return y
run('doc', doc)

class Str:
    def __str__(self):
        return 'x'
    def __eq__(self, o):
        return True
    def __iter__(self):
        return self
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 1: raise StopIteration
        return self.n
def native():
    str(Str())
    Str() in [Str()]
    sorted([2, 1], key=lambda x: x)
    for x in Str():
        pass
run('native', native)

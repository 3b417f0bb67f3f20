# Which lines sys.settrace tells of, statement by statement.
import sys
def trace(func, *args):
    ev = []
    base = func.__code__.co_firstlineno
    def tr(frame, event, arg):
        if frame.f_code.co_name[:2] == '__': return None
        ev.append('%s%+d%s' % (event[0], frame.f_lineno - base, '' if frame.f_code is func.__code__ else '(' + frame.f_code.co_name + ')'))
        return tr
    sys.settrace(tr)
    try:
        r = func(*args)
        if hasattr(r, '__next__'): r = list(r)
    except BaseException as e:
        r = type(e).__name__
    finally:
        sys.settrace(None)
    print(func.__name__, ' '.join(ev))
fs = []
def t(f): fs.append(f); return f

@t
def while1():
    i = 0
    while i < 3: i += 1
    return i
@t
def while2():
    i = 0
    while i < 3:
        i += 1
    return i
@t
def while_else1():
    i = 0
    while i < 2: i += 1
    else: i = 7
    return i
@t
def while_true():
    i = 0
    while True:
        i += 1
        if i > 2:
            break
    return i
@t
def while_and():
    i = 0
    while i < 3 and i != 7: i += 1
    return i
@t
def while_and_multi():
    i = 0
    while (i < 3
           and i != 7):
        i += 1
    return i
@t
def while_continue():
    i = 0
    while i < 3:
        i += 1
        if i == 2:
            continue
        i += 0
    return i
@t
def while_pass():
    it = iter([1, 1, 0])
    while next(it): pass
    return 1
@t
def while_chain():
    i = 0
    while -1 < i < 2: i += 1
    return i
@t
def while_walrus():
    it = iter([1, 1, 0])
    while (n := next(it)): m = n
    return m
@t
def while_ifexp():
    i = 0
    while (i < 2 if i < 5 else False): i += 1
@t
def while_try():
    i = 0
    while i < 2:
        try:
            i += 1
            continue
        finally:
            i += 0
    return i
@t
def for2():
    for i in range(2):
        pass
@t
def for_else():
    for i in range(2):
        x = i
    else:
        x = 3
    return x
@t
def for_break():
    for i in range(3):
        if i == 1:
            break
    else:
        i = 9
    return i
@t
def for_continue():
    for i in range(3):
        if i == 1: continue
        x = i
    return i
@t
def for_nested1():
    for i in range(2):
        for j in range(2): x = i
    return x
@t
def for_target():
    for (i,
         j) in [(1, 2),
                (3, 4)]:
        pass
    return i
@t
def for_if_else_last():
    for i in range(2):
        if i:
            x = 1
        else:
            x = 2
@t
def tryfinally():
    try:
        x = 1
    finally:
        x = 2
    return x
@t
def tryfinally_return():
    try:
        return 1
    finally:
        x = 2
@t
def tryfinally_exc():
    try:
        1/0
    finally:
        x = 2
@t
def tryexcept():
    try:
        1/0
    except ValueError:
        x = 1
    except ZeroDivisionError:
        x = 2
    return x
@t
def tryexcept_as():
    try:
        1/0
    except ZeroDivisionError as e:
        x = 2
    return x
@t
def tryelse():
    try:
        x = 1
    except ValueError:
        x = 2
    else:
        x = 3
    finally:
        x = 4
    return x
@t
def try_all():
    try:
        try:
            1/0
        except ValueError:
            x = 2
        else:
            x = 3
        finally:
            x = 4
    except ZeroDivisionError:
        x = 5
    return x
@t
def try_break():
    for i in range(2):
        try:
            break
        finally:
            x = 1
    return 2
@t
def try_continue():
    for i in range(2):
        try:
            continue
        finally:
            x = 1
@t
def try_reraise():
    try:
        try:
            1/0
        except ZeroDivisionError:
            raise
    except:
        pass
@t
def try_from():
    try:
        1/0
    except ZeroDivisionError as e:
        raise ValueError(
            'x'
        ) from e
ident = lambda f: f
class M:
    def __init__(self, s=False): self.s = s
    def __enter__(self): return self
    def __exit__(self, *a): return self.s
@t
def with1():
    with M() as m:
        x = 1
@t
def with2():
    with M() as m, \
         M() as n:
        x = 1
    return x
@t
def with_exc():
    with M(True) as m:
        1/0
    return 3
@t
def with_exc3():
    with M() as m:
        1/0
@t
def with_return():
    with M() as m:
        return 1
@t
def with_continue():
    for i in range(2):
        with M() as m:
            continue
@t
def with_for():
    with M() as m:
        for i in range(2):
            x = i
    return x
@t
def for_with():
    for i in range(2):
        with M() as m:
            x = i
    return x
@t
def if_and():
    x = 1
    if (x == 1 and
        x != 2):
        x = 3
@t
def if_or():
    x = 1
    if (x == 2 or
        x == 1 or
        x == 3):
        x = 3
    return x
@t
def if_not_and():
    x = 1
    if not (x == 2 and
        x == 1):
        x = 3
    return x
@t
def if_const():
    if 0:
        x = 1
    if 1:
        x = 2
    if not 1:
        x = 4
    else:
        x = 3
@t
def if_ellipsis():
    x = 1
    if x:
        ...
    else:
        ...
@t
def ifexp_multi():
    x = 1
    y = (2
         if x
         else 3)
    return y
@t
def boolop_multi():
    x = 0
    y = (x or
         x or
         3)
    return y
@t
def chained():
    x = 1
    y = (0 <
         x <
         2)
    return y
@t
def chained_if():
    x = 1
    if (0 <
         x <
         2):
        y = 1
    if (2 <
         x <
         2):
        y = 1
    return y
@t
def call_multi():
    def f(*a, **k): return 1
    x = f(1,
          f(2,
            3),
          k=4)
    return x
@t
def listcomp():
    return [i
            for i in range(2)
            if i]
@t
def listcomp_multi():
    x = [
        i
        for i in
        range(2)
        for j in
        range(i)
    ]
    return x
@t
def dictcomp():
    x = {i:
         i + 1
         for i in range(2)}
    return x
@t
def setcomp():
    x = {i
         for i in range(2)}
    return x
@t
def genexp():
    x = list(i
         for i in range(2))
    return x
@t
def gen():
    for i in range(2):
        yield i
    yield 3
@t
def gen_from():
    yield from range(2)
    yield from gen()
@t
def gen_send():
    x = yield 1
    y = (yield
         x)
@t
def lambda2():
    f = (lambda x:
         x)
    return f(
        1)
@t
def classdef2():
    class A(
        M,
        metaclass=type
    ):
        """doc"""
        x = 1
    return A
@t
def decorated_cls():
    @ident
    class A:
        pass
    return A
@t
def funcdef():
    def f(a=1,
          b=2):
        "doc"
        return a
    return f()
@t
def assert2():
    x = 1
    assert x == 2, \
        'message'
@t
def del_multi():
    a = b = 1
    del (a,
         b)
@t
def unpack():
    a, (b,
        c) = 1, (2,
                 3)
    *a, b = [1,
             2]
@t
def augassign():
    x = [1]
    x[
      0
    ] += 1
    x += [
      3]
@t
def doc_only():
    """doc"""
@t
def binop_multi():
    x = 1
    return (x +
            x *
            x)
@t
def nested_if_loop():
    for i in range(3):
        if i:
            if i == 1:
                x = 1
            else:
                x = 2
        else:
            pass
@t
def while_if_else():
    i = 0
    while i < 3:
        if i:
            i += 1
        else:
            i += 2
@t
def while_nested1():
    i = 0
    while i < 2:
        i += 1
        j = 0
        while j < 2: j += 1
for f in fs: trace(f)

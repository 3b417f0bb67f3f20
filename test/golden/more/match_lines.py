# Which lines sys.settrace tells of in match statements.
import sys
def trace(func, *args):
    ev = []
    base = func.__code__.co_firstlineno
    def tr(frame, event, arg):
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
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
@t
def match1():
    x = 2
    match x:
        case 1:
            y = 1
        case 2:
            y = 2
        case _:
            y = 3
    return y
@t
def match2():
    x = 5
    match x:
        case 1:
            y = 1
        case 2:
            y = 2
        case _:
            y = 3
    return y
@t
def match3():
    match (1, 2):
        case (1, 3):
            y = 1
        case (a, b) if a == b:
            y = 2
        case (a, b) if a < b:
            y = 3
@t
def match4():
    match {'a': 1}:
        case {'b': 1}:
            y = 1
        case {'a': x, **rest}:
            y = 2
    return y
@t
def match5():
    match P(1, 2):
        case P(2, 3):
            y = 1
        case P(x=1, y=(2 |
                       3)):
            y = 2
    return y
@t
def match6():
    match 3:
        case 1 | 2: y = 1
        case int(): y = 2
    return y
@t
def match7():
    match 3:
        case 1: pass
        case 2: pass
@t
def match8():
    for x in (1, 2, 3):
        match x:
            case 1:
                continue
            case 2:
                y = 1
            case z:
                pass
    return y
@t
def match9():
    match [1,
           2]:
        case [1,
              *r]:
            pass
    return r
@t
def match10():
    match 1:
        case 2:
            pass
        case _:
            pass
@t
def match11():
    match 1:
        case None:
            return 1
        case 'a' | 'b':
            return 2
        case -1:
            return 3
        case _ if False:
            return 4
for f in fs: trace(f)

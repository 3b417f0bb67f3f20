# Loads of locals in code that only an exception leads to are no borrowed ones (optimize_load_fast follows no exception's edge).
import sys
rc = sys.getrefcount
def handler(p):
    try: raise KeyError
    except KeyError: print('in the handler', rc(p))
    print('after it', rc(p))
def passed(p):
    try: pass
    except KeyError: pass
    print('after a try that passed', rc(p))
def ended(p):
    try: raise KeyError
    except KeyError: pass
    print('only by the handler', rc(p), [rc(q) for q in [p]])
    for i in range(2): print(i, rc(p))
    if p: print('branch', rc(p))
    return rc(p)
def last(p):
    try: print('body', rc(p))
    finally: print('finally', rc(p))
    try: raise ValueError
    except KeyError: print('no')
    except ValueError as e: print('second', rc(p), rc(e))
    finally: print('finally after', rc(p))
def mayfail(p, bad):
    try:
        if bad: raise KeyError
        print('in the body', rc(p))
    except KeyError: print('caught', rc(p))
    else: print('else', rc(p))
    print('both ways', rc(p))
class Eat:
    def __enter__(self): return self
    def __exit__(self, *e): return True
def eaten(p):
    with Eat(): raise KeyError
    print('after with', rc(p))
def kept(p):
    with Eat(): print('in with', rc(p))
    print('after with', rc(p))
def loop(p):
    for i in range(3):
        try:
            if i == 1: raise KeyError
            print(i, rc(p)); continue
        except KeyError: print('loop caught', rc(p)); continue
    while True:
        try: raise KeyError
        except KeyError: print('loop', rc(p)); break
    print('out', rc(p))
def gen(p):
    try: yield rc(p)
    except GeneratorExit: print('closing', rc(p)); raise
    finally: print('last', rc(p))
def returns(p):
    try: raise KeyError
    except KeyError: return rc(p)
    finally: print('fin', rc(p))
o = object()
for f in (handler, passed, ended, last, eaten, kept, loop, returns): print(f.__name__, f(o))
mayfail(o, True); mayfail(o, False)
g = gen(o); print(next(g)); g.close()
try: raise KeyError
except KeyError: print([rc(v) for v in [o]])
print([rc(v) for v in [o]], {rc(v) for v in (o, 1)} - {rc(1)})

# What finalize and ExitStack say of their arguments.
import weakref, contextlib, sys
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, e)
    else: print('ok', type(r).__name__)
class A: pass
a = A()
def fin(*args, **kw): print('fin', args, kw)
F = weakref.finalize
show(F, a, fin, arg=1); show(F, a, fin, 1, 2, self=3, obj=4); show(F); show(F, a); show(lambda: F(a, func=fin)); show(lambda: F(func=fin, obj=a)); show(lambda: F(obj=a)); show(F.__init__); show(lambda: F(a, fin, func=1, obj=2).peek()[3])
del a
s = contextlib.ExitStack()
def stack():
  with s:
    show(s.callback); show(s.callback, fin); show(s.callback, fin, 1, self=2, callback=3); show(lambda: s.callback(callback=fin)); show(contextlib.ExitStack.callback); show(lambda: s.callback(arg=1))
    show(s.push); show(s.push, 1); show(s.enter_context, 1)
show(stack)

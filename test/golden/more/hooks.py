# sys: displayhook, intervals, call_tracing, sizes that classes give.
import sys
import sys, io
def show(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: print(type(e).__name__, str(e).split(' at 0x')[0])
    else: print('ok', str(r).split(' at 0x')[0])
show(sys.setswitchinterval, 0); show(sys.setswitchinterval, -1.0); show(sys.setswitchinterval, 'a'); show(sys.setswitchinterval)
old = sys.stdout; sys.stdout = f = io.StringIO()
sys.__displayhook__(42); exec(compile('"x"\nNone\n', 'f', 'exec')); exec(compile('7*6', 'f', 'single')); sys.displayhook(None)
sys.stdout = old; print(repr(f.getvalue()), _)
def nw():
    sys.stdout = None
    try: sys.displayhook(42)
    finally: sys.stdout = old
show(nw)
def nw():
    del sys.stdout
    try: sys.displayhook(42)
    finally: sys.stdout = old
show(nw); show(sys.displayhook)
show(sys.call_tracing, str, 2); show(sys.call_tracing, str, ("a",)); show(sys.call_tracing, type, ())
show(sys.exit, 1, 2); show(sys.getrecursionlimit, 1); show(sys.setrecursionlimit, -1); show(sys.setrecursionlimit, 'a'); show(sys.intern, 1); show(sys.intern, 'abc'); show(sys.intern)
class S(str): pass
show(sys.intern, S('a'))
show(sys.getrefcount); show(sys._getframe, 1, 2); show(sys._getframe, 2000000); show(sys.getsizeof); show(sys.exc_info, 1); show(sys.getdefaultencoding, 1)
class B:
    def __sizeof__(self): return 'x'
show(sys.getsizeof, B()); show(sys.getsizeof, B(), 5)
class B:
    def __sizeof__(self): return -1
show(sys.getsizeof, B())
class B:
    def __sizeof__(self): raise ValueError
show(sys.getsizeof, B(), 3); show(sys.getsizeof, B())
class B(int): 
    def __sizeof__(self): return 2.5
show(sys.getsizeof, B())
B.__sizeof__ = None
show(sys.getsizeof, B())
print(sys.implementation.name, sys.implementation.cache_tag, type(sys.implementation), sys.implementation.version[:2])
print(sys.float_info.max, sys.hash_info[:3], sys.int_info[:2], sys.maxsize, sys.maxunicode, sys.byteorder)
print(type(sys.flags), type(sys.version_info), sys.version_info[:2], isinstance(sys.version_info, tuple), sys.version_info > (3, 5), repr(sys.version_info)[:17])

import sys, gc
def g():
    try:
        while True:
            try:
                x = yield
                print("got", x)
            except ValueError as e:
                print("value", e, e.__context__)
                yield "handled"
            except KeyError:
                return "done"
    finally:
        print("closing")
it = g(); next(it); print(it.send(1)); print(it.throw(ValueError("v"))); print(next(it))
try: it.throw(KeyError)
except StopIteration as e: print("stop", e.value, e.args)
for op in (lambda: next(it), lambda: it.send(1), lambda: it.throw(TypeError("late")), lambda: it.close()):
    try: print(op())
    except BaseException as e: print(type(e).__name__, e)
it = g()
for op in (lambda: it.send(5), lambda: it.throw(TypeError("early")), lambda: next(it)):
    try: print(op())
    except BaseException as e: print(type(e).__name__, e)
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: print("ignored")
it = stubborn(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def inner():
    try:
        r = yield "i1"; print("inner got", r)
        yield "i2"
    except ValueError: yield "inner value"
    finally: print("inner finally")
    return "inner result"
def outer():
    r = yield from inner(); print("r", r)
    r = yield from [1, 2]; print("r", r)
    return "outer result"
it = outer(); print(next(it), it.send("S"), it.throw(ValueError), it.gi_yieldfrom is not None); print(list(it))
it = outer(); next(it); it.close(); print(it.gi_frame, it.gi_running)
def stops(): yield 1; raise StopIteration("x")
try: list(stops())
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def reenter():
    try: next(me)
    except ValueError as e: print(e)
    yield 1
me = reenter(); next(me); del me
def f():
    with_ctx = []
    try: raise KeyError("k")
    except KeyError: yield 1
    print(sys.exc_info()[0]); yield 2
it = f(); next(it); print(sys.exc_info()); next(it)
try: 1 / 0
except ZeroDivisionError:
    def q(): yield sys.exc_info()[0]
    print(next(q()))
print(sum(x * y for x in range(3) for y in range(3) if x != y), max((x for x in [3, 1]), default=0), list(x for x in ()), (i for i in [1]).__name__)
def counter(n):
    while n: n -= 1; yield n
a, b, *c = counter(5); print(a, b, c, dict(enumerate(counter(3))), [*counter(2)], {*counter(3)}, 2 in counter(9))
print(repr(counter(1))[:28], counter.__name__, counter(1).__qualname__, type(counter(1)).__name__)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), sum(It()), [*It()], tuple(zip(It(), "ab")), 3 in It(), sorted(It(), reverse=True), list(iter(iter([1, 2, 0, 3]).__next__, 0)))
def lazy():
    print("start"); yield "a"; print("mid"); yield "b"; print("end")
for v in lazy(): print(v)
z = (print("side", i) or i for i in range(3)); print("made"); next(z); print(list(z))
def dele(): 
    try: yield 1
    finally: print("finalized by del")
it = dele(); next(it); it = None
def cyc():
    me = yield
    try: yield me
    finally: print("cycle finalized")
# What throw() is given goes to what the generator delegates to as it is, and is looked at only where it is raised.
class Thrown:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a): print("throw", [x if isinstance(x, type) else repr(x) for x in a]); return "thrown"
def innermost(): return (yield from Thrown())
def between(): return (yield from innermost())
def bare():
    try: yield
    except TypeError as e: yield "seen: " + str(e)
def over(): yield from bare()
for make in (innermost, between, bare, over):
    for args in ((KeyError,), (KeyError("k"),), (KeyError, "v"), (KeyError, KeyError("w")), (KeyError, None), (KeyError, None, None), (KeyError, (1, 2)), (ValueError("x"), None, None), (5,), (KeyError("a"), 1), ("s",), (KeyError, 1, 2), (int,)):
        d = make(); next(d)
        try: print(d.throw(*args))
        except BaseException as e: print(type(e).__name__, e)
    d = make(); next(d)
    try: d.throw(GeneratorExit)
    except BaseException as e: print(repr(e))
    d = make(); next(d); d.close(); print("closed")
class Closing(Thrown):
    throw = None
    def close(self): raise OSError("close")
def g():
    try: yield from Closing()
    except OSError as e: print(repr(e), repr(e.__context__)); raise
d = g(); next(d)
try: d.throw(KeyError)
except BaseException as e: print(repr(e))
for end in (lambda d: d.close(), lambda d: d.throw(GeneratorExit), lambda d: d.throw(GeneratorExit("x"))):
    d = g(); next(d)
    try: end(d)
    except OSError as e: print(e)

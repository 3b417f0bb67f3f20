# What a handler raises again has, up to 3.10, the traceback with which it was caught.
import gc
gc.collect()
gc.disable()
class CM:
    def __init__(self, g): self.gen = g
    def __enter__(self): return next(self.gen)
    def __exit__(self, typ, value, traceback):
        if typ is None: return False
        try: self.gen.throw(value)
        except BaseException as exc:
            if exc is not value: raise
            return False
def g():
    try: yield 1
    finally: pass
def t1():
    try:
        with CM(g()): raise KeyError('x')
    except KeyError as e:
        tb = e.__traceback__; n = []
        while tb: n.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
        print(n)
t1(); print(gc.collect())
try:
    with CM(g()): raise KeyError('x')
except KeyError as e: print("visto", e)
print(gc.collect())
class C2:
    def __enter__(self): pass
    def __exit__(self, typ, value, traceback):
        try: raise value
        except KeyError: pass
        return False
def t2():
    try:
        with C2(): raise KeyError('x')
    except KeyError as e:
        tb = e.__traceback__; n = []
        while tb: n.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
        print(n)
t2(); print(gc.collect())
def t3():
    try: raise KeyError(1)
    except KeyError as e:
        try: raise e
        except KeyError: pass
        raise
try: t3()
except KeyError as e:
        tb = e.__traceback__; n = []
        while tb: n.append(tb.tb_frame.f_code.co_name + str(tb.tb_lineno-tb.tb_frame.f_code.co_firstlineno)); tb = tb.tb_next
        print(n)
print(gc.collect())
def names(e):
    tb = e.__traceback__; n = []
    while tb: n.append(tb.tb_frame.f_code.co_name + str(tb.tb_lineno-tb.tb_frame.f_code.co_firstlineno)); tb = tb.tb_next
    return n
def again(e): raise e
def t4():
    try: raise KeyError(1)
    except KeyError as e:
        try: again(e)
        finally: pass
def t5():
    try: raise KeyError(1)
    except KeyError as e:
        with C2(): again(e)
def t6():
    try: raise KeyError(1)
    except KeyError as e:
        try: again(e)
        except ValueError: pass
def t7():
    try:
        try: raise KeyError(1)
        finally:
            try: again(ValueError(2))
            except ValueError: pass
    except OSError: pass
for t in t4, t5, t6, t7:
    try: t()
    except KeyError as e: print(names(e), e.__context__)

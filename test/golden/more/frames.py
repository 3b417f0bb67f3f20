"""Frames: clear(), f_lineno, what the program puts into locals()."""
import sys


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def failing():
    kept = Noisy('kept')
    raise ValueError


try:
    failing()
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
    print(frame.clear(), sorted(frame.f_locals))

print(attempt(sys._getframe().clear))


def gen():
    held = Noisy('held')
    try:
        yield sys._getframe()
    finally:
        print('finally')


g = gen()
frame = g.gi_frame
print(frame.clear(), g.gi_frame, list(g))

def inside():
    print(attempt(g.gi_frame.clear))
    yield

g = inside()
next(g)


def setline(frame, *value):
    frame.f_lineno, = value


print(attempt(setline, sys._getframe(), 3), attempt(setline, sys._getframe(), 'a'))
print(attempt(delattr, sys._getframe(), 'f_lineno'))
for name in 'f_trace_lines', 'f_trace_opcodes':
    print(attempt(setattr, sys._getframe(), name, 1))


def extra(a):
    locals()['own'] = 1
    first = list(locals())
    del a
    b = 2
    return first, list(locals())


print(extra(0))


def lines():
    if sys:
        pass
    return 1


if hasattr(lines.__code__, 'co_lines'):
    first = lines.__code__.co_firstlineno
    print(sorted({line - first for _, _, line in lines.__code__.co_lines()}))


class M(type):
    ready = False

    def mro(cls):
        if M.ready:
            if cls.__name__ == 'B1':
                B2.__bases__ = (B1,)
            if cls.__name__ == 'B2':
                B1.__bases__ = (B2,)
        return type.mro(cls)


class A(metaclass=M):
    pass


class B1(A):
    pass


class B2(A):
    pass


M.ready = True
print(attempt(setattr, B1, '__bases__', B1.__bases__))

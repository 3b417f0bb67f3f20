# The order in which frames and their locals let go: after handlers, and with f_locals looked at.
import sys


class R:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')


def c():
    r = R('c')
    return sys._getframe()


def b():
    r = R('b')
    return c()


def a():
    r = R('a')
    return b()


f = a()
f.f_locals, f.f_back.f_locals, f.f_back.f_back.f_locals
del f
print('looked at all')
f = a()
f.f_back.f_locals
del f
print('looked at one')


def c():
    r = R('c')
    raise ZeroDivisionError(R('argument'))


def b():
    r = R('b')
    try:
        c()
    except Exception as e:
        raise KeyError from e


for i in range(4):
    try:
        a()
    except Exception as e:
        t = e.__traceback__
        if i & 1:
            t.tb_next.tb_frame.f_locals
        if i & 2:
            t.tb_next.tb_next.tb_frame.f_locals
        del t
    print('handled', i)


def returns():
    try:
        a()
    except Exception as e:
        return 'returned'


def goes_on():
    for _ in (1, 2):
        try:
            a()
        except Exception as e:
            continue


print(returns(), goes_on())
print(sys.getrefcount(sys.__dict__), sys.getrefcount(sys.modules['__main__']), [id(x) % 16 for x in (None, True, 0, int, len, (), type)])

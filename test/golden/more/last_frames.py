# Calls from the last frame that the limit of recursion allows, limits that are lifted, and str() of what has only a repr.
import sys


class A:
    def upper(self, s):
        return self.upper(s.upper())

    def length(self, n):
        len([n])
        return self.length(n)

    def prints(self, n):
        print(end='')
        return self.prints(n)

    def asks(self, n):
        return isinstance(n, int) and self.asks(n + 1)

    def less(self, n):
        return 1 if n <= 1 else n * self.less(n - 1)

    def plain(self, *a, **k):
        return self.plain(*a, **k)


def ask(name, value):
    try:
        getattr(A(), name)(value)
    except RecursionError as e:
        print(name, e)


def deeper(name, value):
    ask(name, value)


for name, value in (('upper', 'a'), ('length', 1), ('prints', 1), ('asks', 1), ('less', 10 ** 9), ('plain', 1)):
    ask(name, value)
    deeper(name, value)


def r(n):
    return 0 if n == 0 else 1 + r(n - 1)


sys.setrecursionlimit(15000)
print(r(2000), r(12000))


def endless(n):
    endless(n + 1)


try:
    endless(0)
except RecursionError as e:
    saved = e
n, t = 0, saved.__traceback__
while t:
    n, t = n + 1, t.tb_next
print(n > 14000)
del saved


class Five:
    def __repr__(self):
        return 5


class Named:
    def __repr__(self):
        return 'named'


for show in (str, repr, '{}'.format, '%s'.__mod__, '%r'.__mod__, print):
    for x in (Named(), Five(), [Five()]):
        try:
            print(show(x), end='; ')
        except TypeError as e:
            print(e, end='; ')
    print()
sys.setrecursionlimit(1200)
endless(0)

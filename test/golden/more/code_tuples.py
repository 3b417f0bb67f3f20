# The compiler keeps equal tuples once: constants, and the constants and names of code objects.
import sys
count = sys.getrefcount

def one():
    e = (1,)
    print('one', count(e))
    h = {_: 1 for _ in range(4)}
def two():
    e = (1,)
    print('two', count(e))
    h = [_ for _ in range(4)]
    print(1)
def three():
    e = (1,)
    print('three', count(e))
    print("", None, 2)
one(); two(); three()

def name():
    x = ('e',)
    print('names', count(x))
def reads():
    return e
def takes(e):
    return 1
def closes(e):
    def inner():
        return e
    return inner
name()

def nothing():
    x = (None,)
    print('only None', count(x))
def a(e):
    return
def b(e):
    pass
def c():
    x = (None, 5)
    print('None and five', count(x))
def d():
    x = 5
nothing(); c()

class P:
    __slots__ = ('px', 'py')
    def __init__(self, px, py):
        self.px = px
        self.py = py
    def swap(self):
        self.px, self.py = self.py, self.px
print('slots', count(P.__slots__), P.swap.__code__.co_names is P.__slots__)

def text():
    x = 'a text that is no name'
    print('text', count(x))
def same():
    return 'a text that is no name'
def again():
    return 'a text that is no name'
def other():
    return 'a text that is no name', 1000.5
print(same.__code__.co_consts is again.__code__.co_consts, same.__code__.co_consts is other.__code__.co_consts)
text()
f, g = (lambda: 'shared by lambdas'), (lambda: 'shared by lambdas')
print(count(f()), f.__code__.co_consts is g.__code__.co_consts)
del g
print(count(f()))
x = same.__code__.co_consts
print(count(x), count(x[-1]))
del again
print(count(x), count(x[-1]))
y = same.__code__.replace(co_name='renamed')
print(count(x), y.co_consts is x, y.co_names is same.__code__.co_names)
del same, y
print(count(x), count(x[-1]), x)

exec(compile('''
def first(n):
    return n + 12345
def second(n):
    return n + 12345
def third(m):
    return m - 12345
print(count(first.__code__.co_consts), count(first.__code__.co_consts[-1]))
print(first.__code__.co_consts is third.__code__.co_consts)
''', 'given', 'exec'))

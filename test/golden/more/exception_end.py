# The collection at the end of a program goes by what sys.last_value holds.
class R:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')


xs = [R(i) for i in range(10, 15)]
y = xs[0]


def g():
    v = xs[0]
    w = xs[1]
    1 / 0


def h():
    k = xs[2]
    g()


h()

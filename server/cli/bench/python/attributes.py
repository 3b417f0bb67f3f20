# prints: 44999850000 900000 134999849999 45000150000
class Counter:
    step = 1

    def __init__(self):
        self.total = 0
        self.calls = 0

    def add(self, n):
        self.total = self.total + n
        self.calls += self.step


class Pair:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def run(times):
    counter = Counter()
    pair = Pair(0, 0)
    for i in range(times):
        counter.add(i)
        pair.left = pair.right + i
        pair.right = pair.left + 1
    return counter, pair


counter, pair = run(300000)
for i in range(300000):
    pair.left += 2 * i
    counter.calls += 2
print(counter.total, counter.calls, pair.left, pair.right)

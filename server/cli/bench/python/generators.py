# prints: 19999900000 100000 28657 [0, 2, 4]
def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def compose(f, g):
    return lambda x: f(g(x))


total = 0
for x in numbers(200000):
    total += x
count = sum(1 for _ in evens(numbers(200000)))
for value in fibonacci():
    if value > 20000:
        break
double_next = compose(lambda x: x * 2, lambda x: x + 0)
doubled = [double_next(x) for x in range(50000)]
print(total, count, value, doubled[:3])

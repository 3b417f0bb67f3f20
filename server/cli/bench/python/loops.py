# prints: (6171, 262) (2919, 217) 1250025000 4.1887902
def collatz(limit):
    best = longest = 0
    for start in range(1, limit):
        n = start
        length = 1
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            length += 1
        if length > longest:
            best, longest = start, length
    return best, longest


def sphere(steps):
    total = 0.0
    width = 2.0 / steps
    x = -1.0 + width / 2
    for _ in range(steps):
        total += (1.0 - x * x) * width
        x += width
    return total * 3.141592653589793


def triangle(n):
    total = 0
    i = 1
    while i <= n:
        total += i
        i += 1
    return total


print(collatz(10000), collatz(3000), triangle(50000), round(sphere(200000), 7))

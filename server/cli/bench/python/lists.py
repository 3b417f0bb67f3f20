# prints: 200000 333328333350000 99999 100000 19999900000 17984
def build(n):
    squares = []
    for i in range(n):
        squares.append(i * i)
    return squares


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return [i for i in range(n + 1) if flags[i]]


numbers = [i for i in range(200000)]
rows = [[i, i + 1, i + 2] for i in range(100000)]
total = 0
for row in rows:
    total += row[1]
primes = sieve(200000)
backwards = numbers[::-1]
backwards.sort()
half = [x for x in numbers if x % 2 == 0]
print(len(numbers), sum(build(100000)), rows[-1][0], len(half), sum(backwards), len(primes))

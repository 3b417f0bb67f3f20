# en: The cache that only grows
# es: La caché que solo crece
# topic: habits

cache = {}

def square(n):
    if n not in cache:
        cache[n] = n * n + 1000
    return cache[n]

for n in range(40):
    square(n)
print(len(cache), 'kept for ever')

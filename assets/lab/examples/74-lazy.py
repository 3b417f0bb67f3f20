# en: A generator instead of a list
# es: Un generador en vez de una lista
# topic: habits

total = sum([n * n for n in range(300)])
lazy = sum(n * n for n in range(300))
print(total == lazy)

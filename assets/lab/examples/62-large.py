# en: Too large for a pool
# es: Demasiado grande para un pool
# topic: allocator

small = bytes(400)
large = bytes(600)
huge = bytes(300_000)
del huge
print(len(small), len(large))

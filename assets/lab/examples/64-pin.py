# en: One block keeps a pool
# es: Un bloque retiene un pool
# topic: allocator

many = [bytes(200) for i in range(200)]
kept = many[100]
del many
print(len(kept))

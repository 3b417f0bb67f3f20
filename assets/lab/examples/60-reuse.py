# en: The freed block comes back
# es: El bloque liberado vuelve
# topic: allocator

class A:
    pass

first = A()
where = id(first)
del first
second = A()
print(id(second) == where)

# en: A cycle that counting cannot free
# es: Un ciclo que contar no libera
# topic: article

import gc

gc.disable()

class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

a = Node('a')
b = Node('b')
a.other = b
b.other = a

del a
del b
print('both names are gone, both objects live')
print(gc.collect(), 'found by the collector')

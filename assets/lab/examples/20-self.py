# en: An object that holds itself
# es: Un objeto que se sujeta a sí mismo
# topic: cycles

import gc

loop = []
loop.append(loop)
print(loop)
del loop
print(gc.collect())

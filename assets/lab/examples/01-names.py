# en: Two names, one object
# es: Dos nombres, un objeto
# topic: article

import sys

a = [1, 2, 3]
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a))
b.append(4)
print(a)
del b
print(sys.getrefcount(a))

# en: Objects that never die
# es: Objetos que nunca mueren
# topic: counts

import sys

small = 7
same = 3 + 4
print(small is same)
large = 1000
other = int('1000')
print(large is other)
nothing = None
print(sys.getrefcount(None) > 1000)

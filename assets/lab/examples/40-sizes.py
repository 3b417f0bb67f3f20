# en: How large are empty things?
# es: ¿Cuánto ocupa lo vacío?
# topic: containers

import sys

for thing in (None, 0, 1.5, '', 'a', b'', (), [], {}, set()):
    print(repr(thing), sys.getsizeof(thing))

# en: A small object and a large one
# es: Un objeto pequeño y uno grande
# topic: listings
# article: 01-small-and-large

import sys

# Objeto pequeño (< 512 bytes)
pequeño = [1, 2, 3]  # ~100 bytes
print(f"Tamaño: {sys.getsizeof(pequeño)} bytes")
# Python usa: pymalloc (Capa 2)

# Objeto grande (> 512 bytes)
grande = [i for i in range(1000)]  # ~8000 bytes
print(f"Tamaño: {sys.getsizeof(grande)} bytes")
# Python usa: malloc del SO (Capa 1)

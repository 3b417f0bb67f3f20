# en: Sizes of everyday objects
# es: Tamaños de objetos cotidianos
# topic: listings
# article: 03-sizes

import sys

# La mayoría de objetos en Python son pequeños
objetos_pequeños = [
    42,                    # int: ~28 bytes
    "hola",               # str: ~54 bytes
    (1, 2),               # tuple: ~56 bytes
    {"a": 1},             # dict pequeño: ~232 bytes
]

for obj in objetos_pequeños:
    print(f"{type(obj).__name__:10} → {sys.getsizeof(obj):4} bytes")

print("\nObjetos grandes:")
# Estos van directo al SO
grandes = [
    "x" * 1000,           # str grande
    list(range(1000)),    # lista grande
    {i: i for i in range(100)}  # dict grande
]

for obj in grandes:
    print(f"{type(obj).__name__:10} → {sys.getsizeof(obj):6} bytes")

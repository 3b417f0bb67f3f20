# en: A list gives room back
# es: Una lista devuelve sitio
# topic: containers

import sys

stack = list(range(64))
print(sys.getsizeof(stack))
while len(stack) > 8:
    stack.pop()
print(sys.getsizeof(stack))

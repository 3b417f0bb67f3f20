# en: A set keeps one of each
# es: Un conjunto guarda uno de cada
# topic: containers

import sys

seen = set()
for letter in 'mississippi':
    seen.add(letter)
print(len(seen), sys.getsizeof(seen))
for n in range(10):
    seen.add(n)
print(len(seen), sys.getsizeof(seen))

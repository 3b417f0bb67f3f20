# en: A list grows ahead of need
# es: Una lista crece por adelantado
# topic: article

import sys

items = []
size = sys.getsizeof(items)
for i in range(20):
    items.append(i)
    if sys.getsizeof(items) != size:
        size = sys.getsizeof(items)
        print(len(items), 'items:', size, 'bytes')

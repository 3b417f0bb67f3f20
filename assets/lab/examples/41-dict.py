# en: A dict moves to a larger table
# es: Un dict se muda a una tabla mayor
# topic: containers

import sys

ages = {}
for name in ('Ada', 'Bob', 'Cid', 'Dee', 'Eve', 'Fay', 'Gus'):
    ages[name] = len(ages)
    print(len(ages), sys.getsizeof(ages))

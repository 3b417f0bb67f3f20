# en: What a call holds
# es: Lo que sujeta una llamada
# topic: counts

import sys

def look(thing):
    inside = sys.getrefcount(thing)
    return inside

data = ['x']
print(sys.getrefcount(data), look(data))
print(sys.getrefcount(data))

# en: A weak reference does not keep alive
# es: Una referencia débil no mantiene vivo
# topic: article

import weakref

class Picture:
    pass

picture = Picture()
look = weakref.ref(picture)
print(look() is picture)
del picture
print(look())

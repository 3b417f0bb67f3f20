# en: Two asks, one weak reference
# es: Dos peticiones, una referencia débil
# topic: weak

import weakref

class Thing:
    pass

thing = Thing()
a = weakref.ref(thing)
b = weakref.ref(thing)
print(a is b, weakref.getweakrefcount(thing))

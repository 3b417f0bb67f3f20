# en: Weak references and weak dicts
# es: Referencias y diccionarios débiles
# topic: listings
# article: 13-weakref

import weakref

class Pesado:
    def __init__(self, datos):
        self.datos = datos

# Referencia normal (fuerte)
obj = Pesado([1] * 1000000)

# Referencia débil (no incrementa refcount)
ref_debil = weakref.ref(obj)

print(ref_debil())  # Acceder al objeto: <__main__.Pesado object>

# El objeto sigue vivo
del obj
print(ref_debil())  # None - objeto fue liberado

# Diccionarios débiles
cache = weakref.WeakValueDictionary()
obj = Pesado([1, 2, 3])
cache['key'] = obj

print('key' in cache)  # True
del obj
print('key' in cache)  # False - se eliminó automáticamente

# en: How counting works
# es: Cómo funciona el conteo
# topic: listings
# article: 04-refcount

import sys

# Crear un objeto
a = [1, 2, 3]
print(sys.getrefcount(a))  # Mínimo 2: variable 'a' + argumento temporal
# Puede ser mayor debido a referencias internas del intérprete

# Crear otra referencia
b = a
print(sys.getrefcount(a))  # Se incrementa (ahora tenemos 'a', 'b' + argumento)

# Eliminar una referencia
del b
print(sys.getrefcount(a))  # Decrementa de vuelta

# Cuando el conteo llega a 0, el objeto se libera inmediatamente
del a  # Ahora el objeto es liberado

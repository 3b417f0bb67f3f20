# en: Looking at the generations
# es: Mirar las generaciones
# topic: listings
# article: 06-generations

import gc

# Ver información sobre generaciones
print(gc.get_count())  # (contador_gen0, contador_gen1, contador_gen2)
print(gc.get_threshold())  # Umbrales para activar colección (700, 10, 10)

# Generación 0: objetos nuevos
# Generación 1: objetos que sobrevivieron 1+ colecciones
# Generación 2: objetos que sobrevivieron múltiples colecciones

# en: When the collector runs
# es: Cuándo corre el recolector
# topic: listings
# article: 07-thresholds

import gc

# El GC se ejecuta automáticamente cuando:
# 1. Se excede el umbral de objetos en gen0 (~700 objetos nuevos)
# 2. Se llama explícitamente gc.collect()
# 3. El programa termina

# Ver umbrales actuales
print(gc.get_threshold())  # (700, 10, 10) -> en mi caso da (2000, 10, 10) 
# gen0: 700 asignaciones
# gen1: después de 10 colecciones de gen0
# gen2: después de 10 colecciones de gen1

# Modificar umbrales (no recomendado sin profiling previo)
gc.set_threshold(800, 15, 15)

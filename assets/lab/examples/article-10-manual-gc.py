# en: The collector by hand
# es: El recolector a mano
# topic: listings
# article: 10-manual-gc

import gc

# Deshabilitar GC (útil para debugging o evitar pausas)
gc.disable()

# Ejecutar colección manualmente
n_collected = gc.collect()  # Fuerza colección completa
print(f"Objetos liberados: {n_collected}")

# Habilitar de nuevo
gc.enable()

# Ver objetos que el GC está rastreando
print(f"Objetos rastreados: {len(gc.get_objects())}")  # Miles de objetos

# Encontrar referencias a un objeto
obj = [1, 2, 3]
refs = gc.get_referrers(obj)
print(f"Referencias a obj: {refs}")

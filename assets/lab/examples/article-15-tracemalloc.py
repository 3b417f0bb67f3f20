# en: tracemalloc
# es: tracemalloc
# topic: listings
# article: 15-tracemalloc
# scaled: 1000000 20000
# note-en: Scaled: the article has 1,000,000 where this says 20,000, so that the Lab stays quick.
# note-es: A escala: el artículo dice 1.000.000 donde aquí pone 20.000, para que el Laboratorio siga ágil.

import tracemalloc

tracemalloc.start()

# Código que queremos analizar
lista = [i for i in range(20000)]

current, peak = tracemalloc.get_traced_memory()
print(f"Uso actual: {current / 1024 / 1024:.2f} MB")
print(f"Peak: {peak / 1024 / 1024:.2f} MB")

# Ver top allocations
snapshot = tracemalloc.take_snapshot()
top_stats = snapshot.statistics('lineno')

for stat in top_stats[:3]:
    print(stat)

tracemalloc.stop()

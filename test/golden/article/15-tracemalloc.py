import tracemalloc

tracemalloc.start()

# Código que queremos analizar
lista = [i for i in range(1000000)]

current, peak = tracemalloc.get_traced_memory()
print(f"Uso actual: {current / 1024 / 1024:.2f} MB")
print(f"Peak: {peak / 1024 / 1024:.2f} MB")

# Ver top allocations
snapshot = tracemalloc.take_snapshot()
top_stats = snapshot.statistics('lineno')

for stat in top_stats[:3]:
    print(stat)

tracemalloc.stop()

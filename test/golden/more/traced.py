import tracemalloc
tracemalloc.start()
def f(n): return list(range(n))
a = tracemalloc.get_traced_memory()[0]; x = f(1000); b = tracemalloc.get_traced_memory()[0]; print(b - a)
a = tracemalloc.get_traced_memory()[0]; y = f(1000); b = tracemalloc.get_traced_memory()[0]; print(b - a)
a = tracemalloc.get_traced_memory()[0]; del x; b = tracemalloc.get_traced_memory()[0]; print(b - a)

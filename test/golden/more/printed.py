import tracemalloc
tracemalloc.start()
def t(): return tracemalloc.get_traced_memory()[0]
s = set(); prev = t()
for i in range(30):
    s.add(i); n = t()
    if n != prev: print(len(s), n - prev, end="; ")
    prev = n
print(flush=True)
before = t(); print("x" * 100, "é" * 50); print("y"); after = t(); print(after - before)
before = t(); print("z" * 8200); after = t(); print(after - before)

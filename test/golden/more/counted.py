import gc
print([s["collections"] for s in gc.get_stats()], gc.get_count()[1:])
gc.disable()
def c(): return gc.get_count()[0]
gc.collect()
r = [None] * 12
r[0] = gc.get_count()[0]
r[1] = gc.get_count()[0]
r[2] = c()
r[3] = c()
r[4] = gc.get_count()[0]
x = [1 for _ in ()]
r[5] = gc.get_count()[0]
x = [1 for _ in ()]
r[6] = gc.get_count()[0]
r[7] = c()
y = []
r[8] = gc.get_count()[0]
z = [[] for _ in (1, 2, 3)]
r[9] = gc.get_count()[0]
z = None
r[10] = gc.get_count()[0]
print(r)
print(gc.get_count()[0])
print("a", "b")
print(gc.get_count()[0])
print(gc.get_count()[0])
print(r == 1)
print(gc.get_count()[0])
print(3)
print(gc.get_count()[0])

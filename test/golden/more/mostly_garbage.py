# A collection of mostly garbage, in which tuples and dicts that live are untracked one kind after the other.
import gc
gc.disable()
gc.collect()
class Node: pass
def cycle():
    n = Node(); n.me = n
kept = [(1, 'a'), {'k': 1}, (2, [3]), {'l': [4]}, ((5,), 6), {}]
for _ in range(3000): cycle()
before = [gc.is_tracked(o) for o in kept]
print(gc.collect() > 2999)
print(before[2:4], [gc.is_tracked(o) for o in kept][2:4])
made = [tuple([i, str(i)]) for i in range(50)], [{'k': []} for i in range(50)]
for d in made[1]: d['k'] = 1
print([sum(map(gc.is_tracked, kind)) for kind in made])
for _ in range(20000): cycle()
print(gc.collect() >= 20000)
print([sum(map(gc.is_tracked, kind)) for kind in made])

from collections import namedtuple
for f in ('x', 'x y', ''):
    A = namedtuple('A', f)
    print(A.__doc__, A.__new__.__doc__, A._fields)
import gc
gc.collect()
print(gc.get_count())
class P: pass
print(gc.get_count())

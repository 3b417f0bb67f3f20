# en: Survivors grow old
# es: Los supervivientes envejecen
# topic: cycles

import gc

gc.collect()
kept = [[] for i in range(50)]
print(len(gc.get_objects(generation=0)) >= 50)
gc.collect(0)
gc.collect(1)
print(any(o is kept for o in gc.get_objects(generation=2)))

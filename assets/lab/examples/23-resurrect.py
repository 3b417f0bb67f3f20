# en: Brought back by __del__
# es: Devuelto a la vida por __del__
# topic: cycles

import gc

saved = []

class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        saved.append(self)

bird = Phoenix()
del bird
print(gc.collect(), len(saved))
saved.clear()
print(gc.collect(), len(saved))

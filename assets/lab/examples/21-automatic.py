# en: The collector comes by itself
# es: El recolector viene solo
# topic: cycles

import gc

gc.set_threshold(60, 5, 5)

class Pair:
    def __init__(self):
        self.me = self

for i in range(200):
    Pair()

print(gc.get_count())

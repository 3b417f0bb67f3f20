# en: A method holds its object
# es: Un método sujeta su objeto
# topic: functions

import sys

class Bell:
    def ring(self):
        return 'ding'

bell = Bell()
ring = bell.ring
print(sys.getrefcount(bell))
del bell
print(ring())

# en: Told when it dies
# es: Avisado cuando muere
# topic: weak

import weakref

class Star:
    pass

def told(ref):
    print('the star is gone:', ref())

star = Star()
watch = weakref.ref(star, told)
star = None
print('after')

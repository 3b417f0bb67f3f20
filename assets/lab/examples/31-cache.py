# en: A cache that forgets
# es: Una caché que olvida
# topic: weak

import weakref

class Image:
    def __init__(self, name):
        self.name = name

cache = weakref.WeakValueDictionary()
photo = Image('photo')
cache['photo'] = photo
print(len(cache))
del photo
print(len(cache))

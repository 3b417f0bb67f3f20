# en: __del__ in a cycle
# es: __del__ en un ciclo
# topic: cycles

import gc

class Actor:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, 'bows out')

romeo = Actor('Romeo')
juliet = Actor('Juliet')
romeo.love = juliet
juliet.love = romeo
del romeo, juliet
gc.collect()
print('curtain')

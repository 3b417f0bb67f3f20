# en: __slots__ saves the dict
# es: __slots__ ahorra el dict
# topic: habits

import sys

class Plain:
    def __init__(self):
        self.x = 1
        self.y = 2

class Slim:
    __slots__ = ('x', 'y')

    def __init__(self):
        self.x = 1
        self.y = 2

a = Plain()
b = Slim()
print(hasattr(a, '__dict__'), hasattr(b, '__dict__'))
print(sys.getsizeof(b))

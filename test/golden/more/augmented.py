# Attributes that are read and stored again: on instances, slots, classes, through properties and __getattr__.
class Plain:
    shared = 10
    def __init__(self):
        self.n = 0
class Slots:
    __slots__ = 'n', 'late'
    def __init__(self):
        self.n = 0
class Checked:
    def __init__(self):
        self.kept = 0
    @property
    def n(self):
        return self.kept
    @n.setter
    def n(self, value):
        self.kept = value
class Finds:
    n = 5
    def __getattr__(self, name):
        return 100
def count(o, times):
    for i in range(times):
        o.n += i
        o.n -= 1
        o.n *= 1
    return o.n
for o in Plain(), Slots(), Checked(), Finds(), Plain(), Plain:
    if o is Plain:
        Plain.n = 0
    print(count(o, 50), end=' ')
p = Plain()
p.shared += 1
print(p.shared, Plain.shared, p.__dict__)
f = Finds()
f.missing += 1
print(f.__dict__)
class Noisy:
    def __init__(self, value): self.value = value
    def __iadd__(self, other): return Noisy(self.value + other)
    def __del__(self): print('gone', self.value, end='; ')
p.noisy = Noisy(1)
for i in range(3):
    p.noisy += 1
    print('now', p.noisy.value)
for o in Slots(), Plain():
    try:
        o.late += 1
    except AttributeError as e:
        print(e)
class First:
    def __init__(self, order):
        for name in order:
            setattr(self, name, 0)
def bump(o):
    o.a += 1
    o.b += 2
for order in 'ab', 'ba', 'ab', 'cab':
    o = First(order)
    bump(o)
    bump(o)
    del o.a
    o.a = 9
    print(o.__dict__)


# What match takes for sequences and mappings: recorded from 3.10 on.
import collections.abc
class Late: pass
class Below(Late): pass
collections.abc.Sequence.register(Late)
class LateM: pass
collections.abc.Mapping.register(LateM)
class Mix: pass
class S(collections.abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return [10, 20][i]
class M(Mix, collections.abc.Mapping):
    def __len__(self): return 1
    def __getitem__(self, k): return k
    def __iter__(self): return iter([1])
class Plain(Mix): 
    def __len__(self): return 0
def kind(x):
    match x:
        case [10, b]: return 'pair', b
        case []: return 'empty'
        case {5: y}: return 'map', y
        case {}: return 'any map'
        case [*_]: return 'seq'
    return None
Late.__len__ = LateM.__len__ = lambda self: 0
for x in (S(), M(), Plain(), Late(), Below(), LateM(), [], {}, range(10, 30, 10), 'ab', b'ab', {5: 6}, {1, 2}, iter([]), collections.UserDict({5: 7}) if hasattr(collections, 'UserDict') else None, collections.deque([10, 1])): print(type(x).__name__, kind(x))
print('__abc_tpflags__' in collections.abc.Sequence.__dict__)
class K: a = b = 'x'
for text in ('case {K.a: 1, K.b: 2}: pass', 'case {"x": p, K.b: q}: pass', 'case {1: p, True: q}: pass', 'case {0: p, 0.0: q}: pass', 'case {1: p, "1": q}: pass'):
    try: exec('match v:\n ' + text, {'K': K, 'v': {'x': 1, 'y': 2}}); print('fine')
    except (ValueError, SyntaxError) as e: print(type(e).__name__, e)

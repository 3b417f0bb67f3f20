# Keys of a sort that change the list, and bisect of whatever may be a sequence.
data = list(range(10))
class K:
    def __init__(self, x): self.x = x
    def __lt__(self, o): return self.x < o.x
    def __del__(self):
        del data[:]
        data[:] = range(20)
try: data.sort(key=K); print('no')
except ValueError as e: print(e)
print(data)
data = list(range(5)); 
class L:
    def __init__(self, x): self.x = x
    def __lt__(self, o): data.append(1); return False
for f in (lambda: data.sort(key=L), lambda: data.sort(key=lambda x: data.clear() or x), lambda: data.sort(key=lambda x: data.append(3) or x)):
    try: f(); print('no')
    except ValueError as e: print(e)
    print(data)
import bisect, heapq
class Len:
    def __len__(s): return 10
class Get:
    def __getitem__(s, i): return 10
class C:
    def __lt__(s,o): raise ZeroDivisionError
    __gt__ = __lt__
class S:
    def __len__(s): return 10
    def __getitem__(s,i): return 10
for seq in (Len(), Get(), 10, S(), [1,C(),3], (1,2,3)):
    for f in (bisect.bisect_left, bisect.bisect_right, bisect.insort_left, bisect.insort_right):
        try: print(f(seq, 10), end=' ')
        except Exception as e: print(type(e).__name__, e, end='; ')
    print()
for a in ((), ([],), ([], 1, -1), ([], 1, 0, 5), ([1], 'a')):
    try: print(bisect.bisect(*a))
    except Exception as e: print(type(e).__name__, e)
try: print(bisect.bisect_right(range(2**62), 2**61))
except Exception as e: print(type(e).__name__, e)
l=[1,5]
bisect.insort(l, 3); print(l)
class LL(list):
    def insert(s,i,x): print('ins',i,x); list.insert(s,i,x)
ll=LL([1,5]); bisect.insort(ll,3); print(ll)

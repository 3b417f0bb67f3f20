# Civil times that are none: what gmtime(), strftime(), asctime() and mktime() take and refuse
import time
def attempt(f, *a):
    try: return f(*a)
    except Exception as e: return f'{type(e).__name__}: {e}'
base = (2000, 1, 2, 3, 4, 5, 6, 7, 0)
def at(i, value): return base[:i] + (value,) + base[i + 1:]
fmt = lambda t: time.strftime('%Y %m %d %H %M %S %w %j %a %b', t)
for i, values in enumerate([(1, 99, 12345, -1, 2**31, -2**31, 2**31 - 1, -2**31 + 1900), (0, -1, 13, 12), (0, -1, 32, 31), (-1, 24, 23), (-1, 60), (-1, 62, 61, 60), (-1, -2, 7, 100), (0, -1, 367, 366), (5, -3)]):
    for v in values: print(i, v, attempt(fmt, at(i, v)), '|', attempt(time.asctime, at(i, v)))
print(fmt((2000,) + (0,) * 8), '|', time.asctime((2000,) + (0,) * 8))
for a in [(b'%Y', base), ('%Y', 3), ('%Y', base[:5]), ('%Y', list(base)), ('%Y', at(1, 1.5)), ('%Y', at(2, 'x')), ('%%|%n|%t|%Q', base), ('', base)]:
    print(a, attempt(time.strftime, *a))
for f in time.asctime, time.mktime:
    for a in base[:3], list(base), at(0, 'x'), at(0, 2**40), at(0, 2**70): print(f.__name__, attempt(f, a))
for t in at(1, 0), at(1, 13), at(1, -11), at(2, 0), at(2, 400), at(3, 100), at(5, -100), at(0, 1), at(0, -5): print(attempt(time.mktime, t))
for f in time.gmtime, time.ctime:
    for t in 1e200, -1e200, 2**63, -2**63 - 1, float('nan'), float('inf'), 2**62, 1e18, -1e18, 'x', None.__class__, 1.9, -0.5, True, 0: print(f.__name__, t, attempt(f, t))

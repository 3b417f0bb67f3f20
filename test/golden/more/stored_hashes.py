# Where a dict's stored hashes are used, and where the program's __hash__ runs again.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        log.append('h%s' % self.n); return self.n * 10**12
    def __eq__(self, o):
        log.append('e'); return self.n == getattr(o, 'n', None)
    def __repr__(self): return 'K%s' % self.n
log = []
def show(name, f):
    log.clear()
    r = f()
    print(name, log, sorted(map(str, r)) if hasattr(r, '__len__') else r)
ks = [K(i) for i in range(4)]
d = {k: 1 for k in ks}
d[(ks[0], 2)] = 3
show('set', lambda: set(d))
show('frozenset', lambda: frozenset(d))
s = set()
show('update', lambda: s.update(d))
show('update keys', lambda: set().update(d.keys()))
show('set keys', lambda: set(d.keys()))
show('keys or', lambda: d.keys() | {1})
show('or keys', lambda: {1} | d.keys())
show('keys and', lambda: d.keys() & set(ks))
show('keys and list', lambda: d.keys() & ks)
show('keys minus', lambda: d.keys() - {1})
show('keys minus d', lambda: d.keys() - d)
show('keys xor', lambda: d.keys() ^ {1})
show('set minus keys', lambda: set(ks) - d.keys())
show('set - dict', lambda: set(ks).difference(d))
show('set & dict', lambda: set(ks).intersection(d))
show('sym', lambda: set(ks).symmetric_difference(d))
show('issub', lambda: set(ks) <= d.keys())
show('keys <=', lambda: d.keys() <= set(d))
show('keys ==', lambda: d.keys() == set(d))
show('isdisjoint', lambda: d.keys().isdisjoint(ks))
show('copy', lambda: d.copy())
show('dict', lambda: dict(d))
show('merge', lambda: {**d})
show('update d', lambda: {1: 2}.update(d))
show('fromkeys', lambda: dict.fromkeys(d))
show('fromkeys set', lambda: dict.fromkeys(set(ks)))
show('list', lambda: list(d))
show('set of set', lambda: set(set(ks)))
def many():
    e = {}
    for i in range(30): e[K(i)] = i
    return len(set(e)), len(log)
show('grow', many)
def deleted():
    e = dict(d)
    for i in ks: del e[i]
    e[ks[1]] = 2
    log.append('-')
    return set(e)
show('deleted', deleted)
def item():
    e = dict(d); e.popitem(); log.append('-'); return set(e)
show('popitem', item)
def sd():
    e = {}; e.setdefault(ks[1], 1); log.append('-'); return set(e)
show('setdefault', sd)
def eq():
    e = {ks[1]: 1}
    log.append('-')
    x = set(e)
    return ks[1] in x, K(1) in x, x == {K(1)}, K(2) in x
show('found', eq)
def ins():
    a = dict(d); b = dict(d); return a == b
show('eq', ins)
import collections
show('od', lambda: set(collections.OrderedDict.fromkeys(ks)))
def cnt():
    c = collections.Counter(ks); log.append('-'); return set(c)
show('counter', cnt)
show('comp', lambda: {k for k in d})

class S(set): pass
class F(frozenset): pass
for c in (set, frozenset, S, F):
    try: c(1, 2)
    except TypeError as e: print(e)
for w in ('simsalabim', 'madagascar', 'zzzzqqxwvu'):
    for c in (set, frozenset):
        for o in ('abracadabra', list(map(ord, 'abracadabra')), set('abracadabra'), dict.fromkeys('abracadabra'), range(97, 120)):
            s = c(map(ord, w)) if type(o) in (list, range) else c(map(lambda x: ord(x) * 7919, w))
            if type(o) in (str, set, dict): o = type(o)(o) if type(o) is str else o
            o2 = o if type(o) in (list, range) else type(o if type(o) is not str else [])(map(lambda x: ord(x) * 7919, o)) if type(o) is not dict else {ord(k) * 7919: 1 for k in o}
            print(list(s.symmetric_difference(o2)), list(s.difference(o2)), list(s.intersection(o2)), list(s.union(o2)))
            m = set(s); m.symmetric_difference_update(o2); print(list(m)); m = set(s); m.difference_update(o2); print(list(m)); m = set(s); m.intersection_update(o2); print(list(m))

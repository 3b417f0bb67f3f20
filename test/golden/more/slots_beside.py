# Slots of classes that extend values: each instance has its own, also where it was made of another one.
for base, value in (
    (float, 1.5), (int, 10**20), (str, "abc"), (bytes, b"abc"), (tuple, (1, 2)), (frozenset, (1, 2)), (complex, 1j),
    (bytearray, b"x"), (list, [1]), (dict, {1: 2}), (set, {1}),
):
    try:
        C = type("C", (base,), {"__slots__": ["p"]})
    except TypeError as e:
        print(base.__name__, e)
        continue
    a = C(value)
    a.p = 1
    b = C(a)
    print(base.__name__, hasattr(b, "p"))
    b.p = 2
    print(a.p, b.p, base(a) == base(b))
    a = C(a)
    b = None
    a.p = 5
    print(a.p)


class Number(complex):
    __slots__ = ["prec"]

    def __new__(cls, *args, **kwds):
        result = complex.__new__(cls, *args)
        result.prec = kwds.get("prec", 12)
        return result

    def __repr__(self):
        return "%.*g" % (self.prec, self.real)


a = Number(3.14, prec=6)
a = Number(a, prec=2)
print(a, a.prec, complex(a))

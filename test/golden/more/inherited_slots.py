# Classes under one base, made before and after the base and its ancestors change.
class Root:
    pass


class Base(Root):
    def __len__(self):
        return 3


def shows(label, o):
    parts = []
    for what in (len, bool, repr, hash, iter):
        try:
            value = what(o)
            parts.append(str(value) if what in (len, bool) else type(value).__name__)
        except TypeError as error:
            parts.append(str(error).split(" ")[-1])
    print(label, *parts)


class First(Base):
    pass


class Named(Base):
    def __repr__(self):
        return "Named()"


shows("first", First())
shows("named", Named())
Root.__iter__ = lambda self: iter("abc")
shows("first, root iterates", First())


class Second(Base):
    pass


shows("second", Second())
Base.__bool__ = lambda self: False
shows("first, base is false", First())


class Third(Base):
    __hash__ = None


class Fourth(Base):
    def __eq__(self, other):
        return True


for cls in (Second, Third, Fourth):
    shows(cls.__name__, cls())
del Root.__iter__, Base.__len__
for cls in (First, Second, Third, Fourth):
    shows(cls.__name__ + " without", cls())


class Other:
    def __len__(self):
        return 9

    def __iter__(self):
        return iter(())


Base.__bases__ = (Other,)


class Fifth(Base):
    pass


for cls in (First, Fifth):
    shows(cls.__name__ + " elsewhere", cls())


class Name(str):
    pass


def length(self):
    return 7


Odd = type("Odd", (Base,), {Name("__len__"): length})
shows("odd", Odd())


class Both(Named, Fifth):
    pass


shows("both", Both())


class Numbers(list):
    pass


class More(list):
    def __len__(self):
        return 1


shows("numbers", Numbers((1, 2)))
shows("more", More((1, 2)))

# What built-in functions, types and exceptions say of themselves.
import builtins
names = ['int', 'float', 'bool', 'str', 'list', 'dict', 'tuple', 'set', 'frozenset', 'range', 'object', 'type',
         'len', 'print', 'sum', 'min', 'max', 'sorted', 'abs', 'id', 'repr', 'isinstance', 'callable']
def show(name, text):
    # The first line, and what tells the rest apart.
    print(name, repr(text.splitlines()[0]), len(text), sum((i + 1) * ord(c) for i, c in enumerate(text)) % 1000003)
for name in names:
    show(name, getattr(builtins, name).__doc__)
print(len.__doc__, tuple.__doc__)
for name in sorted(dir(builtins)):
    o = getattr(builtins, name)
    if name[0] != '_' and isinstance(o, type) and issubclass(o, BaseException) and o.__name__ == name and 'Group' not in name:
        show(name, o.__doc__)
class A(int): pass
class E(ValueError): pass
print(A.__doc__, E.__doc__)
print(len.__doc__ is len.__doc__)
def length(o): return len(o)
length.__doc__ = len.__doc__
print(length.__doc__)

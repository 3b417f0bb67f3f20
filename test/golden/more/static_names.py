# Strings that are part of the interpreter: whose counts are immortal (3.12+) or start near 1e9 (3.11).
import sys
rc = sys.getrefcount
def b(x): return rc(x) > 10**6
def name_of_function(argument): local_one = 1; return local_one
class Klass:
    attr_name = 1
    def meth_name(self): self.stored_attr = 1
print(b("zqxj"), b("zq xj"), b("abc"), b("name"), b("key value"), b("value"))
print(b("".join(["z", "qxj"])), b(sys.intern("".join(["z", "qxk"]))), b(sys.intern("".join(["na", "me"]))), b("".join(["na", "me"])))
print(b(name_of_function.__name__), b(Klass.__name__), b(Klass.__qualname__), [b(k) for k in vars(Klass)])
print([b(v) for v in name_of_function.__code__.co_varnames], b(name_of_function.__code__.co_name))
k = Klass(); k.meth_name(); print([b(x) for x in vars(k)]); setattr(k, "".join(["dyn", "amic"]), 1); print([b(x) for x in vars(k)]); setattr(k, "".join(["da", "ta"]), 1); print([b(x) for x in vars(k)])
print([b(x) for x in {"dict_key": 1, "name": 2, "other key": 3}], [b(x) for x in ("tuple_item", "name", "x y")])
print([b(x) for x in dict(kw_name=1, name=2)], b(f"{1}abc"), b("ab" "cd"), b("ab" * 2), b("name"[0]), b(str(1)), b(repr("x")), b("%s" % "name"))
print([b(x) for x in "name value zork".split()], [b(x) for x in globals() if len(x) > 6])
print(b("__init__"), b("__foo__"), b("append"), b("self"), b("print"), b("range"), b("sys"), b("hello"), b("Hello"), b("world"), b("alpha"), b("test"), b("data"), b("foo"), b("bar"), b("spam"), b("eggs"), b("text"), b("node"), b("left"), b("user"), b("first"), b("second"), b("total"), b("count"), b("items"), b("python"))
for o in ((), "", b"", "a", b"a", 0, 1, -5, 256, None, True, ..., NotImplemented, 1000, "abc", frozenset(), int, type, len, "é"):
    print(repr(o)[:12], rc(o) > 10**6, rc(o) > 10**9 - 1, end="; ")
print()

# With the collector on, what is left at the end goes in the order in which it is found from what is older than the program.
import sys

class Late:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, "sys:", sys is not None, "helper:", helper is not None, "builtin:", len([1]))

def helper():
    return 1

a = Late("a")
b = [Late("b0"), Late("b1")]

class K:
    attr = Late("class attr")

    def m(self):
        return self

k = K()
k.item = Late("instance attr")
c = k.m
d = {"x": Late("dict"), "k": k}
def f(x=Late("default")):
    pass
f.a = Late("function attr")
g = (i for i in [Late("gen")])
next(g)
_u = Late("_private")
__d = Late("__double")
print("end")

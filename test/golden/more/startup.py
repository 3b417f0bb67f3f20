import tracemalloc
tracemalloc.start()
t = tracemalloc.get_traced_memory
a = t()[0]; l = []; b = t()[0]; print("list", b - a)
a = t()[0]; l2 = [1]; b = t()[0]; print("list", b - a)
a = t()[0]; d = {}; b = t()[0]; print("dict", b - a)
a = t()[0]; d2 = {1: 1}; b = t()[0]; print("dict", b - a)
a = t()[0]; s = set(); b = t()[0]; print("set", b - a)
a = t()[0]; f = 1.5 * a; b = t()[0]; print("float", b - a)
a = t()[0]; i = 10**6 + a; b = t()[0]; print("int", b - a)
a = t()[0]; u = (a, l); b = t()[0]; print("tuple", b - a)
a = t()[0]; o = object(); b = t()[0]; print("object", b - a)
a = t()[0]; fn = lambda: 0; b = t()[0]; print("function", b - a)
a = t()[0]; st = "x" * a; b = t()[0]; print("str", b - a == len(st) + 49, b - a == len(st) + 41)

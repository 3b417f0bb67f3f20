l = list(range(10)); t = tuple(l); s = "abcdefghij"; b = b"abcdefghij"; r = range(10)
for sl in (slice(None), slice(2, 5), slice(-3, None), slice(None, -3), slice(None, None, 2), slice(None, None, -1), slice(5, 2), slice(5, 2, -1), slice(-100, 100), slice(100, -100, -3), slice(1, 8, 3), slice(-1, -5, -2), slice(0, 0)):
    print(sl, l[sl], t[sl], s[sl], b[sl], r[sl], sl.indices(10))
for seq in (l, t, s, b, r):
    for i in (0, -1, 9, -10, 10, -11):
        try: print(seq[i], end=" ")
        except IndexError as e: print(type(seq).__name__, e, end=" ")
    print()
for k in ("a", 1.0, None, [1], slice("a", None)):
    for seq in (l, t, s, b, r, {1: 2}):
        try: print(seq[k], end="; ")
        except Exception as e: print(type(e).__name__, e, end="; ")
    print()
x = l[:]; x[2:4] = "abc"; print(x); x[::2] = [0] * len(x[::2]); print(x)
for bad in ("x[::2] = [1]", "x[0:2] = 5", "del x[100]", "x[100] = 1", "x['a'] = 1", "s[0] = 'z'", "t[0] = 1", "del t[0]", "del s[0]", "r[0] = 1", "x[::0]", "x[1.5]", "x['a':]", "b[0] = 1", "del {}['k']", "{}['k']", "{}[[]]", "{[]: 1}", "{[]}", "x.index(99)", "x.remove(99)", "[].pop()", "{}.pop('a')", "set().pop()", "{}.popitem()", "s.index('z')", "t.index(99)", "x.pop(100)", "x.insert('a', 1)", "x * 'a'", "x + t", "t + x", "s + 1", "1 + s", "b + s", "s * 1.5", "-s", "~1.5", "not_defined", "x.nope", "s.nope = 1", "None.x", "None()", "5()", "5[0]", "len(5)", "iter(5)", "next([])", "int('x')", "int('1.5')", "float('abc')", "ord('ab')", "chr(-1)", "chr(1114112)", "range(1, 2, 0)", "range('a')", "sum(['a'])", "max([])", "min()", "sorted([1, 'a'])", "1 < 'a'", "[] < 5", "{} < {}", "divmod(1, 0)", "1 // 0", "1 / 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "2 ** 'a'", "1 << -1", "pow(2, -1, 4)", "abs('a')", "round('a')", "hash([])", "isinstance(1, 5)", "issubclass(1, int)", "getattr(1, 'x')", "setattr(1, 'x', 2)", "delattr(1, 'x')", "print(sep=1)", "open", "a, b2 = 1", "a, b2 = 1, 2, 3", "a, b2 = [1]", "a, *b2 = []", "x()", "print(*5)", "dict([1])", "dict([(1, 2, 3)])", "dict(5)", "set(5)", "tuple(5)", "list(5)", "''.join([1])", "''.join(5)", "'a'.split('')", "'a' in 5", "5 in 'a'", "1 in 5", "zip(1)", "enumerate(5)", "map(1)", "filter(1)", "type('a')()()", "object(1)", "object().x = 1", "int.x = 1", "complex('a')", "bytes(-1)", "bytes([256])", "bytes('a')", "'a'.encode('nope')", "b'\\xff'.decode()", "'\\u20ac'.encode('ascii')", "slice()", "bool(1, 2)", "str(1, 2)", "int('10', 99)", "int(1, 2)", "int('z', 36)", "format(1, 2)", "exec('x = = 1')", "import_missing()", "__import__('nope')", "callable()", "input", "id()", "vars(5)", "dir(5)[:1]", "repr()", "super()", "property(1).fget", "'%d' % 'a'", "raise_", "lambda: x", "(i for i in 5)", "[i for i in 5]", "(yield)" ):
    try:
        try: v = eval(bad); print(bad, "->", type(v).__name__)
        except SyntaxError: exec(bad); print(bad, "ok")
    except Exception as e: print(bad, "|", type(e).__name__, "|", e)

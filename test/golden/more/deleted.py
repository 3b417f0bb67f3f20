# What del says of what cannot be deleted.
for s in ('del a if b else c', 'del not a', 'del a, not b', 'del lambda: 0', 'del a or b', 'del a < b, c', 'del *a', 'del (*a, b)', 'del [a, *b]', 'del a, *b', 'del a.b, c[0], (d)', 'del {}', 'del f(), g', 'del (yield)', 'del x for x in y', 'del', 'del ,', 'del a b', 'del a, (b, 1)', 'del a; b', 'del a,', 'del not', 'del lambda', 'del a +'):
    try: compile(s, 'f', 'exec'); print(repr(s), 'ok')
    except SyntaxError as e: print(repr(s), type(e).__name__, e.msg, e.lineno)

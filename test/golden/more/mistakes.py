"""What is said of mistakes in prefixes, keys, fields, `except`, `assert` and conditional expressions."""
def x(s):
    try: compile(s, 'f', 'exec')
    except SyntaxError as e: print(type(e).__name__, e.msg, '|', s.replace('\n', ';'))
    else: print('ok', s)
for s in ["ub''", "bu''", "ur'x'", "fb''", "bf''", "fu''", "rbu''", "bb''", "uu''", "rr''", "ff''", "rf''", "fr''", "BR''", "kb''",
          "try: pass\nexcept A as b.c: pass", "try: pass\nexcept A as b[0]: pass", "try: pass\nexcept A as b: pass", "try: pass\nexcept* A as b.c: pass",
          "x = pass if 2 else 1", "x = 1 if 2 else pass", "x = 1 if break else 2", "x = continue if 1 else 2", "pass if 1",
          "assert x = 1", "assert x := 1", "assert (x := 1)", "assert 1 = 2", "assert x, y = 1", "assert x, y",
          "{a: b, c d}", "{a: b, c d: e}", "{'a': 1, 'b' 2}", "{\n 'a': 1,\n 'b' 2\n}", "{**a, b c}", "{a: b, 'c' 'd'}", "{a: b, f(c) d}", "{a: b, c}", "{a: b, c: d, e}", "f({a: b, c d})", "{a: b, c if d}", "{a: b, lambda: c d}",
          "{'a' 1, 'b' 2}", "{a: b c}", "{a: b, c: d e}", "{a: , b: c}", "f'{a = b}'", "f'{a = b!r}'", "f'{a=b}'", "f'{a b}'", "f'{a = }'", "f'{a=!r}'", "f'{1=2}'", "f'{a==b}'", "f'{a!=b}'", "f'{a<=b}'"]: x(s)

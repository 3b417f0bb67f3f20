"""Where 3.14 and later say that an else, a future feature or the bare star of a lambda is wrong."""
for s in ['x = a if b else pass', 'x = a if b else return', 'from __future__ import braces', 'from __future__ import nope', 'from __future__ import (division,\n  nope)', 'from __future__ import division as d, nope as n', 'lambda *: 1', 'lambda a, *: 1', 'lambda *, **k: 1', 'def f(*): pass']:
    try: compile(s, 'x', 'exec'); print(repr(s), 'OK')
    except SyntaxError as e: print(repr(s), '->', type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

# What an exception group takes for a sequence, of exceptions and of notes.
import sys
if sys.version_info < (3, 11): sys.exit()
import collections
class L(list): pass
class Q:
    def __getitem__(s, i):
        if i: raise IndexError
        return ValueError(1)
    def __len__(s): return 1
e = ValueError(1)
for given in ([e], (e,), 'a', b'a', bytearray(b'a'), range(2), {e}, {e: 1}, iter([e]), 5, None, L([e]), Q(), collections.deque([e]), collections.UserList([e]), memoryview(b'ab'), dict, []):
    try: print(ExceptionGroup('m', given))
    except Exception as x: print(type(x).__name__, x)
for notes in (['a'], ('a',), 'ab', b'ab', 5, {'a'}, L(['q']), range(2)):
    g = ExceptionGroup('m', [e, KeyError(2)]); g.__notes__ = notes
    try: m, r = g.split(KeyError); print(repr(getattr(m, '__notes__', 'none')), repr(getattr(r, '__notes__', 'none')))
    except Exception as x: print(type(x).__name__, x)

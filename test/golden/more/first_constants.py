# The first constant of a code object stays, whatever is folded (recorded on 3.14).
def c(f): print(f.__code__.co_consts)
c(lambda: 5); c(lambda: 500); c(lambda: None); c(lambda: (1, 2)); c(lambda: [1, 2, 3]); c(lambda: -5); c(lambda: 1 + 2); c(lambda: 300 + 2); c(lambda x: x + 5); c(lambda x: x in (1, 2)); c(lambda x: x in {1, 2}); c(lambda: "a" * 3); c(lambda: (1, 2)[0]); c(lambda: 1 if True else 2); c(lambda x=3: x); c(lambda: "abc"[1:]); c(lambda: not 1); c(lambda x: f"{x}a"); c(lambda: f"a{1}"); c(lambda: [1, 2]); c(lambda: {1, 2, 3}); c(lambda: {"a": 1}); c(lambda: 2 ** 100); c(lambda: (1, (2, 3))); c(lambda x: (x, 1)); c(lambda x: x[1:2]); c(lambda: 10 * "ab"); c(lambda: True and 5); c(lambda: "x" "y"); c(lambda: print(1 + 1, 600))
def doc():
    "doc"
    return 1 + 1
c(doc)
def if0():
    if 0: return "never"
    return "once"
c(if0)
def w1():
    while 1: return "once"
c(w1)
def t():
    x = 1
    y = x + 1000
    return y
c(t)
def a():
    assert True
    return -1
c(a)
class K:
    x = 1 + 1

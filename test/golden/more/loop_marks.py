# What is marked in the traceback of an error in a loop, a with statement or an f-string.
import sys, traceback
def show(f):
    try: f()
    except BaseException as e:
        for line in ''.join(traceback.format_exception(type(e), e, e.__traceback__)).splitlines()[3:]:
            if 'File' in line: line = line.split(',', 1)[1]
            if '__' in line: break
            print(line)
class M:
    def __init__(self, a=0): self.a = a
    def __enter__(self):
        if self.a == 1: 1/0
    def __exit__(self, *x):
        if self.a == 2: 1/0
class I:
    def __iter__(self): return self
    def __next__(self): raise KeyError(1)
def a():
    for i in 5: pass
def b():
    for i in I(): pass
def b2():
    for i in I():
        pass
def c():
    [i for i in 5]
def d():
    [i for i in I()]
def d2():
    return [i
       for i
       in I()]
def d3():
    return list(i for i in I())
def d4():
    return {i for j in (1, 2) for i in I()}
def e():
    with M(1) as m: pass
def e2():
    with M(1) as m:
        pass
def e3():
    with M(2) as m:
        pass
def e4():
    with M(2) as m: pass
def e5():
    with M(0) as m, M(1) as n:
        pass
def e6():
    with M(0) as m, M(2):
        pass
def e7():
    with (M(0)
          ), M(2):
        pass
def e8():
    with 3 as x:
        pass
def e9():
    with M(2):
        return 1
def f():
    while I().__next__(): pass
def f2():
    i = 0
    while i < 3 or 1/0: i += 1
def f3():
    i = 0
    while i < 3:
        i = i + '1' if i == 2 else i + 1
def g():
    for a, b in [(1, 2),
                 (1,)]: pass
for q in (a, b, b2, c, d, d2, d3, d4, e, e2, e3, e4, e5, e6, e7, e8, e9, f, f2, f3, g): show(q)
class B:
    def __format__(self, s): raise KeyError(s)
    def __eq__(self, o): 1/0
x = 5
b = B()
def a():
    return f'abc {x:zz} def'
def a2():
    return f'abc {x} {b}'
def a3():
    return (f'abc {x} '
       f'{b} y'
       'z')
def a4():
    return f'abc {x:{b}} {b}'
def a5():
    return f'{1/0} {b}'
def a6():
    y = [1, f'{b!r:>{x}}{b!s}{b}']
def a7():
    return '%s %s' % (x,)
def a8():
    return f'''abc
  {x}
  {b}
  {1/0}'''
def a9():
    return f'{b}'
for q in (a, a2, a3, a4, a5, a6, a7, a8, a9): show(q)

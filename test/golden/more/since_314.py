# What 3.14 brought to built-ins that older versions have: map(strict), from_number, mixed complex arithmetic, unions, partial in a class.
def t(s):
    try:
        exec(s, {'print': print})
    except BaseException as e:
        print(s.split('\n')[0], '->', type(e).__name__, e)
for s in ['print(list(map(str,[1,2],[],strict=True)))', 'print(list(map(str,[1],[],strict=False)))', 'map(str,[1],strct=1)', 'map(str,strict=1)','print(list(map(pow,[1,2],[3,4,5],strict=True)))','m=map(str,[1],strict=True); print(m.__reduce__()[2]); import copy; print(list(copy.copy(m)))',
 'print(float.from_number(3), float.from_number(2.5), complex.from_number(2), complex.from_number(1j))', 'float.from_number("1")', 'complex.from_number("1")', 'class F(float): pass\nprint(type(F.from_number(2)).__name__)','complex.from_number({})',
 'print(type(int|str), (int|str).__class__.__module__, type(int|str).__qualname__)', 'import types\nprint(types.UnionType)',
 'import functools\nclass A:\n  m = functools.partial(lambda *a: len(a), 1)\nprint(A().m(), A.m(), type(A().m).__name__)','class A:\n  def __aenter__(self): pass\n  def __aexit__(self, *a): pass\nwith A(): pass',
 'z = complex(3, -0.0)\nprint(z + 1.0, z - 1.0, 1.0 - z, z * 2.0, 2.0 * z, z / 2.0, 2.0 / z, 1 - z, z * 2, 1 / z)',
 'print(1 - (3 + 0j), 2.0 * 1j, -0.0 + 1j, 1j * 1.0, 3 - 1j, (1+2j) * 0.0, 2 / (1+1j), 1j ** 2)','1.0 / 0j', '0j / 0', '1j / 0.0','x = 0\nprint(1j / x)', 'inf = float("inf")\nprint(inf * 1j, 1j * inf, complex(inf, 1) * 2, complex(0, inf) * 2.0)']:
    t(s)

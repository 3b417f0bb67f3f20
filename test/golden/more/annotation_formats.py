"""annotationlib of 3.14: annotations as values, forward references and texts; how __annotate__ functions are called and named."""
import annotationlib, sys
from annotationlib import Format, get_annotations, ForwardRef, call_annotate_function, type_repr, annotations_to_string, get_annotate_from_class_namespace
def shown(text):
    return text if ' at 0x' not in text else ' '.join(w.rstrip('>)]}') if i and text.split(' ')[i - 1] == 'at' else w for i, w in enumerate(text.split(' ')) if not w.startswith('0x'))
def t(s):
    try: r = shown(repr(eval(s, globals())))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    print(s, '->', r)
class A:
    x: int
    y: Later
    z: list[Later]
    w: 'str'
    v: Later.sub[1, 'q'] | None
    u: dict[str, Later2]
class B: pass
class C(A): q: int
def f(a: int, b: Undefined, *args: str, k: Nope = 3, **kw: mod.attr) -> list[Ret]: pass
def g(a: int, b: 'str') -> None: pass
def h(): pass
def outer(T):
    def inner(a: T, b: S1) -> "T": return a
    class K:
        m: T
        n: Miss
    return inner, K
inner, K = outer(float)
for q in ['Format.VALUE', 'list(Format)', 'get_annotations(g)', 'get_annotations(h)', 'get_annotations(A)', 'get_annotations(B)', 'get_annotations(C)', 'get_annotations(f)',
 'get_annotations(A, format=Format.FORWARDREF)', 'get_annotations(A, format=Format.STRING)', 'get_annotations(f, format=Format.FORWARDREF)', 'get_annotations(f, format=Format.STRING)',
 'get_annotations(g, format=Format.STRING)', 'get_annotations(g, eval_str=True)', 'get_annotations(3)', 'get_annotations(3, format=3)', 'get_annotations(int)', 'get_annotations(len)', 'get_annotations(g, format=2)', 'get_annotations(g, format=9)', 'get_annotations(g, format=4, eval_str=True)',
 'get_annotations(inner)', 'get_annotations(inner, format=3)', 'get_annotations(inner, format=4)', 'get_annotations(K, format=3)', 'get_annotations(K, format=4)',
 'ForwardRef("x")', 'ForwardRef("x") == ForwardRef("x")', 'ForwardRef("int").evaluate()', 'ForwardRef("nope").evaluate()', 'ForwardRef("nope").evaluate(format=3)', 'ForwardRef("a + 1").evaluate(locals={"a": 2})', 'ForwardRef("q").evaluate(globals={"q": 2})', 'ForwardRef("q").evaluate(format=4)', 'ForwardRef(3)', 'ForwardRef("x", module="m", is_class=True)', 'ForwardRef("x").__forward_arg__', 'ForwardRef("x y").evaluate()', 'ForwardRef("list[int]").evaluate()', 'ForwardRef("x") | int', 'hash(ForwardRef("x")) == hash(ForwardRef("x"))',
 'type_repr(int)', 'type_repr(A)', 'type_repr("s")', 'type_repr(3)', 'type_repr(list[int])', 'type_repr(f)', 'type_repr(len)', 'type_repr(...)', 'type_repr(None)', 'annotations_to_string({"a": int, "b": "str", "c": 3})',
 'call_annotate_function(A.__annotate__, Format.STRING)', 'call_annotate_function(g.__annotate__, Format.VALUE)', 'call_annotate_function(f.__annotate__, 3)', 'A.__annotate__(1)', 'g.__annotate__(1)', 'g.__annotate__(2)', 'g.__annotate__(3)', 'g.__annotate__(4)', 'g.__annotate__(0)', 'get_annotate_from_class_namespace(A.__dict__) is A.__annotate__', 'get_annotate_from_class_namespace({})', 'g.__annotate__.__name__', 'g.__annotate__.__qualname__', 'A.__annotate__.__qualname__', 'inner.__annotate__.__qualname__', 'sorted(annotationlib.__all__)', '__annotate__', 'get_annotations(sys)']: t(q)
r = get_annotations(A, format=3)['y']
print(type(r), r.__forward_arg__, r.__owner__, r.__forward_module__, r.__forward_is_class__)
class Later: sub = {(1, 'q'): int}
class Later2: pass
print(r.evaluate(), get_annotations(A)['z'])
def ops(a: x + 1, b: x[1:2, ::3], c: -x, d: x.y.z(1, k=2), e: x @ y, f: (x, y), g: [x, 1], h: x if x else y, i: x == 1, j: x ** -y, k: (x + y) * z, l: x + y * z, n: x and y, o: {x: 1}, p: x < y, q: x(*y), r: x[(1, 2)], s: ~x ** 2, t: (-x) ** 2, u: x.a + (y or z), v: x[y][z], w: lambda: x, aa: x - (y - z), bb: (x | y) & z, cc: x[()], dd: x << 1 >> 2, ee: 1 + x, ff: 2 ** x, gg: [1, 2] + x, hh: "s" + x, jj: x['s'], kk: x[1,], ll: x ** y ** z, mm: (x ** y) ** z, nn: (x < y) + 1, oo: (-x).real, pp: (x + y)(z)[1].b, rr: x[None], ss: x[{1: y}], tt: x[{y}], uu: x[[]], vv: x[{}], ww: x(5, [y], (z,)), xx: - -x, yy: x * -y, zz: (x, )): pass
for i in (4, 3):
    try:
        for k, v in get_annotations(ops, format=i).items(): print(k, shown(str(v)) if k != 'w' else '')
    except Exception as e: print(type(e), e)
def div(a: divmod(x, 2)): pass
def ab(a: abs(x)): pass
def ln(a: len(x)): pass
def inst(a: isinstance(x, y)): pass
def it(a: [i for i in x]): pass
def asc(a: x is y): pass
for f in div, ab, ln, inst, it, asc:
    for i in (4, 3):
        try: print(shown(str(get_annotations(f, format=i))))
        except Exception as e: print(type(e), e)
def g(a: (lambda: 1), b: [1 for i in [1]], c: (lambda: (lambda: 2))()): pass
class A:
    x: (lambda: 1)
    def m(self, a: (lambda: 1)): pass
    def __p(self, a: int): pass
    class B:
        def q(self, a: int): pass
def outer():
    global gl
    def gl(a: int): pass
    def inn(a: (lambda: 1)):
        def deep(b: int): pass
        return deep
    return inn
i = outer()
for f in (g, A.m, A._A__p, A.B.q, gl, i, i(1)):
    an = f.__annotate__
    print(f.__qualname__, an.__qualname__, an.__code__.co_qualname, an.__name__)
    for v in an(1).values():
        if callable(v): print('  ', getattr(v, '__qualname__', v))
print(A.__annotate__.__qualname__, A.__annotations__['x'].__qualname__)
y: (lambda: 3)
print(__annotate__.__qualname__, __annotate__(1)['y'].__qualname__)

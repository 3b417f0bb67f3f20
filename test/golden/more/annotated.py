def mk(T, d):
    def f(x: T) -> T: return d, x
    return f
f = mk(int, 3)
print(f(1), f.__annotations__)
def mk(T, d, e):
    def f(x: T) -> T: return e, x
    return f
f = mk(int, 3, 4)
print(f(1), f.__annotations__)
def mk(T):
    class C:
        x: T
        def m(self, y: T): return T
    return C
print(mk(int).__annotations__, mk(int)().m(2), mk(int).m.__annotations__)
class F:
    def __create_fn__(_type_x, _return_type, obj):
     def __init__(self, x:_type_x)->_return_type:
      self.x=x
      obj
     return __init__
class G: __init__ = F.__create_fn__(int, None, 5)
print(G(3).x, G.__init__.__annotations__)

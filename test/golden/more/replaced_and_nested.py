# Namespaces made with other attributes, and how deep blocks nest in functions and generators
import copy, types, sys
for s in ("try: pass\nexcept ValueError: pass\nexcept* TypeError: pass","try: pass\nexcept* ValueError: pass\nexcept TypeError: pass","try: pass\nexcept* ValueError: pass\nexcept: pass"):
    try: compile(s,'x','exec')
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
n = types.SimpleNamespace(a=1,b=2)
try:
    m = copy.replace(n, a=3, c=4); print(m, n)
    class S(types.SimpleNamespace): pass
    print(copy.replace(S(a=1), b=2))
    try: copy.replace(n, 1)
    except TypeError as e: print(e)
    try: n.__replace__(1)
    except TypeError as e: print(e)
    class S2(types.SimpleNamespace):
        def __init__(self, **k): super().__init__(**k); self.z=1
    print(copy.replace(S2(a=1), b=2))
except AttributeError as e: print(e)
def get(n): return "def bug():\n with (\n a\n"+"".join(f"  as a{i}, a\n" for i in range(n))+"): yield a"
for n in (15, 19, 20, 24) if sys.version_info >= (3, 13) else (15,):
    try: compile(get(n),'x','exec'); print(n,'ok')
    except SyntaxError as e: print(n, e)
def gt(n): return "def f():\n"+''.join(' '*(i+1)+'with a:\n' for i in range(n))+' '*(n+1)+'pass'
for n in range(18,23):
    try: compile(gt(n),'x','exec'); print(n,'ok')
    except SyntaxError as e: print(n, e)
def gt(n): return "def f():\n"+''.join(' '*(i+1)+'for x in a:\n' for i in range(n))+' '*(n+1)+'yield'
for n in range(18,23):
    try: compile(gt(n),'x','exec'); print(n,'ok')
    except SyntaxError as e: print(n, e)

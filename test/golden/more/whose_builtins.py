# Which builtins functions and code see: of their globals, or of who makes them
import builtins, sys
FunctionType = type(lambda: 0)
def size(s): return len(s)
def attempt(f, *a):
    try: return f(*a)
    except Exception as e: return f'{type(e).__name__}: {e}'
new = hasattr(size, '__builtins__')
def which(f, *dicts):
    return [f.__builtins__ is d for d in dicts] if new else '-'
ns = {}
f = FunctionType(size.__code__, ns)
print(attempt(f, 'abc') if new else attempt(f, 'abc'), ns, which(f, builtins.__dict__))
safe = {'None': None, 'len': lambda x: 'ours', 'type': type}
ns = {'__builtins__': safe}
f = FunctionType(size.__code__, ns)
print(attempt(f, 'abc'), which(f, safe))
import types
module = types.ModuleType('m'); module.len = lambda x: 'module'
f = FunctionType(size.__code__, {'__builtins__': module})
print(attempt(f, 'abc'), which(f, module.__dict__))
code = '''
def inner(s): return len(s)
made = type(inner)(inner.__code__, {})
own = type(inner)(inner.__code__, here)
'''
ns = {'type': type, '__builtins__': safe}; ns['here'] = ns
exec(code, ns)
for name in 'inner', 'made', 'own': print(name, attempt(ns[name], 'abc'), which(ns[name], safe))
# code that code with other builtins runs gets those
ns = {'__builtins__': dict(safe, exec=exec, eval=eval, globals=globals), 'out': {}}
exec("exec('x = len(1)', out); y = eval('len(2)', {}); z = eval('len(3)')", ns)
print(ns['out']['x'], ns['y'], ns['z'], ns['out']['__builtins__'] is ns['__builtins__'])
ns = {}
exec('x = len("ab")', ns); print(ns['x'], ns['__builtins__'] is builtins.__dict__)
d = {}; n = sys.getrefcount(safe)
fs = [FunctionType(size.__code__, {'__builtins__': safe}) for i in range(5)]
print(sys.getrefcount(safe) - n if new else 5 + 5); del fs
print(sys.getrefcount(safe) - n)

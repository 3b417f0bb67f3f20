"""What trace and profile functions may do."""
import sys
import threading
log = []
def name(x):
    return x if isinstance(x, (int, str, type(None), tuple)) else type(x).__name__

print(sys.gettrace(), sys.getprofile())
for bad in (sys.settrace, sys.setprofile):
    try:
        bad()
    except TypeError as e:
        print(e)

def here():
    def local(frame, event, arg):
        log.append(('local', event, frame.f_lineno - first))
        return local
    def glob(frame, event, arg):
        log.append(('glob', event, frame.f_code.co_name))
        return None
    frame = sys._getframe()
    first = frame.f_code.co_firstlineno
    frame.f_trace = local
    log.append('set')
    sys.settrace(glob)
    x = 1
    (lambda: 0)()
    for i in range(2):
        x += i
    print(sys.gettrace() is glob, frame.f_trace is local)
    sys.settrace(None)
    x = 2
    del frame.f_trace
    print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
here()
print(log)

log.clear()
def raising(frame, event, arg):
    log.append((event, frame.f_code.co_name))
    if event == 'line' and frame.f_code.co_name == 'f':
        raise ValueError('in tracer')
    return raising
def f():
    a = 1
    b = 2
sys.settrace(raising)
try:
    f()
except ValueError as e:
    print('raised', e, sys.gettrace())
sys.settrace(None)
print(log)

log.clear()
def raising2(frame, event, arg):
    log.append((event, frame.f_code.co_name))
    if event == when:
        raise KeyError(event)
    return raising2
def g():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    return 3
for when in 'call', 'return', 'exception':
    sys.settrace(raising2)
    try:
        g()
    except KeyError as e:
        print('raised', e, sys.gettrace())
    sys.settrace(None)
print(log)

def nolines(frame, event, arg):
    frame.f_trace_lines = False
    log.append((event, frame.f_code.co_name))
    return nolines
log.clear()
sys.settrace(nolines)
g()
sys.settrace(None)
print(log)

def h(cell):
    v = 1
    w = 2
    return v, cell

def seen(frame, event, arg):
    log.append((event, sorted(frame.f_locals.items())))
    return seen
def k(a, b=2, *args):
    c = a
    def inner():
        return c
    del b
    return inner
log.clear()
sys.settrace(seen)
k(1)()
sys.settrace(None)
for event, d in log:
    print(event, [(n, name(x)) for n, x in d])

def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    log.append(event)
    return opcodes
log.clear()
sys.settrace(opcodes)
f()
sys.settrace(None)
print(log[0], log.count('line'), log[-1])

def twice(frame, event, arg):
    log.append(('twice', event))
    return None
def once(frame, event, arg):
    log.append(('once', event))
    sys.settrace(twice)
    return once
log.clear()
sys.settrace(once)
f()
f()
sys.settrace(None)
print(log)

# profile
def prof(frame, event, arg):
    log.append((event, frame.f_code.co_name, name(arg) if not callable(arg) else arg.__name__))
def work(n):
    a = [1]
    a.append(len(a))
    for x in gen():
        pass
    try:
        int('x')
    except ValueError:
        pass
    try:
        a.index(7)
    except ValueError:
        pass
    return sorted(a, key=abs)
def gen():
    yield 1
    yield 2
log.clear()
sys.setprofile(prof)
work(1)
sys.setprofile(None)
for e in log:
    print(e)

log.clear()
def tt(frame, event, arg):
    if frame.f_code.co_name == 'target':
        log.append((event, threading.current_thread().name))
    return tt
def target():
    return 1
threading.settrace(tt)
t = threading.Thread(target=target, name='T')
t.start()
t.join()
threading.settrace(None)
t = threading.Thread(target=target, name='T')
t.start()
t.join()
print(log)
def call_tracing():
    def inner(frame, event, arg):
        log.append((event, frame.f_code.co_name))
        if event == 'call' and frame.f_code.co_name == 'f':
            sys.call_tracing(h, (1,))
        return None
    sys.settrace(inner)
    f()
    sys.settrace(None)
log.clear()
call_tracing()
print(log)

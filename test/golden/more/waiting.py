import threading, sys
from threading import Condition, RLock, Lock, Semaphore, BoundedSemaphore, Event, Barrier, Thread, BrokenBarrierError
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def hide(o):
    text = repr(o)
    while '0x' in text:
        i = text.index('0x'); j = i + 2
        while j < len(text) and text[j] in '0123456789abcdef': j += 1
        text = text[:i] + '@' + text[j:]
    return text if 'owner=' not in text else text.split(' owner=')[0]
c = Condition()
t(c.wait); t(c.notify); t(c.wait, 0.01)
with c:
    with c: print(c.wait(0.01), c._is_owned(), c.wait_for(lambda: False, 0.02), c.wait_for(lambda: 7))
print(c._is_owned(), hide(c), hide(Condition(Lock())))
# A condition gives up a lock that is held twice.
log = []
def waiter():
    with c:
        with c: log.append('waits'); ready.set(); c.wait(); log.append('woken')
ready = Event(); w = Thread(target=waiter); w.start(); ready.wait()
with c: c.notify_all()
w.join(); print(log)
for s in (Semaphore(2), BoundedSemaphore(2), Event(), Barrier(2)): print(hide(s))
e = Event(); e.set(); print(hide(e), e.wait(0.01)); e.clear(); print(e.wait(0.01), e.is_set())
s = BoundedSemaphore(1); print(s.acquire(), s.acquire(False), s.acquire(timeout=0.01)); s.release(); t(s.release); t(s.acquire, False, 1); t(Semaphore, -1)
if sys.version_info >= (3, 9): t(Semaphore().release, 0); s = Semaphore(0); s.release(3); print(hide(s))
with Semaphore(1) as got: print(got)
b = Barrier(3, lambda: print('together')); got = []
def party(): got.append(b.wait()); got.append(b.wait())
threads = [Thread(target=party) for _ in range(3)]
for x in threads: x.start()
for x in threads: x.join()
print(sorted(got), b.n_waiting, b.parties, b.broken)
b = Barrier(2); t(b.wait, 0.01); print(b.broken, hide(b)); t(b.wait); b.reset(); print(b.broken, hide(b))
b.abort(); t(b.wait); b.reset()
def bad(): raise KeyError('action')
b = Barrier(1, bad); t(b.wait); print(b.broken)
b = Barrier(2, timeout=0.01); t(b.wait); t(Barrier, -1) if sys.version_info >= (3, 13) else None
out = []
def broken():
    try: b.wait()
    except BrokenBarrierError as e: out.append('broken')
b = Barrier(2); x = Thread(target=broken); x.start()
while b.n_waiting == 0: pass
b.abort(); x.join(); print(out)
b = Barrier(2); x = Thread(target=broken); x.start()
while b.n_waiting == 0: pass
b.reset(); x.join(); print(out, b.broken, b.n_waiting)

# Threads whose targets are bound methods, which wait for each other in calls of every form.
import threading, time, queue, sys, gc
class Worker:
    def __init__(self): self.q = queue.Queue(); self.done = []; self.lock = threading.Lock()
    def feed(self, n, *, step=1):
        for i in range(0, n, step):
            self.q.put(i)
            if i % 3 == 0: time.sleep(0.0002)
        self.q.put(None)
    def consume(self, name, into=None):
        while True:
            v = self.q.get()
            if v is None: self.q.put(None); return
            with self.lock: self.done.append(v)
    def both(self, n):
        a = threading.Thread(target=self.feed, args=(n,), kwargs={'step': 2})
        bs = [threading.Thread(target=self.consume, args=(i,)) for i in range(2)]
        for t in [a, *bs]: t.start()
        for t in [a, *bs]: t.join()
        return sorted(self.done)
    def gen(self, n):
        yield from range(n)
    def counted(self, *a, **k):
        return sys.getrefcount(self), len(a) and sys.getrefcount(a), len(a), sorted(k)
w = Worker()
print(w.both(20))
m = w.counted; args = (1, 2); kw = {'x': 1}
def asked(): print(m(), m(1, x=2), m(*args), m(*args, **kw), w.counted(*args, **kw), list(w.gen(*(3,))))
asked()
t = threading.Thread(target=asked); t.start(); t.join()
r = []
class T(threading.Thread):
    def __init__(self, f, *a): super().__init__(); self.f = f; self.a = a
    def run(self): r.append(self.f(*self.a))
e = threading.Event()
def waits(x): e.wait(); return x
class S:
    def waits(self, x): e.wait(1); return x
    def bad(self, x): raise ValueError(x)
ts = [T(S().waits, 1), T(waits, 2), threading.Timer(0.001, S().waits, (3,))]
for t in ts: t.start()
e.set()
for t in ts: t.join()
print(sorted(r))
import threading as th
def hook(a): print('hook', a.exc_type.__name__, a.exc_value, len(str(a.exc_traceback.tb_next.tb_next)) > 0)
th.excepthook = hook
t = threading.Thread(target=S().bad, args=(5,)); t.start(); t.join()
def rec(self, n, *a):
    return 0 if n == 0 else 1 + self.rec(n - 1, *a)
S.rec = rec
print(S().rec(50, 1, 2))
b = threading.Barrier(2); out = []
class B:
    def go(self, n):
        for i in range(n): b.wait(); out.append(i)
ts = [threading.Thread(target=B().go, args=(3,)) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(out)
import threading, time, queue, random
class Feeder:
    def feed(self, q, seq, rnd, sentinel):
        while True:
            try:
                val = seq.pop()
            except IndexError:
                q.put(sentinel)
                return
            q.put(val)
            if rnd.random() > 0.5:
                time.sleep(rnd.random() * 0.001)
    def consume(self, q, results, sentinel):
        while True:
            val = q.get()
            if val == sentinel:
                return
            results.append(val)
t=Feeder(); q=queue.SimpleQueue()
res=[]; seq=list(range(100)); rnd=random.Random(42)
a=threading.Thread(target=t.feed,args=(q,seq,rnd,None)); b=threading.Thread(target=t.consume,args=(q,res,None))
a.start(); b.start(); a.join(); b.join(); print(len(res))
import functools
class W:
    def __init__(self): self.q=queue.Queue(); self.r=[]
    def feed(self, n):
        for i in range(n):
            self.q.put(i)
            time.sleep(0.0002)
        self.q.put(None)
    def consume(self):
        while True:
            v=self.q.get()
            if v is None: return
            self.r.append(v)
class Feed:
    def __init__(self, w): self.w=w
    def __call__(self, n): self.w.feed(n)
class Cons:
    def __init__(self, w): self.w=w
    def __call__(self): self.w.consume()
def go(mk):
    w=W()
    ts=[threading.Thread(target=t) for t in mk(w)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(len(w.r))
go(lambda w: (functools.partial(w.feed, 5), functools.partial(w.consume)))
go(lambda w: (functools.partial(Feed(w), 5), Cons(w)))
go(lambda w: (lambda: list(map(w.feed, [5])), lambda: [w.consume() for _ in range(1)]))
go(lambda w: (functools.partial(w.feed, 5), functools.partial(Cons(w))))
class Dec:
    def __init__(self, f): self.f = f
    def __call__(self, *a, **k): return self.f(*a, **k)
go(lambda w: (Dec(functools.partial(w.feed, 5)), Dec(Cons(w))))

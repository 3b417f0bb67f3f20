# Producers and consumers with the queues of the standard library.
import queue, threading, time
from queue import Queue, LifoQueue, PriorityQueue, SimpleQueue, Empty, Full
q = Queue(2)
print(q.maxsize, q.qsize(), q.empty(), q.full(), sorted(vars(q)), type(q.queue).__name__)
q.put(1); q.put("two"); print(q.full(), q.qsize(), list(q.queue), q.unfinished_tasks)
for call in (lambda: q.put(3, block=False), lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.01), lambda: q.put(3, timeout=-1), lambda: q.get(timeout=-1), lambda: Queue().get_nowait(), lambda: Queue().get(False), lambda: Queue().get(timeout=0.01), lambda: Queue().task_done(), lambda: SimpleQueue().get_nowait(), lambda: SimpleQueue().get(timeout=0.01), lambda: Queue("a").put(1), lambda: PriorityQueue().put(), lambda: LifoQueue().pop(), lambda: Queue(1, 2), lambda: Queue().get(1, 2, 3)):
    try: print(call())
    except Exception as e: print(type(e).__name__, type(e).__module__, e, e.args)
print(q.get(), q.get_nowait(), q.empty(), q.task_done(), q.task_done(), q.join())
l, p, s = LifoQueue(), PriorityQueue(), SimpleQueue()
for x in (3, 1, 2): l.put(x); p.put(x); s.put(x)
print([l.get() for _ in range(3)], p.queue, [p.get() for _ in range(3)], s.qsize(), [s.get() for _ in range(3)], s.empty())
p.put((2, "b")); p.put((1, "z")); p.put((1, "a")); print(p.get(), p.get())
try: p.put((2, {}))
except TypeError as e: print(e)
results, lock = [], threading.Lock()
def worker(q):
    while True:
        item = q.get()
        if item is None: q.task_done(); break
        with lock: results.append(item * item)
        q.task_done()
q = Queue()
ts = [threading.Thread(target=worker, args=(q,)) for _ in range(3)]
for t in ts: t.start()
for i in range(10): q.put(i)
q.join(); print(sorted(results), q.unfinished_tasks)
for _ in ts: q.put(None)
for t in ts: t.join()
print([t.is_alive() for t in ts], q.empty(), q.qsize())
b = Queue(maxsize=1); log = []
def producer():
    for i in range(4): b.put(i); log.append(("put", i))
    b.put("done")
t = threading.Thread(target=producer); t.start()
got = []
while (x := b.get()) != "done": got.append(x)
t.join(); print(got, len(log), issubclass(Empty, Exception), Empty.__mro__[1].__name__, repr(Full()), queue.__all__, [n for n in dir(Queue) if not n.startswith("_")])
if hasattr(q, "shutdown"):
    q.put(1); q.shutdown()
    for call in (lambda: q.put(2), lambda: q.get(), lambda: q.get()):
        try: print(call())
        except queue.ShutDown as e: print("ShutDown", repr(e), q.is_shutdown)
    q = Queue(); q.put(1); q.shutdown(immediate=True); print(q.qsize(), q.unfinished_tasks)
class Unique(Queue):
    def _init(self, n): self.seen = set(); super()._init(n)
    def _put(self, x):
        if x not in self.seen: self.seen.add(x); super()._put(x)
u = Unique()
for x in "abca": u.put(x)
print(u.qsize(), [u.get() for _ in range(3)])
print(repr(SimpleQueue()).split(" at ")[0], repr(Queue()).split(" at ")[0], str(Queue.__class_getitem__(int)) if hasattr(Queue, "__class_getitem__") else "")
try: SimpleQueue().get(block=False)
except Empty as e: print(type(e).__module__, type(e).__qualname__)

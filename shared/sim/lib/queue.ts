/** queue (Lib/queue.py; Modules/_queuemodule.c for SimpleQueue and Empty): queues that threads hand items through. */
import { type LibModule, when } from './module.ts';

const SHUT = `
            if self.is_shutdown:
                raise ShutDown`;

const SHUT_WAITING = `
                    if self.is_shutdown:
                        raise ShutDown`;

const DRAINED = `
            if self.is_shutdown and not self._qsize():
                raise ShutDown`;

const DRAINED_WAITING = `
                    if self.is_shutdown and not self._qsize():
                        raise ShutDown`;

const shutdown = `
    def shutdown(self, immediate=False):
        """Make put() raise ShutDown, and get() once nothing is left; at once where that is wanted."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()
`;

const SHUTDOWN_ERROR = `

class ShutDown(Exception):
    """Raised when a queue that was shut down is used."""
`;

/** A queue by what it keeps its items in: made, added to and taken from. */
function keptIn(made: string, add: string, take: string): string {
  return `
    def _init(self, maxsize):
        self.queue = ${made}

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        ${add}

    def _get(self):
        return ${take}
`;
}

const GENERIC = '\n    __class_getitem__ = classmethod(types.GenericAlias)\n';

/** What a method of three arguments does until there is what it waits for. */
function waiting(condition: string, missing: string, ends: string): string {
  return `            elif timeout is None:
                while ${condition}:
                    self.${missing}.wait()${ends}
            elif timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            else:
                endtime = time() + timeout
                while ${condition}:
                    remaining = endtime - time()
                    if remaining <= 0.0:
                        raise ${missing === 'not_full' ? 'Full' : 'Empty'}
                    self.${missing}.wait(remaining)${ends}
`;
}

export const queueLib: LibModule = {
  name: 'queue',
  source: ({ minor }) => {
    const shuts = minor >= 13;
    const generic = when(minor >= 9, GENERIC);
    return `import threading
${when(minor >= 9, 'import types\n')}from collections import deque
from heapq import heappush, heappop
from time import monotonic as time

__all__ = ['Empty', 'Full', ${when(shuts, "'ShutDown', ")}'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Empty(Exception):
    """Raised by get() without waiting where nothing is there."""

Empty.__module__ = '_queue'


class Full(Exception):
    """Raised by put() without waiting where no room is left."""
${when(shuts, SHUTDOWN_ERROR)}

class Queue:
    """A queue of a size that may be bounded: first in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
${when(shuts, '        self.is_shutdown = False\n')}
    def task_done(self):
        """Say that an item that was got has been dealt with."""
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished <= 0:
                if unfinished < 0:
                    raise ValueError('task_done() called too many times')
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        """Wait until all items have been dealt with."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:${when(shuts, SHUT)}
            if self.maxsize > 0:
                if not block:
                    if self._qsize() >= self.maxsize:
                        raise Full
${waiting('self._qsize() >= self.maxsize', 'not_full', when(shuts, SHUT_WAITING)).replace(/^/gm, '    ').trimEnd()}
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:${when(shuts, DRAINED)}
            if not block:
                if not self._qsize():
                    raise Empty
${waiting('not self._qsize()', 'not_empty', when(shuts, DRAINED_WAITING))}            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)
${when(shuts, shutdown)}${keptIn('deque()', 'self.queue.append(item)', 'self.queue.popleft()')}${generic}

class PriorityQueue(Queue):
    """A queue that gives its least item first."""
${keptIn('[]', 'heappush(self.queue, item)', 'heappop(self.queue)')}

class LifoQueue(Queue):
    """A queue that gives its latest item first."""
${keptIn('[]', 'self.queue.append(item)', 'self.queue.pop()')}

class SimpleQueue:
    """A queue without a bound and without tasks."""

    __slots__ = ('_items', '_count', '__weakref__')

    def __init__(self):
        self._items = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._count.acquire(block, timeout):
            raise Empty
        return self._items.popleft()

    def put_nowait(self, item):
        return self.put(item)

    def get_nowait(self):
        return self.get(block=False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
${generic}
SimpleQueue.__module__ = '_queue'
`;
  },
};

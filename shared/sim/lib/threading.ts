/**
 * threading (Lib/threading.py) over the native `_thread`: `start_new_thread`, `allocate_lock`, `RLock`, `get_ident`. A thread
 * object lets go of its target and arguments when it has run.
 */
import { type LibModule, when } from './module.ts';
import { synchronization } from './synchronization.ts';

const source = String.raw`
import sys as _sys
import _thread
from collections import deque as _deque
from itertools import count as _count
from time import monotonic as _monotonic

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event', 'Lock', 'RLock',
           'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError', 'setprofile', 'settrace', 'local',
           'stack_size', 'excepthook', 'ExceptHookArgs', 'get_native_id']

_start_new_thread = _thread.start_new_thread
get_ident = _thread.get_ident
ThreadError = _thread.error
Lock = LOCK_TYPE
_CRLock = _thread.RLock
local = _thread._local
TIMEOUT_MAX = 9223372036.0

def RLock(*args, **kwargs):
    """A lock that its owner may take again."""
    return _CRLock(*args, **kwargs)


_active = {}
_counter = _count(1).__next__


SYNCHRONIZATION

class Thread:
    """A thread of control: give it a target to call, or a run() in a subclass."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = "Thread-%d" % _counter()
            NAME_WITH_TARGET
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = Event()
        self._is_stopped = False
        self._done = Lock()
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        if self._is_stopped:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        self._done.acquire()
        _start_new_thread(self._bootstrap, ())
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()
        if _trace_hook:
            _sys.settrace(_trace_hook)
        if _profile_hook:
            _sys.setprofile(_profile_hook)
        try:
            self.run()
        except:
            excepthook(ExceptHookArgs([*_sys.exc_info(), self]))
        finally:
            self._is_stopped = True
            del _active[self._ident]
            self._done.release()

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        if self._is_stopped:
            return
        if timeout is None:
            self._done.acquire()
            self._done.release()
        elif self._done.acquire(True, timeout):
            self._done.release()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._is_stopped

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args, /):
    exc_type, exc_value, exc_traceback, thread = args
    if exc_type == SystemExit:
        return
    name = thread.name if thread is not None else get_ident()
    _thread._print_exception("Exception in thread %s:" % (name,), exc_value)


excepthook = _excepthook


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()


class _DummyThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="Dummy-%d" % _counter(), daemon=True)
        self._ident = get_ident()
        self._started.set()


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()

currentThread = current_thread


def active_count():
    return len(_active)

activeCount = active_count


def enumerate():
    return list(_active.values())


def main_thread():
    return _main_thread


_trace_hook = None
_profile_hook = None


def settrace(func):
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def get_native_id():
    return 4096 + get_ident()


def stack_size(size=0):
    return 0

_main_thread = _MainThread()


def _shutdown():
    for thread in enumerate():
        if thread is not _main_thread and not thread.daemon:
            thread.join()
`;

const hooks = String.raw`

__excepthook__ = excepthook


def gettrace():
    return _trace_hook


def getprofile():
    return _profile_hook


__all__ += ['gettrace', 'getprofile']
`;

export const threadingLib: LibModule = {
  name: 'threading',
  source: (rules) =>
    source
      .replace('SYNCHRONIZATION', () => synchronization(rules))
      .replace('LOCK_TYPE', rules.minor >= 13 ? '_thread.lock' : '_thread.allocate_lock')
      .replace(
        'NAME_WITH_TARGET',
        rules.minor >= 10
          ? 'if target is not None:\n                try:\n                    name += " (%s)" % (target.__name__,)\n                except AttributeError:\n                    pass'
          : 'pass',
      ) + when(rules.minor >= 10, hooks),
};

/**
 * What threads wait with (Lib/threading.py): Condition, Semaphore, Event, Barrier, over the locks of `_thread`. Text for
 * `threading.ts`, which has imported `_thread`, `_deque`, `Lock` and `RLock`.
 */
import type { Ruleset } from '../rulesets/index.ts';
import { when } from './module.ts';

/** `<threading.Event at 0x...: set>` where the version shows the state, from 3.11 on. */
function shown(rules: Ruleset, state: string): string {
  return when(
    rules.minor >= 11,
    `
    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {${state}}>"
`,
  );
}

const condition = String.raw`
class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # A lock that can be held several times over says how to give it up as a whole.
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, x):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _thread.allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved_state = self._release_save()
        gotit = False
        try:
            if timeout is None:
                waiter.acquire()
                gotit = True
            else:
                gotit = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return gotit
        finally:
            self._acquire_restore(saved_state)
            if not gotit:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        until = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if until is None:
                    until = _monotonic() + left
                else:
                    left = until - _monotonic()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters.popleft()
            try:
                waiter.release()
            except RuntimeError:
                pass
            else:
                n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all
`;

function semaphores(rules: Ruleset): string {
  const several = rules.minor >= 9;
  const check = when(
    several,
    `        if n < 1:
            raise ValueError('n must be one or more')
`,
  );
  const n = several ? 'n' : '1';
  return String.raw`
class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value
${shown(rules, "'value=%s' % self._value")}
    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        until = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if until is None:
                        until = _monotonic() + timeout
                    else:
                        timeout = until - _monotonic()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self${when(several, ', n=1')}):
${check}        with self._cond:
            self._value += ${n}
            self._cond.notify(${n})

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value
${shown(rules, "'value=%s/%s' % (self._value, self._initial_value)")}
    def release(self${when(several, ', n=1')}):
${check}        with self._cond:
            if self._value + ${n} > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += ${n}
            self._cond.notify(${n})
`;
}

const event = (rules: Ruleset): string => String.raw`
class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False
${shown(rules, "'set' if self._flag else 'unset'")}
    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled
`;

/** Threads come in while it fills, leave while it drains; whoever finds it reset or broken gets an error. */
const barrier = (rules: Ruleset): string => String.raw`
class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
${when(rules.minor >= 13, "        if parties < 1:\n            raise ValueError('parties must be > 0')\n")}        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 'filling'
        self._count = 0
${shown(rules, "'broken' if self.broken else 'waiters=%s/%s' % (self.n_waiting, self.parties)")}
    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ('draining', 'resetting'):
                self._cond.wait()
            if self._state == 'broken':
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ('draining', 'resetting'):
                    self._state = 'filling'
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
            self._state = 'draining'
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 'filling', timeout):
            self._break()
            raise BrokenBarrierError
        if self._state != 'draining':
            raise BrokenBarrierError

    def _break(self):
        self._state = 'broken'
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            self._state = 'resetting' if self._count > 0 and self._state != 'draining' else self._state
            if self._count == 0:
                self._state = 'filling'
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 'filling' else 0

    @property
    def broken(self):
        return self._state == 'broken'
`;

/** The classes as Python source. */
export function synchronization(rules: Ruleset): string {
  return [condition, semaphores(rules), event(rules), barrier(rules)].join('\n');
}

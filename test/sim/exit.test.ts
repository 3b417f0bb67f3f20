import { describe, expect, test } from 'vitest';
import { boot } from '../../shared/sim/machine.ts';

function end(source: string, endsQuickly: boolean, version = '3.13') {
  const machine = boot(version, {}, null)!;
  machine.rt.endsQuickly = endsQuickly;
  return { result: machine.run(source), takenApart: machine.main!.exitCollections.length > 0 };
}

/** What says something at the end of the process, each in another way. */
const noticed = {
  '__del__ of a global': 'class A:\n def __del__(self): print("del")\na = A()',
  '__del__ in a cycle': 'class A:\n def __del__(self): print("del")\na = A(); a.me = a; del a',
  '__del__ without the collector': 'class A:\n __slots__ = ()\n def __del__(self): print("del")\na = A()',
  '__del__ of a subclass of a built-in type': 'class A(list):\n def __del__(self): print("del")\na = A()',
  '__del__ of a class that is made late': 'class A: pass\na = A()\nA.__del__ = lambda self: print("del")',
  '__del__ of a metaclass': 'class M(type):\n def __del__(self): print("del")\nclass A(metaclass=M): pass',
  '__del__ below two bases':
    'class A: pass\nclass B: pass\nclass C(A, B):\n def __del__(self): print("del")\nc = [C()]',
  'callback of a weak reference': 'import weakref\nclass A: pass\na = A()\nr = weakref.ref(a, print)',
  'callback of a proxy': 'import weakref\nclass A: pass\na = A()\nr = weakref.proxy(a, print)',
  'callback while frozen':
    'import gc, weakref\nclass A: pass\na = A()\nr = weakref.ref(a, print)\ngc.freeze()',
  'generator that cleans up': 'def g():\n try: yield\n finally: print("closed")\nx = g(); next(x)',
  'generator in a cycle':
    'def g():\n try: yield me\n finally: print("closed")\nme = g(); next(me)\nme = [me]\nme.append(me)',
  'context manager that was never left':
    'from contextlib import contextmanager\n@contextmanager\ndef f():\n try: yield\n finally: print("left")\nc = f(); c.__enter__()',
  'debug flag of the collector':
    'import gc\ngc.disable()\ngc.set_debug(gc.DEBUG_COLLECTABLE)\na = []; a.append(a); del a\ngc.enable()',
};

/** What the exit functions say is said in any case. */
const early = {
  'exit function': 'import atexit\natexit.register(print, "bye")',
  'weakref.finalize': 'import weakref\nclass A: pass\na = A()\nweakref.finalize(a, print, "finalized")',
};

const silent = {
  'a plain program': 'print(sum([1, 2, 3]))',
  garbage: 'class A: pass\nfor i in range(9):\n a = A(); a.me = a',
  'a generator at its end': 'print(list(x for x in range(3)))',
  'a plain weak reference': 'import weakref\nclass A: pass\na = A()\nr = weakref.ref(a)',
  'an error': 'class A: pass\na = A()\na.me = a\n1 / 0',
};

describe('an end that nobody could notice is left out, and no other', () => {
  test.each(Object.entries(noticed))('%s', (_name, source) => {
    for (const version of ['3.8', '3.12', '3.13']) {
      const whole = end(source, false, version);
      const { stdout, stderr } = whole.result;
      expect(stdout + stderr, version).not.toBe('');
      expect(end(source, true, version), version).toEqual(whole);
    }
  });

  test.each(Object.entries(early))('%s', (_name, source) => {
    expect(end(source, true).result).toEqual(end(source, false).result);
    expect(end(source, true).result.stdout).not.toBe('');
  });

  test.each(Object.entries(silent))('%s', (_name, source) => {
    const whole = end(source, false);
    expect(whole.takenApart).toBe(true);
    expect(end(source, true)).toEqual({ ...whole, takenApart: false });
  });
});

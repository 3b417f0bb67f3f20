import { describe, expect, test } from 'vitest';
import { CO, SLOT } from '../../../shared/sim/compile/code.ts';
import { disassemble } from '../../../shared/sim/compile/disassemble.ts';
import { allCode, codeNamed, compiled, instructions, MINORS, refused } from './support.ts';

/** The instructions of function f, without RESUME and the implicit return. */
function body(source: string, minor: number): string[] {
  return instructions(codeNamed(compiled(source, minor), 'f')).filter((one) => !one.startsWith('RESUME'));
}

describe('borrowed loads (3.14+)', () => {
  const loads = (source: string, minor = 14) => body(source, minor).filter((one) => /^LOAD_FAST/.test(one));

  test('an argument of a call is borrowed', () => {
    expect(loads('def f(x): g(x)')).toEqual(['LOAD_FAST_BORROW x']);
    expect(loads('def f(x): g(x)', 13)).toEqual(['LOAD_FAST x']);
  });
  test('a value that is stored into a local is not', () => {
    expect(loads('def f(x): y = x')).toEqual(['LOAD_FAST x']);
  });
  test('a value that is on the stack while its local is stored to is not', () => {
    expect(loads('def f(x): g(x, (x := 1))')).toEqual(['LOAD_FAST x']);
  });
  test('a value that outlives its basic block is not', () => {
    expect(loads('def f(x, y, z): g(x, y or z)')).toEqual(['LOAD_FAST x', 'LOAD_FAST y', 'LOAD_FAST z']);
    // The loads of x and z are joined, so z is not borrowed either.
    expect(loads('def f(x, y, z): g(x, y if z else 0)')).toEqual([
      'LOAD_FAST x',
      'LOAD_FAST z',
      'LOAD_FAST y',
    ]);
  });
  test('a local that may be unbound is checked and not borrowed', () => {
    expect(loads('def f(x):\n if x: y = 1\n g(y)\n g(y)')).toEqual([
      'LOAD_FAST_BORROW x',
      'LOAD_FAST_CHECK y',
      'LOAD_FAST_BORROW y',
    ]);
    expect(loads('def f(x):\n del x\n g(x)')).toEqual(['LOAD_FAST_CHECK x']);
  });
  test('a load joined to the store before it is not borrowed', () => {
    expect(loads('def f(x): y = x.z; g(y); h(y)')).toEqual([
      'LOAD_FAST_BORROW x',
      'LOAD_FAST_BORROW y',
      'LOAD_FAST_BORROW y',
    ]);
    expect(loads('def f(x): y = x.z; y.a = 1')).toContain('LOAD_FAST_BORROW y');
    expect(loads('def f(x): y = x.z; return y')).toEqual(['LOAD_FAST_BORROW x', 'LOAD_FAST y']);
  });
  test('of two joined loads both borrow or neither', () => {
    expect(loads('def f(x, y): z = (x, y)')).toEqual(['LOAD_FAST_BORROW x', 'LOAD_FAST_BORROW y']);
    expect(loads('def f(x, y): a, b = x, y')).toEqual(['LOAD_FAST x', 'LOAD_FAST y']);
  });
});

describe('the order of stores decides the order in which old values die', () => {
  const stores = (source: string, minor: number) =>
    body(source, minor).filter((one) => /^(STORE|SWAP|UNPACK|BUILD)/.test(one));

  test('unpacking two values swaps them, and from 3.11 on the stores instead', () => {
    expect(stores('def f(x, y): a, b = x, y', 10)).toEqual(['SWAP 2', 'STORE_FAST a', 'STORE_FAST b']);
    expect(stores('def f(x, y): a, b = x, y', 11)).toEqual(['STORE_FAST b', 'STORE_FAST a']);
  });
  test('names of a module are stored in order on all versions', () => {
    for (const minor of MINORS) {
      const all = instructions(compiled('a, b = x, y', minor));
      expect(all.filter((one) => /^(STORE|SWAP)/.test(one))).toEqual([
        'SWAP 2',
        'STORE_NAME a',
        'STORE_NAME b',
      ]);
    }
  });
  test('four values make a tuple', () => {
    expect(stores('def f(x): a, b, c, d = x, x, x, x', 13)).toContain('UNPACK_SEQUENCE 4');
  });
});

describe('what versions compile otherwise', () => {
  test('keywords of a method call make the bound method up to 3.10', () => {
    expect(body('def f(x): x.g(k=1)', 10)).toContain('LOAD_ATTR g');
    expect(body('def f(x): x.g(k=1)', 11)).toContain('CALL_METHOD_KW 1');
    expect(body('def f(x): x.g(1)', 8)).toContain('CALL_METHOD 1');
  });
  test('super() makes no object from 3.12 on', () => {
    const source = 'class C:\n def f(self): return super().g(1)';
    expect(body(source, 11)).toContain('LOAD_GLOBAL super');
    expect(body(source, 11).join()).not.toContain('LOAD_SUPER_ATTR');
    expect(body(source, 12).join()).toContain('LOAD_SUPER_ATTR');
    expect(body(`super = 1\n${source}`, 12).join()).not.toContain('LOAD_SUPER_ATTR');
  });
  test('comprehensions are inlined from 3.12 on, generator expressions never', () => {
    const names = (minor: number) =>
      allCode(compiled('def f(y): return [x for x in y], (x for x in y)', minor)).map((code) => code.name);
    expect(names(11)).toEqual(['<module>', 'f', '<listcomp>', '<genexpr>']);
    expect(names(12)).toEqual(['<module>', 'f', '<genexpr>']);
  });
  test('an inlined comprehension gives the names back, after an exception too', () => {
    const code = codeNamed(compiled('def f(y, x): return [x for x in y]', 13), 'f');
    expect(instructions(code).filter((one) => one.includes(' x'))).toEqual([
      'LOAD_FAST_AND_CLEAR x',
      'STORE_FAST x',
      'LOAD_FAST x',
      'STORE_FAST x',
      'STORE_FAST x',
    ]);
    expect(code.exceptionTable.length).toBe(4);
  });
  test('a list of three constants is extended by a tuple from 3.9 on', () => {
    expect(body('def f(): return [1, 2, 3]', 8)).toContain('BUILD_LIST 3');
    expect(body('def f(): return [1, 2, 3]', 9)).toEqual([
      'BUILD_LIST 0',
      'LOAD_CONST (1, 2, 3)',
      'LIST_EXTEND 1',
      'RETURN_VALUE',
    ]);
    expect(body('def f(): return [1, 2]', 9)).toContain('BUILD_LIST 2');
  });
  test('annotations are evaluated at once up to 3.13, when asked for from 3.14 on', () => {
    expect(instructions(compiled('x: int', 13))).toContain('SETUP_ANNOTATIONS');
    const lazy = compiled('x: int', 14);
    expect(instructions(lazy)).toContain('STORE_NAME __annotate__');
    expect(codeNamed(lazy, '__annotate__').posonlyargcount).toBe(1);
  });
  test('a class notes the attributes of self from 3.13 on', () => {
    const source = 'class C:\n def f(self): self.b = self.a = 1; self.c += 1';
    expect(instructions(codeNamed(compiled(source, 13), 'C'))).toContain("LOAD_CONST ('a', 'b')");
    expect(instructions(codeNamed(compiled(source, 12), 'C')).join()).not.toContain('__static_attributes__');
  });
  test('the docstring is without its indentation from 3.13 on', () => {
    const source = 'def f():\n    """a\n      b\n    c"""';
    const doc = (minor: number) => codeNamed(compiled(source, minor), 'f').consts[0];
    expect(doc(12)).toMatchObject({ value: 'a\n      b\n    c' });
    expect(doc(13)).toMatchObject({ value: 'a\n  b\nc' });
  });
});

describe('slots', () => {
  test('a parameter that is a cell moves to a slot of its own up to 3.10', () => {
    const source = 'def f(a, b):\n c = 1\n return lambda: (a, c)';
    const old = codeNamed(compiled(source, 10), 'f');
    expect(old.localsplus).toEqual(['a', 'b', 'a', 'c']);
    expect(instructions(old).slice(0, 5)).toEqual([
      'MAKE_CELL a',
      'LOAD_FAST a',
      'STORE_DEREF a',
      'DELETE_FAST a',
      'MAKE_CELL c',
    ]);
    const now = codeNamed(compiled(source, 11), 'f');
    expect(now.localsplus).toEqual(['a', 'b', 'c']);
    expect(now.slotKinds[0]).toBe(SLOT.LOCAL | SLOT.CELL);
  });
  test('free variables come last', () => {
    const inner = codeNamed(compiled('def g(a):\n def f(b): return a, b\n return f', 13), 'f');
    expect(inner.localsplus).toEqual(['b', 'a']);
    expect(inner.freevars).toEqual(['a']);
    expect([...inner.slotKinds]).toEqual([SLOT.LOCAL, SLOT.FREE]);
  });
  test('flags', () => {
    const code = compiled('def f(*a, **k): yield\n');
    const flags = CO.OPTIMIZED | CO.NEWLOCALS | CO.VARARGS | CO.VARKEYWORDS | CO.GENERATOR;
    expect(codeNamed(code, 'f').flags).toBe(flags);
    expect(codeNamed(compiled('def f(): "doc"', 14), 'f').flags & CO.HAS_DOCSTRING).toBeTruthy();
  });
});

describe('constants', () => {
  test('equal ones are one object across functions of a compilation', () => {
    const code = compiled('a = 257\ndef f(): return 257, (1, "x")\ndef g(): return (1, "x"), 257.0');
    const [f, g] = [codeNamed(code, 'f'), codeNamed(code, 'g')];
    const int = code.consts.find((constant) => constant.kind === 'int');
    const ofF = f.consts.find((constant) => constant.kind === 'tuple');
    const ofG = g.consts.find((constant) => constant.kind === 'tuple');
    if (ofF?.kind !== 'tuple' || ofG?.kind !== 'tuple' || int === undefined)
      throw new Error('no such constants');
    expect(ofF.items[0]).toBe(int);
    const pair = (items: typeof ofF.items) => items.find((item) => item.kind === 'tuple');
    expect(pair(ofF.items)).toBe(pair(ofG.items));
  });
  test('name-like strs are interned, others are not', () => {
    const strs = compiled('a = "ab_1", "", "hola mundo", "ñ", "a-b"', 13).consts[0];
    if (strs.kind !== 'tuple') throw new Error('not folded');
    expect(strs.items.map((item) => item.kind === 'str' && item.interned)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
  test('small ints are in the instruction from 3.14 on', () => {
    expect(body('def f(): return 255', 14)).toEqual(['LOAD_SMALL_INT 255', 'RETURN_VALUE']);
    expect(body('def f(): return 256', 14)).toEqual(['LOAD_CONST 256', 'RETURN_VALUE']);
    expect(body('def f(): return 255', 13)).toEqual(['LOAD_CONST 255', 'RETURN_VALUE']);
  });
  test('a constant cut by a constant slice is a constant from 3.14 on', () => {
    expect(body('def f(): return "yes!"[:3]', 14)).toEqual(["LOAD_CONST 'yes'", 'RETURN_VALUE']);
    expect(body('def f(): return "yes!"[::-2]', 14)).toEqual(["LOAD_CONST '!e'", 'RETURN_VALUE']);
    expect(body('def f(): return "yes!"[:3]', 13)).toContain('BINARY_SUBSCR');
  });
});

test('a disassembly shows lines, meanings, handlers and what is inside', () => {
  const code = compiled('def f(x):\n  try:\n    return x.y + 1\n  except E:\n    pass\n', 13);
  expect(disassemble(code)).toMatchInlineSnapshot(`
    "<module> (test.py:1)
              0 RESUME 0
        1     1 LOAD_CONST 0 (<code f>)
              2 MAKE_FUNCTION 0
              3 STORE_NAME 0 (f)
              4 LOAD_CONST 1 (None)
              5 RETURN_VALUE

    f (test.py:1)
        1     0 RESUME 0
        2     1 NOP
        3     2 LOAD_FAST 0 (x)
              3 LOAD_ATTR 0 (y)
              4 LOAD_CONST 1 (1)
              5 BINARY_OP 0 (+)
              6 RETURN_VALUE
              7 PUSH_EXC_INFO
        4     8 LOAD_GLOBAL 1 (E)
              9 CHECK_EXC_MATCH
             10 POP_JUMP_IF_FALSE 15 (to 15)
             11 POP_TOP
        5    12 NOP
             13 POP_EXCEPT
             14 JUMP_FORWARD 19 (to 19)
        4    15 RERAISE 0
             16 SWAP 2
             17 POP_EXCEPT
             18 RERAISE 1
        5    19 LOAD_CONST 0 (None)
             20 RETURN_VALUE
          2 to 6 -> 7 [0]
          7 to 13 -> 16 [1]
          15 to 16 -> 16 [1]"
  `);
});

describe('modes', () => {
  test('eval returns the value of one expression', () => {
    expect(instructions(compiled('1 + x\n', 13, 'eval')).slice(-1)).toEqual(['RETURN_VALUE']);
    expect(refused('x = 1', 13, 'eval').message).toBe('invalid syntax');
  });
  test('single prints', () => {
    expect(instructions(compiled('x', 13, 'single'))).toContain('PRINT_EXPR');
    expect(refused('x\ny', 13, 'single').message).toBe(
      'multiple statements found while compiling a single statement',
    );
  });
});

describe('what the subset lacks is said', () => {
  test.each([
    ['async def f(): pass', "'async def' is not supported by this simulation"],
    ['def f(): await x', "'await' is not supported by this simulation"],
    ['[x async for x in y]', 'asynchronous comprehensions are not supported by this simulation'],
    ['def f[T](): pass', 'type parameters are not supported by this simulation'],
    ['type X = int', "the 'type' statement is not supported by this simulation"],
  ])('%s', (source, message) => {
    expect(refused(source, 14).message).toBe(message);
  });
  test.each(['lazy import json', 'lazy from json import loads'])('%s', (source) => {
    expect(refused(source, 15).message).toBe("'lazy import' is not supported by this simulation");
    expect(refused(source, 14).message).toBe('invalid syntax');
  });
  test('lazy is a name', () => {
    expect(instructions(compiled('lazy = 1\nlazy', 15)).join(' ')).toContain('STORE_NAME');
  });
});

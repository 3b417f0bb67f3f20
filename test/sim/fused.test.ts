/** What the eval loop does in one step is what the instructions do one by one, and the types' own functions. */
import { expect, it } from 'vitest';
import { boot } from '../../shared/sim/machine.ts';

const program = `
import operator, random
random.seed(5)

def both(a, b):
    whole = a // b
    rest = a % b
    a += b
    return whole, rest, a, a - b, a * b

def by_constants(a):
    n = a
    n //= 2
    return a // 7, a % 7, 7 - a, 100 * a + 1, a % 2 == 0, a * 3 > 12, -9 // 4, -9 % 4, n, 1.5 * a

def big(n):
    return [1, 5, 1000, 2 ** 30 - 1, 2 ** 30, 2 ** 31, 2 ** 31 + 1, 2 ** 53 - 1, 2 ** 53, 2 ** 64][n]

ops = operator
for i in range(1000):
    a = random.randint(-20, 20) * big(random.randint(0, 9)) + random.randint(-3, 3)
    b = random.randint(-20, 20) * big(random.randint(0, 9)) or 1
    c = a + b
    assert both(a, b) == (ops.floordiv(a, b), ops.mod(a, b), c, ops.sub(c, b), ops.mul(c, b)), (a, b)
    assert by_constants(a) == (
        ops.floordiv(a, 7), ops.mod(a, 7), ops.sub(7, a), ops.add(ops.mul(100, a), 1),
        ops.eq(ops.mod(a, 2), 0), ops.gt(ops.mul(a, 3), 12), -3, 3, ops.floordiv(a, 2), ops.mul(1.5, a)), a
for f in both, lambda a, b: a % b, lambda a, b: a // b:
    try:
        f(1, 0)
    except ZeroDivisionError as e:
        print(e)
def unbound():
    if 0:
        x = 1
    return x
try:
    unbound()
except UnboundLocalError as e:
    print(type(e).__name__)
`;

it.each(['3.8', '3.13', '3.15'])('%s: arithmetic in the loop and by the types', (version) => {
  const { stdout, stderr, error } = boot(version, {})!.run(program);
  expect(`${error ?? ''}${stderr}`).toBe('');
  expect(stdout.split('\n')[0]).toContain('zero');
  expect(stdout.split('\n')[3]).toBe('UnboundLocalError');
});

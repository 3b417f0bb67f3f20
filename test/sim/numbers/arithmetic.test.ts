import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as complexes from '../../../shared/sim/numbers/complex.ts';
import * as floats from '../../../shared/sim/numbers/floats.ts';
import { floatFromText, floatRepr, roundToPlaces } from '../../../shared/sim/numbers/floattext.ts';
import * as hashes from '../../../shared/sim/numbers/hashes.ts';
import * as ints from '../../../shared/sim/numbers/ints.ts';
import { intFromBytes, intFromText, intToBytes, intToString } from '../../../shared/sim/numbers/inttext.ts';
import { pow as libmPow } from '../../../shared/sim/numbers/libm.ts';
import { Raised } from '../../../shared/sim/numbers/raised.ts';
import { ruleset } from '../../../shared/sim/rulesets/index.ts';

type Row = [family: string, operation: string, args: unknown[], result: unknown];

/** What CPython 3.11.7 computed: test/golden/numbers/generate.py. */
const rows: Row[] = JSON.parse(
  readFileSync(new URL('../../golden/numbers/arithmetic.json', import.meta.url), 'utf8'),
);

const rules = ruleset('3.11')!;
const int = (text: unknown): ints.PyInt => ints.fromBigInt(BigInt(String(text)));
const float = (text: unknown): number => floatFromText(String(text), () => String(text));
const complex = (parts: unknown): complexes.Complex => {
  const [real, imag] = parts as string[];
  return complexes.complex(float(real), float(imag));
};
const shown = (text: string) => (): string =>
  `'${text.replace('\n', '\\n').replace('\0', '\\x00').replaceAll('\u2003', '\\u2003')}'`;
const hexBytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (b) => Number.parseInt(b, 16));

/** A result as the recording shows it: ints bare, floats by repr. */
function show(value: unknown, asFloat: boolean): unknown {
  if (value instanceof Uint8Array) return Array.from(value, (b) => b.toString(16).padStart(2, '0')).join('');
  if (Array.isArray(value)) return value.map((v) => show(v, asFloat));
  if (typeof value === 'object' && value !== null) return complexes.complexRepr(value as complexes.Complex);
  if (typeof value === 'string') return value;
  if (asFloat) return floatRepr(value as number);
  expect(Object.is(value, -0), 'an int is never -0').toBe(false);
  if (typeof value === 'bigint') expect(Number.isSafeInteger(Number(value)), 'normal form').toBe(false);
  return intToString(value as ints.PyInt, 0);
}

function compute([family, operation, args]: Row): unknown {
  switch (family) {
    case 'int': {
      if (operation === 'hashInt') return show(hashes.hashInt(int(args[0])), false);
      const f = { ...ints }[operation as 'add'] as (...values: ints.PyInt[]) => unknown;
      return show(f(...args.map(int)), operation === 'truediv' || operation === 'toFloat');
    }
    case 'bytes':
      if (operation === 'toBytes')
        return show(
          intToBytes(int(args[0]), args[1] as number, args[2] as boolean, args[3] as boolean),
          false,
        );
      return show(intFromBytes(hexBytes(args[0] as string), args[1] as boolean, args[2] as boolean), false);
    case 'text': {
      const text = args[0] as string;
      if (operation === 'parseFloat') return floatRepr(floatFromText(text, shown(text)));
      return show(intFromText(text, args[1] as number, shown(text)), false);
    }
    case 'float': {
      if (operation === 'repr') return floatRepr(floats.fromHex(args[0] as string));
      if (operation === 'toHex') return floats.toHex(float(args[0]));
      if (operation === 'fromHex') return floatRepr(floats.fromHex(args[0] as string));
      const [a, b] = args.map(float);
      if (operation === 'ratio') return show(floats.asIntegerRatio(a), false);
      if (operation === 'hashFloat') return show(hashes.hashFloat(a), false);
      if (operation === 'roundToInt') return show(floats.roundToInt(a), false);
      if (operation === 'roundToPlaces') return show(roundToPlaces(a, args[1] as number), true);
      if (operation === 'pow') return show(floats.power(a, b, libmPow), true);
      if (operation === 'truediv') return show(floats.divide(a, b), true);
      return show({ ...floats }[operation as 'mod'](a, b), true);
    }
    case 'mixed':
      return show(floats.compareIntFloat(int(args[0]), float(args[1])), false);
    case 'complex': {
      if (operation === 'parse')
        return show(complexes.complexFromText(args[0] as string, shown(args[0] as string)), true);
      const a = complex(args[0]);
      if (operation === 'repr') return complexes.complexRepr(a);
      if (operation === 'hash') return show(hashes.hashComplex(a), false);
      if (operation === 'powInt')
        return show(complexes.pow(a, complexes.complex(args[1] as number, 0)), true);
      return show({ ...complexes }[operation as 'add'](a, complex(args[1])), true);
    }
    default:
      return show(
        operation === 'tuple' ? hashes.hashTuple(args.map(int)) : hashes.hashFrozenset(args.map(int)),
        false,
      );
  }
}

const operations = [...new Set(rows.map(([family, operation]) => `${family}.${operation}`))];

test.each(operations)('%s is as CPython computes it', (name) => {
  const wrong: unknown[] = [];
  for (const row of rows) {
    if (`${row[0]}.${row[1]}` !== name) continue;
    let result: unknown;
    try {
      result = compute(row);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      result = `${error.type}: ${error.args ? `(${error.args[0]}, '${error.args[1]}')` : error.textFor(rules)}`;
    }
    if (JSON.stringify(result) !== JSON.stringify(row[3])) wrong.push([row, result]);
  }
  expect(wrong).toEqual([]);
});

test('division texts change with the release', () => {
  const text = (f: () => unknown, version: string): string => {
    try {
      f();
    } catch (error) {
      return (error as Raised).textFor(ruleset(version)!);
    }
    return 'nothing raised';
  };
  expect(['3.8', '3.11', '3.14'].map((v) => text(() => ints.mod(1, 0), v))).toEqual([
    'integer division or modulo by zero',
    'integer modulo by zero',
    'division by zero',
  ]);
  expect(text(() => floats.floordiv(1, 0), '3.8')).toBe('float divmod()');
  expect(text(() => intToString(10n ** 5000n), '3.8')).toMatch(/^Exceeds the limit \(4300\) for integer/);
});

test('a hash goes to two words and back', () => {
  for (const hash of [
    0,
    -1,
    1,
    2 ** 40,
    -(2 ** 40),
    2 ** 52 + 1,
    -7583489610679606711n,
    6662533936660743767n,
  ])
    expect(hashes.fromWords(hashes.lowWord(hash), hashes.highWord(hash))).toBe(hash);
});

test('results without end are refused before they are computed', () => {
  for (const f of [
    () => ints.lshift(1, 2 ** 40),
    () => ints.pow(10, 2 ** 40),
    () => ints.pow(3n ** 100n, 2 ** 30),
  ])
    expect(f).toThrow(expect.objectContaining({ bound: 'size' }));
});

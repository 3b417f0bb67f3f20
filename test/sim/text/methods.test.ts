import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Raised } from '../../../shared/sim/numbers/raised.ts';
import { ruleset } from '../../../shared/sim/rulesets/index.ts';
import * as bytes from '../../../shared/sim/text/bytestext.ts';
import * as cases from '../../../shared/sim/text/cases.ts';
import {
  bytesFromHex,
  bytesToHex,
  decode,
  type Encoding,
  encode,
  findEncoding,
} from '../../../shared/sim/text/codecs.ts';
import { compareText, pickCharacters, sliceText } from '../../../shared/sim/text/kinds.ts';
import * as search from '../../../shared/sim/text/search.ts';
import * as splitting from '../../../shared/sim/text/splitting.ts';
import { translate, translationPairs } from '../../../shared/sim/text/translate.ts';

type Row = [type: string, method: string, text: string, args: never[], result: unknown];

const rows: Row[] = JSON.parse(
  readFileSync(new URL('../../golden/text/methods.json', import.meta.url), 'utf8'),
);

const need = (position: number, inBytes: boolean): number => {
  if (position < 0) throw search.notFound(inBytes);
  return position;
};

// biome-ignore lint/suspicious/noExplicitAny: arguments come from a recording
type Method = (text: string, ...args: any[]) => unknown;

/** Methods that str and bytes share. */
const shared = (inBytes: boolean): Record<string, Method> => ({
  find: search.find,
  rfind: search.rfind,
  count: search.count,
  index: (text, sub, ...range) => need(search.find(text, sub, ...range), inBytes),
  rindex: (text, sub, ...range) => need(search.rfind(text, sub, ...range), inBytes),
  startswith: search.startsWith,
  endswith: search.endsWith,
  replace: search.replace,
  partition: search.partition,
  rpartition: search.rpartition,
  removeprefix: search.removePrefix,
  removesuffix: search.removeSuffix,
  center: search.center,
  ljust: search.padRight,
  rjust: search.padLeft,
  zfill: search.zfill,
  expandtabs: search.expandTabs,
  isascii: cases.isAscii,
});

const ofStr: Record<string, Method> = {
  ...shared(false),
  strip: (text, characters) => search.strip(text, characters, 'both'),
  lstrip: (text, characters) => search.strip(text, characters, 'left'),
  rstrip: (text, characters) => search.strip(text, characters, 'right'),
  split: (text, by, most) =>
    by == null ? splitting.splitWords(text, most) : splitting.splitBy(text, by, most),
  rsplit: (text, by, most) =>
    by == null ? splitting.rsplitWords(text, most) : splitting.rsplitBy(text, by, most),
  splitlines: splitting.splitLines,
  upper: cases.upper,
  lower: cases.lower,
  title: cases.title,
  capitalize: cases.capitalize,
  swapcase: cases.swapcase,
  casefold: cases.casefold,
  isalpha: cases.isAllAlpha,
  isalnum: cases.isAllAlnum,
  isdigit: cases.isAllDigit,
  isdecimal: cases.isAllDecimal,
  isnumeric: cases.isAllNumeric,
  isspace: cases.isAllSpace,
  islower: cases.isLowerText,
  isupper: cases.isUpperText,
  istitle: cases.isTitleText,
  isidentifier: cases.isIdentifier,
  isprintable: cases.isAllPrintable,
};

const ofBytes: Record<string, Method> = {
  ...shared(true),
  strip: (text, characters = bytes.byteSpaces) => search.strip(text, characters, 'both'),
  lstrip: (text, characters = bytes.byteSpaces) => search.strip(text, characters, 'left'),
  rstrip: (text, characters = bytes.byteSpaces) => search.strip(text, characters, 'right'),
  split: (text, by, most) =>
    by == null ? bytes.splitByteWords(text, most) : splitting.splitBy(text, by, most),
  rsplit: (text, by, most) =>
    by == null ? bytes.rsplitByteWords(text, most) : splitting.rsplitBy(text, by, most),
  splitlines: bytes.splitByteLines,
  upper: bytes.upperBytes,
  lower: bytes.lowerBytes,
  title: bytes.titleBytes,
  capitalize: bytes.capitalizeBytes,
  swapcase: bytes.swapcaseBytes,
  isalpha: bytes.isAlphaBytes,
  isalnum: bytes.isAlnumBytes,
  isdigit: bytes.isDigitBytes,
  isspace: bytes.isSpaceBytes,
  islower: bytes.isLowerBytes,
  isupper: bytes.isUpperBytes,
  istitle: bytes.isTitleBytes,
};

function compute([type, method, text, args]: Row): unknown {
  if (type === 'decode') return decode(bytes.fromText(text), method as Encoding, args[0]);
  if (type === 'encode') return bytes.toText(encode(text, method as Encoding, args[0]));
  return (type === 'str' ? ofStr : ofBytes)[method](text, ...args);
}

test.each([...new Set(rows.map(([type, method]) => `${type}.${method}`))])('%s', (name) => {
  const wrong: unknown[] = [];
  for (const row of rows) {
    if (`${row[0]}.${row[1]}` !== name) continue;
    let result: unknown;
    try {
      result = compute(row);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      result = `${error.type}: ${error.textFor(ruleset('3.13')!)}`;
    }
    if (JSON.stringify(result) !== JSON.stringify(row[4])) wrong.push({ row, result });
  }
  expect(wrong).toEqual([]);
});

test('positions are code points, also where characters take two units', () => {
  const text = 'a😀bé😀c';
  expect([search.find(text, 'b'), search.rfind(text, '😀'), search.find(text, '😀', 2)]).toEqual([2, 4, 4]);
  expect(sliceText(text, 1, 3)).toBe('😀b');
  expect(pickCharacters(text, 5, -2, 3)).toBe('cé😀');
  expect([compareText('\uffff', '😀'), compareText('a', 'ab'), compareText('b', 'ab')]).toEqual([-1, -1, 1]);
});

test('names of codecs, hexadecimal text, translation', () => {
  expect(['UTF8', 'utf_8', 'Latin1', 'ISO-8859-1', 'US-ASCII'].map(findEncoding)).toEqual([
    'utf-8',
    'utf-8',
    'latin-1',
    'latin-1',
    'ascii',
  ]);
  expect(() => findEncoding('xyz')).toThrow(expect.objectContaining({ text: 'unknown encoding: xyz' }));
  expect(bytesToHex(bytesFromHex(' 01 fFaB '))).toBe('01ffab');
  expect([bytesToHex(bytes.fromText('abc'), ':', 2), bytesToHex(bytes.fromText('abc'), ':', -2)]).toEqual([
    '61:6263',
    '6162:63',
  ]);
  expect(() => bytesFromHex('1')).toThrow(
    expect.objectContaining({
      text: {
        '3.3': 'non-hexadecimal number found in fromhex() arg at position 1',
        '3.14': 'fromhex() arg must contain an even number of hexadecimal digits',
      },
    }),
  );
  const table = new Map(translationPairs('ab', 'x😀', 'c'));
  expect(translate('abcd', (code) => table.get(code))).toBe('x😀d');
});

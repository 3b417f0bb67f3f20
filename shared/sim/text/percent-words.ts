/**
 * What `format % values` says where it cannot be done (unicodeobject.c:PyUnicode_Format and bytesobject.c:_PyBytes_FormatEx; 3.15's
 * words are those of unicode_format.c and its twin for bytes).
 */
import type { PyInt } from '../numbers/ints.ts';
import { overflowError, type Raised, type Text, typeError, valueError } from '../numbers/raised.ts';
import type { Ruleset } from '../rulesets/index.ts';

/** Which value a message is about (3.15): "" for a single one, " 2" in a tuple, " 'key'" of a mapping. */
export type ArgumentLabel = string;

const both = (before: Text, since315: string): Text =>
  typeof before === 'string' ? { '3.3': before, '3.15': since315 } : { ...before, '3.15': since315 };

/** The words for str (or bytes) formatting. */
export function percentWords(bytes: boolean) {
  const precisionTooBig = bytes ? 'prec too big' : 'precision too big';
  const range = bytes ? '256' : '0x110000';
  return {
    tooFew: (given: number): Raised =>
      typeError(
        both(
          'not enough arguments for format string',
          `not enough arguments for format string (got ${given})`,
        ),
      ),
    tooMany: (required: number, given: number): Raised => {
      const text = `not all arguments converted during ${bytes ? 'bytes' : 'string'} formatting`;
      return typeError(both(text, `${text} (required ${required}, got ${given})`));
    },
    noMapping: (typeName: string): Raised =>
      typeError(both('format requires a mapping', `format requires a mapping, not ${typeName}`)),
    starWantsInt: (label: ArgumentLabel, typeName: string): Raised =>
      typeError(both('* wants int', `format argument${label}: * requires int, not ${typeName}`)),
    starTooBig: (label: ArgumentLabel, what: string): Raised =>
      overflowError(
        both(
          `Python int too large to convert to C ${what === 'width' ? 'ssize_t' : 'int'}`,
          `format argument${label}: too big for ${what}`,
        ),
      ),
    incompleteKey: (start: number): Raised =>
      valueError(both('incomplete format key', `stray % or incomplete format key at position ${start}`)),
    incomplete: (start: number): Raised =>
      valueError(both('incomplete format', `stray % at position ${start}`)),
    tooBig: (what: 'width' | 'precision', start: number): Raised =>
      valueError(
        both(what === 'width' ? 'width too big' : precisionTooBig, `${what} too big at position ${start}`),
      ),
    /** 3.15 allows no value without a key after one with a key, and no `*` with a key. */
    keyWanted: (start: number): Raised =>
      valueError(`format requires a parenthesised mapping key at position ${start}`),
    starWithKey: (start: number): Raised =>
      valueError(`* cannot be used with a parenthesised mapping key at position ${start}`),
    /** An unknown conversion letter at `index` of the conversion that begins at `start`. */
    unsupported: (code: string, start: number, index: number): Raised => {
      const point = code.codePointAt(0) as number;
      const shown = bytes || (point > 31 && point < 128) ? code : '?';
      const before = `unsupported format character '${shown}' (0x${point.toString(16)}) at index ${index}`;
      if (/^[a-zA-Z]$/.test(code))
        return valueError(both(before, `unsupported format %${code} at position ${start}`));
      return valueError(
        both(
          before,
          `stray % at position ${start} or unexpected format character ${strange(code, bytes)} at position ${index}`,
        ),
      );
    },
    /** A value of the wrong type for `d i u o x X`. */
    wrongType: (code: string, label: ArgumentLabel, typeName: string): Raised => {
      const whole = code === 'x' || code === 'X' || code === 'o';
      // Up to 3.13 bytes formatting took %i for %d.
      const early = bytes && code === 'i' ? 'd' : code;
      return typeError({
        '3.3': `%${early} format: ${whole ? 'an integer' : 'a number'} is required, not ${typeName}`,
        '3.10': `%${early} format: ${whole ? 'an integer' : 'a real number'} is required, not ${typeName}`,
        '3.14': `%${code} format: ${whole ? 'an integer' : 'a real number'} is required, not ${typeName}`,
        '3.15': `format argument${label}: %${code} requires ${whole ? 'an integer' : 'a real number'}, not ${typeName}`,
      });
    },
    /** A value that is no float. */
    wrongFloat: (code: string, label: ArgumentLabel, typeName: string): Raised =>
      typeError(
        both(
          bytes ? `float argument required, not ${typeName}` : `must be real number, not ${typeName}`,
          `format argument${label}: %${code} requires a real number, not ${typeName}`,
        ),
      ),
    /** A value that is no character; `shown` is its type, or "a string of length 2". */
    wrongCharacter: (label: ArgumentLabel, shown: string): Raised => {
      const bytesText = '%c requires an integer in range(256) or a single byte';
      if (bytes)
        return typeError({
          '3.3': bytesText,
          '3.14': `${bytesText}, not ${shown}`,
          '3.15': `format argument${label}: ${bytesText}, not ${shown}`,
        });
      return typeError({
        '3.3': '%c requires int or char',
        '3.14': `%c requires an int or a unicode character, not ${shown}`,
        '3.15': `format argument${label}: %c requires an integer or a unicode character, not ${shown}`,
      });
    },
    characterRange: (label: ArgumentLabel): Raised =>
      overflowError(
        both(`%c arg not in range(${range})`, `format argument${label}: %c argument not in range(${range})`),
      ),
    /** `%b` of what has no bytes. */
    wrongBytes: (label: ArgumentLabel, typeName: string): Raised => {
      const text = '%b requires a bytes-like object, or an object that implements __bytes__, not';
      return typeError(both(`${text} '${typeName}'`, `format argument${label}: ${text} ${typeName}`));
    },
  } as const;
}

export type PercentWords = ReturnType<typeof percentWords>;

/** A character that is no letter, as 3.15 shows it. */
function strange(code: string, bytes: boolean): string {
  const point = code.codePointAt(0) as number;
  const hex = point.toString(16);
  if (bytes) return point > 31 && point < 127 ? `'${code}'` : `with code 0x${hex.padStart(2, '0')}`;
  const shown = `U+${hex.toUpperCase().padStart(4, '0')}`;
  if (point > 31 && point < 127) return `'${code}'`;
  return point < 32 || point === 127 ? shown : `'${code}' (${shown})`;
}

/** Whether an int is beyond what `%c` can be, for str up to 3.9: a TypeError there. */
export function isHugeCharacter(value: PyInt, rules: Ruleset): boolean {
  return rules.minor < 10 && typeof value === 'bigint' && BigInt.asIntN(64, value) !== value;
}

import { describe, expect, test } from 'vitest';
import type { CodeObject } from '../../../shared/sim/compile/code.ts';
import { compileSource } from '../../../shared/sim/compile/compile.ts';
import { allCode, compiled, goldenText, pythonText } from './support.ts';

type Recorded<T> = Record<string, Record<string, T>>;
type ErrorRecord = [kind: string, message: string, line: number] | null;
type CodeRecord = Record<string, unknown>[] | null;

/** Every text on every version it was recorded on. */
function cases<T>(recorded: Recorded<T>): [text: string, minor: number, answer: T][] {
  return Object.entries(recorded).flatMap(([text, byVersion]) =>
    Object.entries(byVersion).flatMap(([versions, answer]) =>
      versions
        .split(',')
        .map((version): [string, number, T] => [text, Number(version.split('.')[1]), answer]),
    ),
  );
}

const errors = JSON.parse(goldenText('syntax-errors.json')) as Recorded<ErrorRecord>;
const objects = JSON.parse(goldenText('code-objects.json')) as Recorded<CodeRecord>;
/** What is known to differ: `minor text` or `minor title`. May only shrink; nothing in it changes what a program does. */
const known = new Set(goldenText('known-differences.txt').split('\n').filter(Boolean));

function withBreaks(line: string): string {
  return line.replace(/\\(n|\\)/g, (_, letter: string) => (letter === 'n' ? '\n' : '\\'));
}

const seen = new Set<string>();

describe('syntax errors are those of the real compilers', () => {
  test.each(Object.keys(errors))('%s', (line) => {
    for (const [text, minor, expected] of cases({ [line]: errors[line] })) {
      const result = compileSource(withBreaks(text), { filename: '<text>', mode: 'exec', target: { minor } });
      const actual = result.ok ? null : [result.error.kind, result.error.message, result.error.line];
      const unsupported = actual !== null && String(actual[1]).includes('not supported by this simulation');
      const key = `${minor} ${text}`;
      const equal = unsupported || JSON.stringify(actual) === JSON.stringify(expected);
      if (known.has(key)) {
        seen.add(key);
        expect(equal, `${key} is no longer different: strike it from known-differences.txt`).toBe(false);
      } else if (!unsupported) {
        expect(actual, `3.${minor}`).toEqual(expected);
      }
    }
  });
});

describe('code objects are those of the real compilers', () => {
  const sources = new Map<string, string>();
  const parts = goldenText('code-objects.txt').split(/^# --- (.*)\n/m);
  for (let i = 1; i < parts.length; i += 2) sources.set(parts[i], parts[i + 1]);

  test.each(cases(objects).map(([title, minor, answer]) => ({ title, minor, answer })))(
    '$title (3.$minor)',
    ({ title, minor, answer }) => {
      const source = sources.get(title) as string;
      const key = `${minor} ${title}`;
      if (known.has(key) && answer !== null) {
        seen.add(key);
        const described = allCode(compiled(source, minor)).map((code) => describeCode(code, minor));
        expect(described, `${key}: strike it from known-differences.txt`).not.toEqual(answer);
        return;
      }
      if (answer === null) {
        const result = compileSource(source, { filename: '<text>', mode: 'exec', target: { minor } });
        expect(result.ok).toBe(false);
      } else {
        const described = allCode(compiled(source, minor)).map((code) => describeCode(code, minor));
        expect(described).toEqual(answer);
      }
    },
  );
});

test('every known difference is of a recorded text', () => {
  expect([...known].filter((key) => !seen.has(key))).toEqual([]);
});

function describeCode(code: CodeObject, minor: number): Record<string, unknown> {
  return {
    name: code.name,
    qualname: minor >= 11 ? code.qualname : null,
    firstlineno: code.firstlineno,
    arguments: [code.argcount, code.posonlyargcount, code.kwonlyargcount],
    flags: code.flags & 0x7f,
    stacksize: code.stacksize,
    varnames: [...code.varnames],
    cellvars: [...code.cellvars].sort(),
    freevars: [...code.freevars],
    names: [...code.names].sort(),
    consts: code.consts.map(pythonText).sort(),
  };
}

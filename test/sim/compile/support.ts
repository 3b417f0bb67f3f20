/** What the compiler's tests share: compiling a text, finding a code object, writing constants as Python does. */
import { readFileSync } from 'node:fs';
import type { CodeObject, Constant } from '../../../shared/sim/compile/code.ts';
import { compileSource } from '../../../shared/sim/compile/compile.ts';
import type { CompileError } from '../../../shared/sim/compile/errors.ts';
import { OPCODES } from '../../../shared/sim/compile/opcodes.ts';
import type { Mode } from '../../../shared/sim/compile/parse/parser.ts';

export const MINORS = [8, 9, 10, 11, 12, 13, 14, 15];

export function goldenText(name: string): string {
  return readFileSync(new URL(`../../golden/compile/${name}`, import.meta.url), 'utf8');
}

/** The code object of a text that must compile. */
export function compiled(source: string, minor = 13, mode: Mode = 'exec'): CodeObject {
  const result = compileSource(source, { filename: 'test.py', mode, target: { minor } });
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.message} in ${JSON.stringify(source)}`);
  return result.value;
}

/** The error of a text that must not. */
export function refused(source: string, minor = 13, mode: Mode = 'exec'): CompileError {
  const result = compileSource(source, { filename: 'test.py', mode, target: { minor } });
  if (result.ok) throw new Error(`compiles: ${JSON.stringify(source)}`);
  return result.error;
}

/** `code` and all code objects in it, outermost first. */
export function allCode(code: CodeObject): CodeObject[] {
  return [
    code,
    ...code.consts.flatMap((constant) => (constant.kind === 'code' ? allCode(constant.code) : [])),
  ];
}

export function codeNamed(code: CodeObject, name: string): CodeObject {
  const found = allCode(code).find((one) => one.name === name);
  if (!found) throw new Error(`no code object ${name}`);
  return found;
}

/** The instructions as `NAME`, or `NAME meaning` for locals and names. */
export function instructions(code: CodeObject): string[] {
  return Array.from(code.code, (word) => {
    const { name, arg } = OPCODES[word & 255];
    const value = word >> 8;
    if (arg === 'local' || arg === 'deref') return `${name} ${code.localsplus[value]}`;
    if (arg === 'name') return `${name} ${code.names[value]}`;
    if (arg === 'const') return `${name} ${pythonText(code.consts[value])}`;
    return arg === 'none' ? name : `${name} ${value}`;
  });
}

/** A constant as the recording script writes it: ascii(), tuples with all parts between parentheses. */
export function pythonText(constant: Constant): string {
  switch (constant.kind) {
    case 'int':
      return String(constant.value);
    case 'float':
      return floatText(constant.value);
    case 'complex': {
      const imag = `${floatText(constant.imag).replace(/\.0$/, '')}j`;
      if (Object.is(constant.real, 0)) return imag;
      return `(${floatText(constant.real).replace(/\.0$/, '')}${imag.startsWith('-') ? '' : '+'}${imag})`;
    }
    case 'str':
      return quoted(constant.value);
    case 'bytes':
      return `b${quoted(String.fromCharCode(...constant.value))}`;
    case 'tuple':
      return `(${constant.items.map(pythonText).join(', ')})`;
    case 'frozenset':
      return `frozenset(${[...new Set(constant.items.map(pythonText))].sort().join(', ')})`;
    case 'code':
      return `<code ${constant.code.name}>`;
    default:
      return constant.kind;
  }
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if (char === quote || char === '\\') out += `\\${char}`;
    else if (char === '\n') out += '\\n';
    else if (char === '\t') out += '\\t';
    else if (char === '\r') out += '\\r';
    else if (code >= 32 && code < 127) out += char;
    else if (code < 256) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 65536) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return quote + out + quote;
}

function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return `${value}.0`;
  return String(value);
}

import type { Constant } from '../code.ts';
import { parsed, strConstant } from '../constants.ts';

/** The constant of a docstring: that of the syntax tree where nothing about it changes. */
export function docstringConstant(doc: string, minor: number): Constant {
  const clean = cleanDocstring(doc, minor);
  return clean === doc ? parsed(strConstant(clean)) : strConstant(clean);
}

/** Docstrings are stored without their indentation from 3.13 on (compile.c, _PyCompile_CleanDoc). */
function cleanDocstring(doc: string, minor: number): string {
  if (minor < 13) return doc;
  const lines = doc.split('\n').map((line) => expandTabs(line));
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const indent = line.length - line.trimStart().length;
    if (line.trimStart() !== '' && indent < margin) margin = indent;
  }
  const first = lines[0].replace(/^ +/, '');
  if (lines.length === 1) return first;
  if (margin === Number.POSITIVE_INFINITY) margin = 0;
  return [first, ...lines.slice(1).map((line) => line.slice(Math.min(margin, line.length)))].join('\n');
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let out = '';
  for (const char of line) out += char === '\t' ? ' '.repeat(8 - (out.length % 8)) : char;
  return out;
}

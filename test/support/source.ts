import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A source file of the project: path from the root with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what is inside strings, same lines. */
  readonly code: string;
}

/** Every TypeScript and module file under `folder`. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      return { path: relative(projectRoot, path).split(sep).join('/'), text, code: bareCode(text) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * What a file imports: paths from the root for the project's own files, names as written for packages. Static and
 * dynamic imports, re-exports, and imports of types alike.
 */
export function importsOf({ path, text, code }: SourceFile): string[] {
  const found: string[] = [];
  const statement = /(?:^|[;\n])\s*(?:import|export)\b(?:[^'"`;()]*?\bfrom)?\s*(['"])|\bimport\(\s*(['"`])/g;
  for (const match of code.matchAll(statement)) {
    const start = match.index + match[0].length;
    const end = text.indexOf(match[1] ?? match[2], start);
    const name = text.slice(start, end);
    found.push(name.startsWith('.') ? posix.normalize(posix.join(dirname(path), name)) : name);
  }
  return found;
}

/** Declarations at the outermost level of a file: the text from each `let`, `const` or `var` to the end of its line. */
export function moduleVariables(code: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const line of code.split('\n')) {
    if (depth === 0 && /^\s*(export\s+)?(let|const|var)\b/.test(line)) found.push(line.trim());
    for (const char of line) {
      if ('{(['.includes(char)) depth++;
      if ('})]'.includes(char)) depth--;
    }
  }
  return found;
}

/**
 * Blanks comments, the inside of strings and of regular expressions, and keeps everything else where it is. The code
 * in a template's `${}` is code.
 */
export function bareCode(text: string): string {
  let out = '';
  let last = '';
  const templates: number[] = [];
  let depth = 0;
  const blank = (from: number, to: number): void => {
    out += text.slice(from, to).replace(/[^\n]/g, ' ');
  };
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    const two = text.slice(i, i + 2);
    if (two === '//' || two === '/*') {
      const found = two === '//' ? text.indexOf('\n', i) : text.indexOf('*/', i + 2) + 2;
      const end = found <= 0 || found === 1 ? text.length : found;
      blank(i, end);
      i = end;
    } else if (char === "'" || char === '"') {
      const end = closing(text, i + 1, char);
      out += char;
      blank(i + 1, end);
      out += text[end] ?? '';
      i = end + 1;
      last = char;
    } else if (char === '`' || (char === '}' && templates[templates.length - 1] === depth)) {
      if (char === '}') templates.pop();
      const end = templateEnd(text, i + 1);
      out += char;
      blank(i + 1, end);
      if (text[end] === '`') {
        out += '`';
        i = end + 1;
        last = '`';
      } else {
        out += text.slice(end, end + 2);
        templates.push(depth);
        i = end + 2;
        last = '{';
      }
    } else if (char === '/' && startsRegex(out, last)) {
      const end = regexEnd(text, i + 1);
      out += '/';
      blank(i + 1, end);
      out += '/';
      i = end + 1;
      last = '/';
    } else {
      if (char === '{') depth++;
      if (char === '}') depth--;
      out += char;
      if (!/\s/.test(char)) last = char;
      i++;
    }
  }
  return out;
}

function closing(text: string, from: number, quote: string): number {
  let i = from;
  while (i < text.length && text[i] !== quote && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** Where a template's text stops: at its closing backtick, or at the next `${`. */
function templateEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== '`' && !(text[i] === '$' && text[i + 1] === '{'))
    i += text[i] === '\\' ? 2 : 1;
  return i;
}

function regexEnd(text: string, from: number): number {
  let i = from;
  let inClass = false;
  while (i < text.length && text[i] !== '\n' && (inClass || text[i] !== '/')) {
    if (text[i] === '[') inClass = true;
    if (text[i] === ']') inClass = false;
    i += text[i] === '\\' ? 2 : 1;
  }
  return i;
}

/** After a value a slash divides; after an operator or a keyword it begins a regular expression. */
function startsRegex(out: string, last: string): boolean {
  if (last === '' || '([{,;:=!&|?+-*%~^<>}'.includes(last)) return true;
  return /\b(return|typeof|case|in|of|do|else)\s*$/.test(out);
}

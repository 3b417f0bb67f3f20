/** The tree of built-in exceptions, and what each keeps (Objects/exceptions.c). */
import type { PyType } from '../header.ts';
import type { Runtime } from '../runtime.ts';

/** What OSError and its kind keep. */
export const osMembers = ['errno', 'strerror', 'filename', 'filename2', 'characters_written'];

const importMembers = ['msg', 'name', 'path', 'name_from'];

const syntaxMembers = [
  'msg',
  'filename',
  'lineno',
  'offset',
  'text',
  'end_lineno',
  'end_offset',
  'print_file_and_line',
];

/** Name, base, members of each built-in exception, bases first. */
export const tree: readonly (readonly [string, string, string[]?])[] = [
  ['Exception', 'BaseException'],
  ['SystemExit', 'BaseException', ['code']],
  ['KeyboardInterrupt', 'BaseException'],
  ['GeneratorExit', 'BaseException'],
  ['StopIteration', 'Exception', ['value']],
  ['StopAsyncIteration', 'Exception'],
  ['ArithmeticError', 'Exception'],
  ['FloatingPointError', 'ArithmeticError'],
  ['OverflowError', 'ArithmeticError'],
  ['ZeroDivisionError', 'ArithmeticError'],
  ['AssertionError', 'Exception'],
  ['AttributeError', 'Exception', ['obj', 'name']],
  ['BufferError', 'Exception'],
  ['EOFError', 'Exception'],
  ['ImportError', 'Exception', importMembers],
  ['ModuleNotFoundError', 'ImportError', importMembers],
  ['ImportCycleError', 'ImportError', importMembers],
  ['LookupError', 'Exception'],
  ['IndexError', 'LookupError'],
  ['KeyError', 'LookupError'],
  ['MemoryError', 'Exception'],
  ['NameError', 'Exception', ['name']],
  ['UnboundLocalError', 'NameError', ['name']],
  ['OSError', 'Exception', osMembers],
  ['BlockingIOError', 'OSError', osMembers],
  ['ChildProcessError', 'OSError', osMembers],
  ['ConnectionError', 'OSError', osMembers],
  ['BrokenPipeError', 'ConnectionError', osMembers],
  ['ConnectionAbortedError', 'ConnectionError', osMembers],
  ['ConnectionRefusedError', 'ConnectionError', osMembers],
  ['ConnectionResetError', 'ConnectionError', osMembers],
  ['FileExistsError', 'OSError', osMembers],
  ['FileNotFoundError', 'OSError', osMembers],
  ['InterruptedError', 'OSError', osMembers],
  ['IsADirectoryError', 'OSError', osMembers],
  ['NotADirectoryError', 'OSError', osMembers],
  ['PermissionError', 'OSError', osMembers],
  ['ProcessLookupError', 'OSError', osMembers],
  ['TimeoutError', 'OSError', osMembers],
  ['ReferenceError', 'Exception'],
  ['RuntimeError', 'Exception'],
  ['NotImplementedError', 'RuntimeError'],
  ['RecursionError', 'RuntimeError'],
  ['SyntaxError', 'Exception', syntaxMembers],
  ['IndentationError', 'SyntaxError', syntaxMembers],
  ['TabError', 'IndentationError', syntaxMembers],
  ['_IncompleteInputError', 'SyntaxError', syntaxMembers],
  ['SystemError', 'Exception'],
  ['TypeError', 'Exception'],
  ['ValueError', 'Exception'],
  ['UnicodeError', 'ValueError'],
  ['UnicodeDecodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeEncodeError', 'UnicodeError', ['encoding', 'object', 'start', 'end', 'reason']],
  ['UnicodeTranslateError', 'UnicodeError', ['object', 'start', 'end', 'reason']],
  ['PythonFinalizationError', 'RuntimeError'],
  ['Warning', 'Exception'],
  ['BytesWarning', 'Warning'],
  ['DeprecationWarning', 'Warning'],
  ['EncodingWarning', 'Warning'],
  ['FutureWarning', 'Warning'],
  ['ImportWarning', 'Warning'],
  ['PendingDeprecationWarning', 'Warning'],
  ['ResourceWarning', 'Warning'],
  ['RuntimeWarning', 'Warning'],
  ['SyntaxWarning', 'Warning'],
  ['UnicodeWarning', 'Warning'],
  ['UserWarning', 'Warning'],
];

/** Exception types that came later, by minor version. */
export const exceptionSince: { readonly [name: string]: number } = {
  EncodingWarning: 10,
  PythonFinalizationError: 13,
  _IncompleteInputError: 13,
  ImportCycleError: 15,
};

/** Members that came later than their type. */
export function sinceOf(name: string): { [member: string]: number } {
  if (name === 'AttributeError') return { name: 10, obj: 10 };
  if (name === 'NameError') return { name: 10 };
  if (name === 'SyntaxError') return { end_lineno: 10, end_offset: 10 };
  if (name === 'ImportError') return { name_from: 12, __repr__: 15 };
  return {};
}

/** The type whose size an exception type shares. */
export function sizeRow(name: string): string {
  for (let n: string | undefined = name; n !== undefined; n = tree.find(([x]) => x === n)?.[1]) {
    if (
      [
        'StopIteration',
        'SystemExit',
        'OSError',
        'SyntaxError',
        'ImportError',
        'UnicodeEncodeError',
        'UnicodeDecodeError',
        'UnicodeTranslateError',
        'AttributeError',
        'NameError',
      ].includes(n)
    ) {
      return n;
    }
  }
  return 'BaseException';
}

/** Which types keep members, for making instances. */
export function exceptionMembers(rt: Runtime): Map<PyType, string[]> {
  const table = new Map<PyType, string[]>();
  for (const [name, , members] of tree) if (members !== undefined) table.set(rt.exc[name], members);
  const group = rt.exc['BaseExceptionGroup'] as PyType | undefined;
  if (group !== undefined) table.set(group, ['message', 'exceptions']);
  return table;
}

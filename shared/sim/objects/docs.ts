/**
 * `__doc__` of the built-in functions, types and exceptions that programs show most, as the interpreters give it; by name, and where it has
 * changed by the minor release from which on it is so. Those of all others are None here.
 *
 * They are texts beside the types and not objects of the heap, as in CPython's static types, where each look makes a new str.
 */
import type { Ruleset } from '../rulesets/index.ts';

type Doc = string | Readonly<Record<number, string>>;

/** The docstring of the built-in `name`, or null. */
export function builtinDoc({ minor }: Ruleset, name: string): string | null {
  const doc = DOCS[name];
  if (doc === undefined || typeof doc === 'string') return doc ?? null;
  const releases = Object.keys(doc)
    .map(Number)
    .filter((since) => since <= minor);
  return releases.length === 0 ? null : doc[Math.max(...releases)];
}

/** dict's, which frozendict has too. */
const DICT =
  "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)";

const DOCS: Readonly<Record<string, Doc>> = {
  int: {
    8: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4",
    13: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4",
    15: "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer\niteral.\n>>> int('0b100', base=0)\n4",
  },
  float: {
    8: 'Convert a string or number to a floating point number, if possible.',
    13: 'Convert a string or number to a floating-point number, if possible.',
  },
  bool: {
    8: 'bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.',
    13: 'Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.',
  },
  str: {
    8: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to sys.getdefaultencoding().\nerrors defaults to 'strict'.",
    13: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
  },
  list: 'Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.',
  dict: DICT,
  frozendict: DICT,
  tuple:
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  set: {
    8: 'set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.',
    13: 'Build an unordered collection of unique elements.',
  },
  frozenset: {
    8: 'frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.',
    13: 'Build an immutable unordered collection of unique elements.',
  },
  range:
    'range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).',
  object:
    'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n',
  type: {
    8: "type(object_or_name, bases, dict)\ntype(object) -> the object's type\ntype(name, bases, dict) -> a new type",
    9: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  },
  len: 'Return the number of items in a container.',
  print: {
    8: "print(value, ..., sep=' ', end='\\n', file=sys.stdout, flush=False)\n\nPrints the values to a stream, or to sys.stdout by default.\nOptional keyword arguments:\nfile:  a file-like object (stream); defaults to the current sys.stdout.\nsep:   string inserted between values, default a space.\nend:   string appended after the last value, default a newline.\nflush: whether to forcibly flush the stream.",
    11: 'Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.',
  },
  sum: {
    8: "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.",
    15: "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and\nmay reject non-numeric types.",
  },
  min: {
    8: 'min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more arguments, return the smallest argument.',
    13: 'min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument.',
  },
  max: {
    8: 'max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more arguments, return the largest argument.',
    13: 'max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument.',
  },
  sorted:
    'Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.',
  abs: 'Return the absolute value of the argument.',
  id: "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)",
  repr: 'Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval(repr(obj)) == obj.',
  isinstance: {
    8: 'Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.',
    15: 'Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the\ntarget to check against.  This is equivalent to ``isinstance(x, A) or\nisinstance(x, B) or ...`` etc.',
  },
  callable:
    'Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method.',
  ArithmeticError: 'Base class for arithmetic errors.',
  AssertionError: 'Assertion failed.',
  AttributeError: 'Attribute not found.',
  BaseException: 'Common base class for all exceptions',
  BlockingIOError: 'I/O operation would block.',
  BrokenPipeError: 'Broken pipe.',
  BufferError: 'Buffer error.',
  BytesWarning:
    'Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.',
  ChildProcessError: 'Child process error.',
  ConnectionAbortedError: 'Connection aborted.',
  ConnectionError: 'Connection error.',
  ConnectionRefusedError: 'Connection refused.',
  ConnectionResetError: 'Connection reset.',
  DeprecationWarning: 'Base class for warnings about deprecated features.',
  EOFError: 'Read beyond end of file.',
  EncodingWarning: {
    10: 'Base class for warnings about encodings.',
  },
  Exception: 'Common base class for all non-exit exceptions.',
  FileExistsError: 'File already exists.',
  FileNotFoundError: 'File not found.',
  FloatingPointError: {
    8: 'Floating point operation failed.',
    13: 'Floating-point operation failed.',
  },
  FutureWarning: 'Base class for warnings about constructs that will change semantically\nin the future.',
  GeneratorExit: 'Request that a generator exit.',
  ImportCycleError: {
    15: 'Import produces a cycle.',
  },
  ImportError: "Import can't find module, or can't find name in module.",
  ImportWarning: 'Base class for warnings about probable mistakes in module imports',
  IndentationError: 'Improper indentation.',
  IndexError: 'Sequence index out of range.',
  InterruptedError: 'Interrupted by signal.',
  IsADirectoryError: "Operation doesn't work on directories.",
  KeyError: 'Mapping key not found.',
  KeyboardInterrupt: 'Program interrupted by user.',
  LookupError: 'Base class for lookup errors.',
  MemoryError: 'Out of memory.',
  ModuleNotFoundError: 'Module not found.',
  NameError: 'Name not found globally.',
  NotADirectoryError: 'Operation only works on directories.',
  NotImplementedError: "Method or function hasn't been implemented yet.",
  OSError: 'Base class for I/O related errors.',
  OverflowError: 'Result too large to be represented.',
  PendingDeprecationWarning:
    'Base class for warnings about features which will be deprecated\nin the future.',
  PermissionError: 'Not enough permissions.',
  ProcessLookupError: 'Process not found.',
  PythonFinalizationError: {
    13: 'Operation blocked during Python finalization.',
  },
  RecursionError: 'Recursion limit exceeded.',
  ReferenceError: 'Weak ref proxy used after referent went away.',
  ResourceWarning: 'Base class for warnings about resource usage.',
  RuntimeError: 'Unspecified run-time error.',
  RuntimeWarning: 'Base class for warnings about dubious runtime behavior.',
  StopAsyncIteration: 'Signal the end from iterator.__anext__().',
  StopIteration: 'Signal the end from iterator.__next__().',
  SyntaxError: 'Invalid syntax.',
  SyntaxWarning: 'Base class for warnings about dubious syntax.',
  SystemError:
    'Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.',
  SystemExit: 'Request to exit from the interpreter.',
  TabError: 'Improper mixture of spaces and tabs.',
  TimeoutError: 'Timeout expired.',
  TypeError: 'Inappropriate argument type.',
  UnboundLocalError: 'Local name referenced but not bound to a value.',
  UnicodeDecodeError: 'Unicode decoding error.',
  UnicodeEncodeError: 'Unicode encoding error.',
  UnicodeError: 'Unicode related error.',
  UnicodeTranslateError: 'Unicode translation error.',
  UnicodeWarning:
    'Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.',
  UserWarning: 'Base class for warnings generated by user code.',
  ValueError: 'Inappropriate argument value (of correct type).',
  Warning: 'Base class for warning categories.',
  ZeroDivisionError: 'Second argument to a division or modulo operation was zero.',
};

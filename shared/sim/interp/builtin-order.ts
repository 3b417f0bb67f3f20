/**
 * The order of the names in builtins, which is the order in which an error's "Did you mean" and dir-like loops meet them
 * (Python/bltinmodule.c: _PyBuiltin_Init; Objects/exceptions.c: _PyBuiltins_AddExceptions). 3.11 put the exceptions in order of depth.
 */

const typeOrder =
  'bool memoryview bytearray bytes classmethod complex dict enumerate filter float frozendict frozenset property int list map ' +
  'object range reversed sentinel set slice staticmethod str super tuple type zip';

const exceptionsTo310 =
  'BaseException Exception TypeError StopAsyncIteration StopIteration GeneratorExit SystemExit KeyboardInterrupt ImportError ' +
  'ModuleNotFoundError OSError EnvironmentError IOError EOFError RuntimeError RecursionError NotImplementedError NameError ' +
  'UnboundLocalError AttributeError SyntaxError IndentationError TabError LookupError IndexError KeyError ValueError ' +
  'UnicodeError UnicodeEncodeError UnicodeDecodeError UnicodeTranslateError AssertionError ArithmeticError FloatingPointError ' +
  'OverflowError ZeroDivisionError SystemError ReferenceError MemoryError BufferError Warning UserWarning EncodingWarning ' +
  'DeprecationWarning PendingDeprecationWarning SyntaxWarning RuntimeWarning FutureWarning ImportWarning UnicodeWarning ' +
  'BytesWarning ResourceWarning ConnectionError BlockingIOError BrokenPipeError ChildProcessError ConnectionAbortedError ' +
  'ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError IsADirectoryError NotADirectoryError ' +
  'InterruptedError PermissionError ProcessLookupError TimeoutError';

const exceptionsSince311 =
  'BaseException BaseExceptionGroup Exception GeneratorExit KeyboardInterrupt SystemExit ArithmeticError AssertionError ' +
  'AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError ' +
  'StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning FloatingPointError OverflowError ' +
  'ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ' +
  'ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError ' +
  'FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError ' +
  'TimeoutError IndentationError _IncompleteInputError IndexError KeyError ImportCycleError ModuleNotFoundError ' +
  'NotImplementedError PythonFinalizationError RecursionError UnboundLocalError UnicodeError BrokenPipeError ' +
  'ConnectionAbortedError ConnectionRefusedError ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError ' +
  'UnicodeTranslateError ExceptionGroup EnvironmentError IOError';

/** `names` in the order in which CPython `3.minor` adds them; a name that it does not know comes last. */
export function builtinOrder(names: Iterable<string>, minor: number): string[] {
  const order = `${typeOrder} __debug__ ${minor >= 11 ? exceptionsSince311 : exceptionsTo310} open`.split(
    ' ',
  );
  const place = new Map(order.map((name, i) => [name, i]));
  return [...names].sort((a, b) => (place.get(a) ?? order.length) - (place.get(b) ?? order.length));
}

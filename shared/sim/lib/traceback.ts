/** The module traceback (Lib/traceback.py): what an exception looks like as text. Frames are in traceback/frames.ts. */
import type { Ruleset } from '../rulesets/index.ts';
import { type LibModule, when } from './module.ts';
import { frameSource } from './traceback/frames.ts';

/** The functions: up to 3.9 they take type, value and traceback, from 3.10 on the exception alone is enough. */
function functions(minor: number): string {
  const one = minor >= 10;
  const given = one ? 'exc, /, value=_sentinel, tb=_sentinel' : 'etype, value, tb';
  const extra = when(minor >= 13, ', **kwargs');
  const made = `TracebackException(type(value), value, tb, limit=limit${when(one, ', compact=True')})`;
  const parse = when(one, '    value, tb = _parse_value_tb(exc, value, tb)\n');
  const caught = minor >= 12 ? 'sys.exception()' : '*sys.exc_info()';
  const only = minor >= 13 ? ', *, show_group=False, **kwargs' : '';
  return `
class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _parse_value_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is not None:
${when(
  minor >= 11,
  `            if not isinstance(exc, BaseException):
                raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
`,
)}            return exc, exc.__traceback__
        return None, None
    return value, tb


def print_list(extracted_list, file=None):
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    return StackSummary._extract(_walk_positions(tb), limit)


def print_exception(${given}, limit=None, file=None, chain=True${extra}):
${parse}    if file is None:
        file = sys.stderr
    for line in ${made}.format(chain=chain):
        print(line, file=file, end="")


def format_exception(${given}, limit=None, chain=True${extra}):
${parse}    return list(${made}.format(chain=chain))


def format_exception_only(${one ? `exc, /, value=_sentinel${only}` : 'etype, value'}):
    ${
      one
        ? `if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(${when(minor >= 13, 'show_group=show_group')}))`
        : 'return list(TracebackException(etype, value, None).format_exception_only())'
    }


def print_exc(limit=None, file=None, chain=True):
    print_exception(${caught}, limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(${caught}, limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


${
  minor >= 11
    ? `def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'
`
    : `def _safe_string(value, what, func=str):
    try:
        return str(value)
    except:
        return '<unprintable %s object>' % type(value).__name__
`
}

def _format_final_exc_line(etype, value):
    text = _safe_string(value, 'exception')
    if value is None or not text:
        return "%s\\n" % etype
    return "%s: %s\\n" % (etype, text)
`;
}

/** The caret under the place of a SyntaxError. */
function syntaxMarks(minor: number): string {
  if (minor === 8)
    return `
            yield '    {}\\n'.format(text.strip())
            if self.offset is not None:
                space = text.rstrip('\\n')
                space = space[:min(len(space), self.offset) - 1].lstrip()
                yield '    {}^\\n'.format(''.join([c.isspace() and c or ' ' for c in space]))`;
  const shown = `
            whole = text.rstrip('\\n')
            line = whole.lstrip(' \\n\\f')
            spaces = len(whole) - len(line)
            yield '    {}\\n'.format(line)`;
  if (minor === 9)
    return `${shown}
            column = (self.offset or 0) - 1 - spaces
            if column >= 0:
                yield '    {}^\\n'.format(''.join([c if c.isspace() else ' ' for c in line[:column]]))`;
  return `${shown}
            if self.offset is not None:
                offset = self.offset
${
  minor >= 13
    ? `                if self.lineno == self.end_lineno:
                    end = self.end_offset if self.end_offset not in {None, 0} else offset
                else:
                    end = len(whole) + 1
                if self.text and offset > len(self.text):
                    offset = len(whole) + 1
                if self.text and end > len(self.text):
                    end = len(whole) + 1
                if offset >= end or end < 0:
                    end = offset + 1`
    : `                end = self.end_offset if self.end_offset not in {None, 0} else offset
                if offset == end or end == -1:
                    end = offset + 1`
}
                column = offset - 1 - spaces
                if column >= 0:
                    space = ''.join([c if c.isspace() else ' ' for c in line[:column]])
                    yield '    {}{}\\n'.format(space, '^' * (end - 1 - spaces - column))`;
}

const notes = `
        notes = self.__notes__
        if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                yield from [indent + line + '\\n' for line in _safe_string(note, 'note').split('\\n')]
        elif notes is not None:
            yield indent + "{}\\n".format(_safe_string(notes, '__notes__', func=repr))
`;

const groupFormat = `
    def _format_group(self, exc, chain, ctx):
        top = ctx.exception_group_depth == 0
        if top:
            ctx.exception_group_depth += 1
        if exc.stack:
            yield from ctx.emit('Exception Group Traceback (most recent call last):\\n', '+' if top else '|')
            yield from ctx.emit(exc.stack.format())
        yield from ctx.emit(exc.format_exception_only())
        count = len(exc.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        ctx.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                ctx.need_close = True
            cut = self.max_group_width is not None and i >= self.max_group_width
            title = '...' if cut else f'{i + 1}'
            yield ctx.indent() + ('+-' if i == 0 else '  ') + f'+---------------- {title} ----------------\\n'
            ctx.exception_group_depth += 1
            if cut:
                more = count - self.max_group_width
                yield from ctx.emit(f"and {more} more exception{'s' if more > 1 else ''}\\n")
            else:
                yield from exc.exceptions[i].format(chain=chain, _ctx=ctx)
            if last and ctx.need_close:
                yield ctx.indent() + "+------------------------------------\\n"
                ctx.need_close = False
            ctx.exception_group_depth -= 1
        if top:
            ctx.exception_group_depth = 0
`;

function tracebackException(minor: number): string {
  const groups = minor >= 11;
  const compact = minor >= 10;
  const options = `limit=None, lookup_lines=True, capture_locals=False${when(compact, ', compact=False')}${when(groups, ', max_group_width=15, max_group_depth=10')}${when(minor >= 13, ', save_exc_type=True')}, _seen=None`;
  const passed = `limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals${when(groups, ', max_group_width=max_group_width, max_group_depth=max_group_depth')}, _seen=_seen`;
  const type = minor >= 13 ? '_exc_type' : 'exc_type';
  return `
class _ExceptionPrintContext:
    def __init__(self):
        self.seen = set()
        self.exception_group_depth = 0
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.exception_group_depth)

    def emit(self, texts, margin_char='|'):
        indent = self.indent()
        if self.exception_group_depth:
            indent += margin_char + ' '
        for text in [texts] if isinstance(texts, str) else texts:
            yield textwrap.indent(text, indent, lambda line: True)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, ${options}):
        outermost = _seen is None
        if outermost:
            _seen = set()
        _seen.add(id(exc_value))
${when(groups, '        self.max_group_width = max_group_width\n        self.max_group_depth = max_group_depth\n')}        self.stack = StackSummary._extract(_walk_positions(exc_traceback), limit, lookup_lines, capture_locals)
        self.${type} = exc_type${when(minor >= 13, ' if save_exc_type else None')}
        self._str = _safe_string(exc_value, 'exception')
${when(
  groups,
  `        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as e:
            self.__notes__ = [f'Ignored error getting __notes__: {_safe_string(e, "__notes__", repr)}']
`,
)}${when(
  minor >= 13,
  `        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        self.exc_type_qualname = exc_type.__qualname__ if exc_type is not None else None
        self.exc_type_module = exc_type.__module__ if exc_type is not None else None
`,
)}        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = str(exc_value.lineno) if exc_value.lineno is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.msg = exc_value.msg
${when(
  compact,
  `            self.end_lineno = str(exc_value.end_lineno) if exc_value.end_lineno is not None else None
            self.end_offset = exc_value.end_offset
`,
)}${when(minor >= 13, '            self._is_syntax_error = True\n')}${when(minor >= 12, '        elif exc_value is not None and (exc_traceback is not None or not isinstance(exc_value, NameError)):\n            self._str += _machine.suggestion(exc_value)\n')}        if lookup_lines:
            self._load_lines()
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        if not outermost:
            return
        # The others of the chain are made in a loop: a long chain needs no deep recursion.
        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()
            cause = context = None
            if e is not None and e.__cause__ is not None and id(e.__cause__) not in _seen:
                cause = TracebackException(type(e.__cause__), e.__cause__, e.__cause__.__traceback__, ${passed})
            wanted = ${compact ? 'not compact or (cause is None and e is not None and not e.__suppress_context__)' : 'True'}
            if e is not None and e.__context__ is not None and wanted and id(e.__context__) not in _seen:
                context = TracebackException(type(e.__context__), e.__context__, e.__context__.__traceback__, ${passed})
${when(
  groups,
  `            exceptions = None
            if e is not None and isinstance(e, BaseExceptionGroup):
                exceptions = [TracebackException(type(one), one, one.__traceback__, ${passed}) for one in e.exceptions]
            te.exceptions = exceptions
            queue.extend(zip(exceptions or (), e.exceptions if exceptions else ()))
`,
)}            te.__cause__ = cause
            te.__context__ = context
            if cause:
                queue.append((cause, e.__cause__))
            if context:
                queue.append((context, e.__context__))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)
${when(
  minor >= 13,
  `
    @property
    def exc_type(self):
        return self._exc_type

    @property
    def exc_type_str(self):
        return self._type_text(self.exc_type_qualname, self.exc_type_module) if self._have_exc_type else None
`,
)}
    @staticmethod
    def _type_text(name, module):
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            name = module + '.' + name
        return name

    def _load_lines(self):
        for frame in self.stack:
            frame.line

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self${when(minor >= 13, ', *, show_group=False, _depth=0, **kwargs')}):
        indent = ${minor >= 13 ? "3 * _depth * ' '" : "''"}
        if ${minor >= 13 ? 'not self._have_exc_type' : 'self.exc_type is None'}:
            yield indent + _format_final_exc_line(None, self._str)
            return
        stype = ${minor >= 13 ? 'self.exc_type_str' : 'self._type_text(self.exc_type.__qualname__, self.exc_type.__module__)'}
        if ${minor >= 13 ? 'self._is_syntax_error' : 'issubclass(self.exc_type, SyntaxError)'}:
            for text in self._format_syntax_error(stype):
                yield indent + text
        else:
            text = _format_final_exc_line(stype, self._str)
            if not indent:
                yield text
            else:
                for line in text[:-1].split('\\n'):
                    yield indent + line + '\\n'
${when(groups, notes)}${when(
  minor >= 13,
  `        if self.exceptions and show_group:
            for exc in self.exceptions:
                yield from exc.format_exception_only(show_group=show_group, _depth=_depth + 1)
`,
)}
    def _format_syntax_error(self, stype):
        suffix = ''
        if self.lineno is not None:
            yield '  File "{}", line {}\\n'.format(self.filename or "<string>", self.lineno)
        elif self.filename is not None:
            suffix = ' ({})'.format(self.filename)
        text = self.text
        if text is not None:${syntaxMarks(minor)}
        yield "{}: {}{}\\n".format(stype, self.msg or "<no detail available>", suffix)

    def format(self, *, chain=True${when(groups, ', _ctx=None')}${when(minor >= 13, ', **kwargs')}):
        ctx = ${groups ? '_ctx or _ExceptionPrintContext()' : '_ExceptionPrintContext()'}
        output = []
        exc = self
        while exc:
            message = following = None
            if chain and exc.__cause__ is not None:
                message = _cause_message
                following = exc.__cause__
            elif chain and exc.__context__ is not None and not exc.__suppress_context__:
                message = _context_message
                following = exc.__context__
            output.append((message, exc))
            exc = following
        for message, exc in reversed(output):
            if message is not None:
                yield from ctx.emit(message)
${when(
  groups,
  `            if exc.exceptions is not None:
                if ctx.exception_group_depth > self.max_group_depth:
                    yield from ctx.emit(f"... (max_group_depth is {self.max_group_depth})\\n")
                else:
                    yield from self._format_group(exc, chain, ctx)
                continue
`,
)}            if exc.stack:
                yield from ctx.emit('Traceback (most recent call last):\\n')
                yield from ctx.emit(exc.stack.format())
            yield from ctx.emit(exc.format_exception_only())
${when(groups, groupFormat)}${when(
  minor >= 11,
  `
    def print(self, *, file=None, chain=True${when(minor >= 13, ', **kwargs')}):
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")
`,
)}`;
}

export const tracebackLib: LibModule = {
  name: 'traceback',
  source: (rules: Ruleset) => `
import collections.abc
import itertools
import linecache
import sys
import textwrap
import _traceback as _machine

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']

_cause_message = "\\nThe above exception was the direct cause of the following exception:\\n\\n"
_context_message = "\\nDuring handling of the above exception, another exception occurred:\\n\\n"


def _width(text, end):
    return ${rules.minor >= 12 ? 'end if text.isascii() else _machine.width(text[:end])' : 'end'}

${functions(rules.minor)}
${frameSource(rules)}
${tracebackException(rules.minor)}`,
};

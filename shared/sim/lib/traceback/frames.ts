/** The half of the module traceback that is about frames (Lib/traceback.py: FrameSummary, StackSummary, the walks). */
import type { Ruleset } from '../../rulesets/index.ts';
import { when } from '../module.ts';

/** Marks under the part of a line that failed: of one line in 3.11 and 3.12, of all its lines from 3.13 on. */
function marks(minor: number): string {
  if (minor < 11) return '';
  return minor < 13 ? oneLineMarks : manyLineMarks;
}

const oneLineMarks = `
    def _marks(self, summary):
        line = summary._original_line
        if summary.colno is None or summary.end_colno is None:
            return ''
        shown = line.strip()
        start = summary.colno
        end = summary.end_colno
        anchors = None
        if summary.lineno == summary.end_lineno:
            anchors = _machine.anchors(line[start:end])
        else:
            end = len(line.rstrip())
        if end - start >= len(shown) and not (anchors and anchors[1] > anchors[0]):
            return ''
        first = _width(line, start) + 1
        last = _width(line, end) + 1
        row = '    ' + ' ' * (first - (len(line) - len(shown)))
        if not anchors:
            return row + '^' * (last - first) + '\\n'
        segment = line[start:end]
        left = _width(segment, anchors[0])
        right = _width(segment, anchors[1])
        return row + '~' * left + '^' * (right - left) + '~' * (last - first - right) + '\\n'
`;

const manyLineMarks = `
    def _lines(self, summary):
        if summary.colno is None or summary.end_colno is None:
            return textwrap.indent(summary.line, '    ') + '\\n'
        original = summary._original_lines.splitlines()
        count = summary.end_lineno - summary.lineno + 1
        lines = summary._dedented_lines.splitlines()[:count]
        dedent = len(original[0]) - len(lines[0])
        start = max(0, summary.colno - dedent)
        end = max(0, summary.end_colno - dedent)
        last = len(lines) - 1
        text = '\\n'.join(lines)
        anchors = _machine.anchors(text[start:len(text) - (len(lines[-1]) - end)])
        marked = not _machine.hides_marks(text, start, len(text) - (len(lines[-1]) - end)) and bool(
            anchors or lines[0][:start].lstrip() or lines[-1][end:].rstrip())
        shown = {0, last}
        left = right = (-1, 0)
        if anchors:
            left = self._anchor(lines, start, anchors[0], anchors[1])
            right = self._anchor(lines, start, anchors[2], anchors[3])
            for at in left[0], right[0]:
                shown.update((at - 1, at, at + 1))
        first_column = _width(lines[0], start)
        last_column = _width(lines[-1], end)
        result = []

        def show(number):
            line = lines[number]
            result.append(line + '\\n')
            if not marked:
                return
            indent = len(line) - len(line.lstrip())
            row = ''
            for column in range(last_column if number == last else _width(line, len(line))):
                if column < indent or (number == 0 and column < first_column):
                    row += ' '
                elif not anchors or left <= (number, column) < right:
                    row += '^'
                else:
                    row += '~'
            result.append(row + '\\n')

        before = None
        for number in sorted(n for n in shown if 0 <= n <= last):
            if before is not None:
                if number - before == 2:
                    show(number - 1)
                elif number - before > 2:
                    result.append(f'...<{number - before - 1} lines>...\\n')
            show(number)
            before = number
        return textwrap.indent(textwrap.dedent(''.join(result)), '    ', lambda line: True)

    @staticmethod
    def _anchor(lines, start, number, column):
        if number == 0:
            column += start
        return number, _width(lines[number], column)
`;

/** FrameSummary keeps one line up to 3.12, all lines of the instruction from 3.13 on. */
function summary(minor: number): string {
  const many = minor >= 13;
  const places = minor >= 11;
  return `
class FrameSummary:
    __slots__ = (${
      places
        ? "'filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', "
        : "'filename', 'lineno', 'name', "
    }${many ? "'_lines', '_lines_dedented', 'locals'" : "'_line', 'locals'"})

    def __init__(self, filename, lineno, name, *, lookup_line=True,
            locals=None, line=None${when(places, ', end_lineno=None, colno=None, end_colno=None')}):
        self.filename = filename
        self.lineno = lineno
        ${
          many
            ? 'self.end_lineno = lineno if end_lineno is None else end_lineno'
            : when(places, 'self.end_lineno = end_lineno')
        }
        ${when(places, 'self.colno = colno; self.end_colno = end_colno')}
        self.name = name
        ${many ? 'self._lines = line; self._lines_dedented = None' : 'self._line = line'}
        if lookup_line:
            self.line
        self.locals = {k: ${minor >= 12 ? "_safe_string(v, 'local', func=repr)" : 'repr(v)'} for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and
                    self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return "<FrameSummary file {filename}, line {lineno} in {name}>".format(
            filename=self.filename, lineno=self.lineno, name=self.name)

    def __len__(self):
        return 4

${many ? severalLines : minor >= 10 ? originalLine : strippedLine}`;
}

const strippedLine = `
    @property
    def line(self):
        if self._line is None:
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line
`;

const originalLine = `
    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()
`;

const severalLines = `
    @property
    def _original_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            self._lines = ''.join([linecache.getline(self.filename, number).rstrip() + '\\n'
                                   for number in range(self.lineno, self.end_lineno + 1)])
        return self._lines

    @property
    def _dedented_lines(self):
        if self._lines_dedented is None and self._original_lines is not None:
            self._lines_dedented = textwrap.dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        lines = self._original_lines
        return None if lines is None else lines.partition('\\n')[0].strip()
`;

export function frameSource(rules: Ruleset): string {
  const { minor } = rules;
  const places = minor >= 11;
  const summaryArgs = places ? ', end_lineno=end_lineno, colno=colno, end_colno=end_colno' : '';
  return `${summary(minor)}

def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back${when(minor >= 11, '.f_back.f_back')}
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_positions(tb):
    while tb is not None:
        yield tb.tb_frame, ${places ? '_machine.position(tb)' : '(tb.tb_lineno, None, None, None)'}
        tb = tb.tb_next


_RECURSIVE_CUTOFF = 3


class StackSummary(list):
    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        def with_positions():
            for f, lineno in frame_gen:
                yield f, (lineno, None, None, None)

        return klass._extract(with_positions(), limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(klass, frame_gen, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                frame_gen = itertools.islice(frame_gen, limit)
            else:
                frame_gen = collections.deque(frame_gen, maxlen=-limit)
        result = klass()
        for f, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = f.f_code
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=f.f_locals if capture_locals else None${summaryArgs}))
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        result = StackSummary()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result
${when(
  places,
  `
    def format_frame_summary(self, frame_summary${when(minor >= 13, ', **kwargs')}):
        return self._format(frame_summary)
`,
)}
    def _format(self, summary):
        row = ['  File "{}", line {}, in {}\\n'.format(summary.filename, summary.lineno, summary.name)]
        ${
          minor >= 13
            ? 'if summary._dedented_lines and summary._dedented_lines.strip():\n            row.append(self._lines(summary))'
            : `if summary.line:
            row.append('    {}\\n'.format(summary.line.strip()))${when(places, '\n            row.append(self._marks(summary))')}`
        }
        if summary.locals:
            for name, value in sorted(summary.locals.items()):
                row.append('    {name} = {value}\\n'.format(name=name, value=value))
        return ''.join(row)
${marks(minor)}
    def format(self${when(minor >= 13, ', **kwargs')}):
        result = []
        last = None
        count = 0
        for summary in self:
            formatted = ${places ? 'self.format_frame_summary(summary)' : 'self._format(summary)'}
            if formatted is None:
                continue
            here = (summary.filename, summary.lineno, summary.name)
            if here != last or None in here:
                self._repeated(result, count)
                last = here
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(formatted)
        self._repeated(result, count)
        return result

    @staticmethod
    def _repeated(result, count):
        count -= _RECURSIVE_CUTOFF
        if count > 0:
            result.append(f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\\n')
`;
}

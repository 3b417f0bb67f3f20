/** The module string (Lib/string.py); Template knows the usual identifiers only, since there are no regular expressions. */
import { type LibModule, when } from './module.ts';

const stringSource =
  String.raw`
import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&' + "'" + r"""()*+,-./:;<=>?@[\]^_` +
  '`' +
  String.raw`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in 'pattern', 'idpattern', 'braceidpattern', 'flags':
            if name in cls.__dict__:
                raise NotImplementedError("'string.Template." + name + "' is not supported by this simulation")

    def __init__(self, template):
        self.template = template

    def _placeholders(self):
        """(start, end, name) of each; name None: the delimiter twice, '': not valid."""
        text = self.template
        delimiter = self.delimiter
        size = len(delimiter)
        i = text.find(delimiter)
        while i >= 0:
            at = i + size
            if text.startswith(delimiter, at):
                end = at + size
                yield i, end, None
            else:
                braced = text.startswith('{', at)
                start = end = at + braced
                while end < len(text) and self._is_word(text[end], end > start):
                    end += 1
                name = text[start:end]
                if braced:
                    if text.startswith('}', end):
                        end += 1
                    else:
                        name = ''
                if not name:
                    end = at
                yield i, end, name
            i = text.find(delimiter, end)

    @staticmethod
    def _is_word(c, later):
        return c == '_' or c.isascii() and (c.isalpha() or later and c.isdigit())

    def _invalid(self, i):
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            colno = 1
            lineno = 1
        else:
            colno = i - len(''.join(lines[:-1]))
            lineno = len(lines)
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

    def _replace(self, mapping, kws, strict):
        if kws:
            from collections import ChainMap
            mapping = ChainMap(kws, mapping)
        out = []
        last = 0
        for start, end, name in self._placeholders():
            out.append(self.template[last:start])
            last = end
            if name is None:
                out.append(self.delimiter)
            elif not name:
                if strict:
                    self._invalid(end)
                out.append(self.template[start:end])
            elif strict:
                out.append(str(mapping[name]))
            else:
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    out.append(self.template[start:end])
        out.append(self.template[last:])
        return ''.join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, False)
IDENTIFIERS

class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            if field_name == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field_name = str(auto_arg_index)
                auto_arg_index += 1
            elif field_name.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
`;

/** 3.11+. */
const identifiers = `
    def is_valid(self):
        return all(name != '' for start, end, name in self._placeholders())

    def get_identifiers(self):
        return list(dict.fromkeys(name for start, end, name in self._placeholders() if name))
`;

export const stringLib: LibModule = {
  name: 'string',
  source: ({ minor }) => stringSource.replace('IDENTIFIERS', when(minor >= 11, identifiers)),
};

/** The module string (Lib/string.py). */
import type { LibModule } from './module.ts';

const stringSource =
  String.raw`
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

    def __init__(self, template):
        self.template = template

    def _convert(self, mapping, strict):
        text = self.template
        out = []
        i = 0
        while i < len(text):
            c = text[i]
            if c != self.delimiter:
                out.append(c)
                i += 1
                continue
            rest = text[i + 1:]
            if rest.startswith(self.delimiter):
                out.append(self.delimiter)
                i += 2
                continue
            braced = rest.startswith('{')
            name = ''
            for ch in rest[1:] if braced else rest:
                if ch == '_' or ch.isascii() and (ch.isalpha() or name and ch.isdigit()):
                    name += ch
                else:
                    break
            end = i + 1 + len(name) + (2 if braced else 0)
            if not name or braced and text[end - 1:end] != '}':
                if strict:
                    lines = text[:i].splitlines(keepends=True)
                    colno = 1 if not lines else i - len(''.join(lines[:-1]))
                    raise ValueError('Invalid placeholder in string: line %d, col %d' % (len(lines) or 1, colno + (0 if not lines else 1)))
                out.append(c)
                i += 1
                continue
            try:
                out.append(str(mapping[name]))
            except KeyError:
                if strict:
                    raise
                out.append(text[i:end])
            i = end
        return ''.join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._convert({**mapping, **kws} if kws else mapping, True)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._convert({**mapping, **kws} if kws else mapping, False)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`;

export const stringLib: LibModule = { name: 'string', source: () => stringSource };

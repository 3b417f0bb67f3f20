/** The module enum (Lib/enum.py): Enum and its kinds here, what makes the classes in enum/meta.ts, flags in enum/flags.ts. */
import { modernFlags, oldFlags } from './enum/flags.ts';
import { metaSource } from './enum/meta.ts';
import { type LibModule, when } from './module.ts';

/** The value after those that were given: what adds 1; from 3.13 on to the greatest. */
function nextValue(minor: number): string {
  if (minor >= 13)
    return `        if not last_values:
            return start
        try:
            last_value = sorted(last_values).pop()
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last_value + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (last_value, )) from None
`;
  return `        for last_value in reversed(last_values):
            try:
                return last_value + 1
            except TypeError:
                pass
        return start
`;
}

const oldFormat = `    def __format__(self, format_spec):
        str_overridden = type(self).__str__ not in (Enum.__str__, Flag.__str__)
        if self._member_type_ is object or str_overridden:
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)
`;

const modernFormat = `    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)
`;

const oldDir = `    def __dir__(self):
        added = [m for cls in self.__class__.mro() for m in cls.__dict__ if m[0] != '_' and m not in self._member_map_]
        return ['__class__', '__doc__', '__module__'] + added
`;

const modernDir = `    def __dir__(self):
        interesting = {'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'}
        if self.__class__._member_type_ is not object:
            interesting = set(object.__dir__(self))
        for name in getattr(self, '__dict__', []):
            if name[0] != '_' and name not in self._member_map_:
                interesting.add(name)
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(obj, property):
                    if obj.fget is not None or name not in self._member_map_:
                        interesting.add(name)
                    else:
                        interesting.discard(name)
                elif name not in self._member_map_:
                    interesting.add(name)
        return sorted(interesting)
`;

function enumSource(minor: number): string {
  const modern = minor >= 11;
  const attribute = modern ? 'property' : 'DynamicClassAttribute';
  const none = when(
    minor === 11,
    '        if not cls._member_map_:\n            raise TypeError("%r has no members defined" % cls)\n',
  );
  return `
class Enum(metaclass=${modern ? 'EnumType' : 'EnumMeta'}):
    ${modern ? '' : '"""Generic enumeration.\n\n    Derive from this class to define new enumerations.\n\n    """'}
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
${none}        try:
            exc = None
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        try:
            if isinstance(result, cls):
                return result
            ${modern ? 'if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):\n                return result' : ''}
            ve_exc = ValueError("%r is not a valid %s" % (value, cls.VALUE_CLASS))
            if result is None and exc is None:
                raise ve_exc
            if exc is None:
                exc = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, result))
            if not isinstance(exc, ValueError):
                exc.__context__ = ve_exc
            raise exc
        finally:
            exc = None
            ve_exc = None
${when(modern, '\n    def __init__(self, *args, **kwds):\n        pass\n')}
    ${modern ? '@staticmethod\n    ' : ''}def _generate_next_value_(name, start, count, last_values):
${nextValue(minor)}
    @classmethod
    def _missing_(cls, value):
        ${minor >= 9 ? 'return None' : 'raise ValueError("%r is not a valid %s" % (value, cls.__name__))'}

    def __repr__(self):
        ${modern ? 'v_repr = self.__class__._value_repr_ or repr\n        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, v_repr(self._value_))' : 'return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)'}

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

${modern ? modernDir : oldDir}
${modern ? modernFormat : oldFormat}
    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_, )
${when(modern, '\n    def __deepcopy__(self, memo):\n        return self\n\n    def __copy__(self):\n        return self\n')}
    @${attribute}
    def name(self):
        return self._name_

    @${attribute}
    def value(self):
        return self._value_

${when(modern, '\nclass ReprEnum(Enum):\n    pass\n\n')}
class IntEnum(int, ${modern ? 'ReprEnum' : 'Enum'}):
    pass

${when(modern, strEnum)}
def unique(enumeration):
    duplicates = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if duplicates:
        alias_details = ', '.join(["%s -> %s" % pair for pair in duplicates])
        raise ValueError('duplicate values found in %r: %s' % (enumeration, alias_details))
    return enumeration
`;
}

const strEnum = `
class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values, ))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0], ))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError('encoding must be a string, not %r' % (values[1], ))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError('errors must be a string, not %r' % (values[2]))
        value = str(*values)
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

`;

export const enumLib: LibModule = {
  name: 'enum',
  source({ minor }) {
    const modern = minor >= 11;
    const names = modern
      ? "'EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique', 'property', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP'"
      : "'EnumMeta', 'Enum', 'IntEnum', 'Flag', 'IntFlag', 'auto', 'unique'";
    const body = metaSource(minor) + enumSource(minor) + (modern ? modernFlags : oldFlags);
    return `
import sys
from builtins import bin as _bin, property as _property
from types import MappingProxyType, DynamicClassAttribute

__all__ = [${names}]
${body.replaceAll('VALUE_CLASS', minor === 8 ? '__name__' : '__qualname__')}`;
  },
};

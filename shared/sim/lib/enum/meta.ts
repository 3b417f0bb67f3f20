/** The half of enum.ts that makes classes: the namespace of a class body and the metaclass (Lib/enum.py: EnumDict, EnumType). */
import { when } from '../module.ts';

const helpers = String.raw`
def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1:2] != '_' and name[-2:-1] != '_'


def _is_private(cls_name, name):
    pattern = '_%s__' % (cls_name, )
    return len(name) > len(pattern) and name.startswith(pattern) and (name[-1] != '_' or name[-2] != '_')


def _high_bit(value):
    return value.bit_length() - 1
`;

/** What `auto()` stands for: up to 3.10 a value of the class, from 3.11 on its argument. */
function auto(minor: number): string {
  if (minor < 11)
    return `
_auto_null = object()


class auto:
    value = _auto_null
`;
  return `
class _auto_null:
    def __repr__(self):
        return '_auto_null'


_auto_null = _auto_null()


class nonmember(object):
    def __init__(self, value):
        self.value = value


class member(object):
    def __init__(self, value):
        self.value = value


class auto:
    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(DynamicClassAttribute):
    """Of a member its value; of the class the member of that name, if there is one."""
    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError('%r has no attribute %r' % (ownerclass, self.name)) from None
        if self.fget is None:
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__
`;
}

function namespace(minor: number): string {
  const modern = minor >= 11;
  return `
class _EnumDict(dict):
    def __init__(self${when(modern, ', cls_name=None')}):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        ${modern ? 'self._cls_name = cls_name' : ''}

    def __setitem__(self, key, value):
        ${modern ? 'if self._cls_name is not None and _is_private(self._cls_name, key):\n            pass\n        elif' : 'if'} _is_sunder(key):
            if key not in (${
              modern
                ? "'_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_', '_add_value_alias_', '_new_member_', '_use_args_'"
                : "'_order_', '_create_pseudo_member_', '_generate_next_value_', '_missing_', '_ignore_'"
            }):
                raise ValueError(${modern ? "'_sunder_ names, such as %r, are reserved for future Enum use' % (key, )" : "'_names_ are reserved for future Enum use'"})
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                if isinstance(value, staticmethod):
                    self._generate_next_value = value.__func__
                ${modern ? 'else:\n                    self._generate_next_value = value\n                    value = staticmethod(value)' : 'else:\n                    self._generate_next_value = value'}
            elif key == '_ignore_':
                if isinstance(value, str):
                    value = value.replace(',', ' ').split()
                else:
                    value = list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError('_ignore_ cannot specify already set names: %r' % (already, ))
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(${modern ? "'%r already defined as %r' % (key, self[key])" : "'Attempted to reuse key: %r' % key"})
        elif key in self._ignore:
            pass
        ${
          modern
            ? `elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value)${when(minor >= 13, " and not (isinstance(value, type) and getattr(value, '__qualname__', '') .endswith('.' + value.__name__) and self._cls_name is not None and '%s.%s' % (self._cls_name, value.__name__) in value.__qualname__)")}:
            if isinstance(value, member):
                value = value.value
            elif key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            single = isinstance(value, auto)
            if single:
                value = (value, )
            if type(value) is tuple and any(isinstance(v, auto) for v in value):
                values = []
                for v in value:
                    if isinstance(v, auto):
                        if v.value is _auto_null:
                            v.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                            self._auto_called = True
                        v = v.value
                    values.append(v)
                value = values[0] if single else tuple(values)
            self._member_names.append(key)
            self._last_values.append(value)`
            : `elif not _is_descriptor(value):
            if key in self:
                raise TypeError('%r already defined as: %r' % (key, self[key]))
            if isinstance(value, auto):
                if value.value == _auto_null:
                    value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                value = value.value
            self._member_names.append(key)
            self._last_values.append(value)`
        }
        super().__setitem__(key, value)
`;
}

/** How a value, or names for a new class, are looked at by calling the class. */
function calling(minor: number): string {
  const head = `    def __call__(cls, value, ${minor >= 12 ? 'names=_not_given, *values' : 'names=None, *'}${minor >= 12 ? '' : ''}, module=None, qualname=None, type=None, start=1${when(minor >= 11, ', boundary=None')}):
`;
  if (minor >= 12)
    return `${head}        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f"{cls} has no members; specify \\x60names=()\\x60 if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _not_given else names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)
`;
  return `${head}        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start${when(minor >= 11, ', boundary=boundary')})
`;
}

/** Methods that a mixed-in type would take from Enum. */
const ownMethods = {
  old: `        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in classdict:
                continue
            obj_method = getattr(member_type, name, None)
            if obj_method is not None and obj_method is getattr(enum_class, name):
                setattr(enum_class, name, getattr(first_enum, name, None))
`,
  modern: `        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
            if '__format__' not in classdict:
                enum_class.__format__ = member_type.__format__
                classdict['__format__'] = None
            if '__str__' not in classdict:
                method = member_type.__str__
                enum_class.__str__ = member_type.__repr__ if method is object.__str__ else method
                classdict['__str__'] = None
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in classdict and first_enum is not None:
                if getattr(enum_class, name) in (getattr(member_type, name), getattr(object, name)):
                    setattr(enum_class, name, getattr(first_enum, name))
        if Flag is not None and issubclass(enum_class, Flag):
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in classdict:
                    setattr(enum_class, name, getattr(Flag, name))
`,
};

const flagBits = `            if Flag is not None and issubclass(enum_class, Flag) and isinstance(value, int):
                enum_class._flag_mask_ |= value
                if value > 0 and value & (value - 1) == 0:
                    enum_class._singles_mask_ |= value
                enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
`;

export function metaSource(minor: number): string {
  const modern = minor >= 11;
  const keywords = minor >= 9 ? ', **kwds' : '';
  return `${helpers}${auto(minor)}${namespace(minor)}
Enum = Flag = ReprEnum = None
${when(minor >= 12, '_not_given = object()\n')}

class ${modern ? 'EnumType' : 'EnumMeta'}(type):
    @classmethod
    def __prepare__(metacls, cls, bases${keywords}):
        metacls._check_for_existing_members_(cls, bases)
        enum_dict = _EnumDict(${when(modern, 'cls')})
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            enum_dict['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return enum_dict

    def __new__(metacls, cls, bases, classdict${when(modern, ', *, boundary=None')}${keywords}):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        __new__, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        enum_members = {k: classdict[k] for k in classdict._member_names}
        for name in classdict._member_names:
            del classdict[name]
        _order_ = classdict.pop('_order_', None)
        invalid_names = set(enum_members) & {'mro', ''}
        if invalid_names:
            raise ValueError(${modern ? "'invalid enum member name(s) %s' % ','.join(repr(n) for n in invalid_names)" : "'Invalid enum member name: {0}'.format(','.join(invalid_names))"})
        ${modern ? "classdict.setdefault('_value_repr_', getattr(first_enum, '_value_repr_', None))" : "classdict.setdefault('__doc__', 'An enumeration.')"}
        enum_class = super().__new__(metacls, cls, bases, classdict${keywords})
        enum_class._member_names_ = []
        enum_class._member_map_ = {}
        enum_class._member_type_ = member_type
        enum_class._value2member_map_ = {}
        ${
          modern
            ? `enum_class._unhashable_values_ = []
        enum_class._boundary_ = boundary or getattr(first_enum, '_boundary_', None)
        enum_class._flag_mask_ = enum_class._singles_mask_ = enum_class._all_bits_ = 0
        enum_class._inverted_ = None
        enum_class._new_member_ = __new__`
            : ''
        }
        dynamic_attributes = {k for c in enum_class.mro() for k, v in c.__dict__.items() if isinstance(v, DynamicClassAttribute)}
        for member_name in classdict._member_names:
            value = enum_members[member_name]
            args = value if isinstance(value, tuple) else (value, )
            if member_type is tuple:
                args = (args, )
            enum_member = __new__(enum_class, *args) if use_args else __new__(enum_class)
            if not hasattr(enum_member, '_value_'):
                enum_member._value_ = value if not use_args or member_type is object else member_type(*args)
            value = enum_member._value_
            enum_member._name_ = member_name
            enum_member.__objclass__ = enum_class
            enum_member.__init__(*args)
            ${modern ? 'enum_member._sort_order_ = len(enum_class._member_names_)' : ''}
${when(modern, flagBits)}            for name, canonical_member in enum_class._member_map_.items():
                if canonical_member._value_ == enum_member._value_:
                    enum_member = canonical_member
                    break
            else:
                ${modern ? 'if Flag is None or not issubclass(enum_class, Flag) or isinstance(value, int) and value > 0 and value & (value - 1) == 0:\n                    enum_class._member_names_.append(member_name)' : 'enum_class._member_names_.append(member_name)'}
            if member_name not in dynamic_attributes:
                setattr(enum_class, member_name, enum_member)
            enum_class._member_map_[member_name] = enum_member
            try:
                enum_class._value2member_map_.${modern ? 'setdefault(value, enum_member)' : '__setitem__(value, enum_member)'}
            except TypeError:
                ${modern ? 'enum_class._unhashable_values_.append(value)' : 'pass'}
${modern ? ownMethods.modern : ownMethods.old}        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = __new__
            enum_class.__new__ = Enum.__new__
        ${modern ? 'if Flag is not None and issubclass(enum_class, Flag):\n            values = [m._value_ for m in enum_class if isinstance(m._value_, int)]\n            if values != sorted(values):\n                enum_class._iter_member_ = enum_class._iter_member_by_def_' : ''}
        if _order_ is not None:
            if isinstance(_order_, str):
                _order_ = _order_.replace(',', ' ').split()
            if _order_ != enum_class._member_names_:
                raise TypeError(${modern ? "'member order does not match _order_:\\n  %r\\n  %r' % (enum_class._member_names_, _order_)" : "'member order does not match _order_'"})
        return enum_class
${when(modern, '\n    def __init__(cls, *args, **kwds):\n        super().__init__(*args)\n')}
    def __bool__(cls):
        return True

${calling(minor)}
    def __contains__(cls, value):
        ${
          minor >= 12
            ? `if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_`
            : `if not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                type(value).__qualname__, cls.__class__.__qualname__))
        return isinstance(value, cls) and value._name_ in cls._member_map_`
        }

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(${modern ? '"%r cannot delete member %r." % (cls.__name__, attr)' : '"%s: cannot delete Enum member." % cls.__name__'})
        super().__delattr__(attr)

    def __dir__(cls):
        ${
          modern
            ? `interesting = set(['__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__',
                           '__module__', '__name__', '__qualname__'] + cls._member_names_)
        if cls._new_member_ is not object.__new__:
            interesting.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            interesting.add('__init_subclass__')
        if cls._member_type_ is object:
            return sorted(interesting)
        return sorted(set(dir(cls._member_type_)) | interesting)`
            : "return ['__class__', '__doc__', '__members__', '__module__'] + cls._member_names_"
        }
${when(
  minor <= 11,
  `
    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None
`,
)}
    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        ${modern ? 'if Flag is not None and issubclass(cls, Flag):\n            return "<flag %r>" % cls.__name__\n        ' : ''}return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            ${modern ? "raise AttributeError('cannot reassign member %r' % (name, ))" : "raise AttributeError('Cannot reassign members.')"}
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1${when(modern, ', boundary=None')}):
        metacls = cls.__class__
        bases = (cls, ) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original_names, names = names, []
            last_values = []
            for count, name in enumerate(original_names):
                value = first_enum._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        ${minor >= 12 ? 'if names is None:\n            names = ()' : ''}
        for item in names:
            if isinstance(item, str):
                member_name, member_value = item, names[item]
            else:
                member_name, member_value = item
            classdict[member_name] = member_value
        enum_class = metacls.__new__(metacls, class_name, bases, classdict${when(modern, ', boundary=boundary')})
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is not None:
            enum_class.__module__ = module
        if qualname is not None:
            enum_class.__qualname__ = qualname
        return enum_class

    @staticmethod
    def _check_for_existing_members_(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if Enum is not None and issubclass(base, Enum) and base._member_names_:
                    raise TypeError(${modern ? '"<enum %r> cannot extend %r" % (class_name, base)' : '"%s: cannot extend enumeration %r" % (class_name, base.__name__)'})

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if Enum is None or not ${modern ? 'isinstance(first_enum, EnumType)' : 'issubclass(first_enum, Enum)'}:
            ${modern ? 'if Enum is None:\n                return object, Enum\n            ' : ''}raise TypeError("new enumerations should be created as \\x60EnumName([mixin_type, ...] [data_type,] enum_type)\\x60")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        data_types = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if issubclass(base, Enum):
                    if base._member_type_ is not object:
                        data_types.append(base._member_type_)
                        break
                elif '__new__' in base.__dict__:
                    data_types.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        data_types = list(dict.fromkeys(data_types))
        if len(data_types) > 1:
            raise TypeError('${modern ? 'too many data types for %r: %r' : '%r: too many data types: %r'}' % (class_name, ${modern ? 'set(data_types)' : 'data_types'}))
        return data_types[0] if data_types else None

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        __new__ = classdict.get('__new__', None)
        save_new = __new__ is not None${when(modern, ' and first_enum is not None')}
        if __new__ is None:
            for method in ('__new_member__', '__new__'):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in {None, None.__new__, object.__new__, Enum.__new__ if Enum is not None else None}:
                        __new__ = target
                        break
                if __new__ is not None:
                    break
            else:
                __new__ = object.__new__
        ${modern ? 'use_args = first_enum is not None and __new__ is not object.__new__' : 'use_args = __new__ is not object.__new__'}
        return __new__, save_new, use_args

${when(modern, '\nEnumMeta = EnumType\n')}`;
}

/** collections: what Lib/collections/__init__.py adds to the native `_collections` (deque, defaultdict). */

import { chainMapSource } from './collections/chain-map.ts';
import { counterSource } from './collections/counter.ts';
import { oldNamesSource, userListSource, userStringSource } from './collections/user.ts';
import { userDictSource } from './collections/user-dict.ts';
import { type LibModule, when } from './module.ts';

const source = String.raw`
import _collections_abc
import sys as _sys
from operator import itemgetter as _itemgetter
from _collections import _count_elements, deque, defaultdict, OrderedDict

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']

_collections_abc.MutableSequence.register(deque)


class _OrderedDictKeysView(_collections_abc.KeysView):
    def __reversed__(self):
        yield from reversed(self._mapping)


class _OrderedDictItemsView(_collections_abc.ItemsView):
    def __reversed__(self):
        for key in reversed(self._mapping):
            yield (key, self._mapping[key])


class _OrderedDictValuesView(_collections_abc.ValuesView):
    def __reversed__(self):
        for key in reversed(self._mapping):
            yield self._mapping[key]


_keywords = frozenset(('False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'))


class _tuplegetter:
    __module__ = '_collections'
    __slots__ = ('index', '__doc__')

    def __init__(self, index, doc):
        self.index = index
        self.__doc__ = doc

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return tuple.__getitem__(obj, self.index)

    def __set__(self, obj, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, obj):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f'_tuplegetter({self.index}, {self.__doc__!r})'


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    field_names = list(map(str, field_names))
    typename = _sys.intern(str(typename))

    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                field_names[index] = f'_{index}'
            seen.add(name)

    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError('Type names and field names must be valid '
                             f'identifiers: {name!r}')
        if name in _keywords:
            raise ValueError('Type names and field names cannot be a '
                             f'keyword: {name!r}')

    seen = set()
    for name in field_names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: '
                             f'{name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)

    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(reversed(list(zip(reversed(field_names), reversed(defaults)))))

    field_names = tuple(map(_sys.intern, field_names))
    num_fields = len(field_names)
    repr_fmt = '(' + ', '.join(f'{name}=%r' for name in field_names) + ')'

ARG_LIST
    tuple_new = tuple.__new__
    _dict, _tuple, _len, _map, _zip = dict, tuple, len, map, zip

    if _sys.version_info < (3, 9):
        namespace = {'_tuple_new': tuple_new, '__name__': f'namedtuple_{typename}'}
        exec(f'def __new__(_cls, {arg_list}): return _tuple_new(_cls, ({arg_list}))', namespace)
        __new__ = namespace['__new__']
    else:
        namespace = {'_tuple_new': tuple_new, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
        code = f'lambda _cls, {arg_list}: _tuple_new(_cls, ({arg_list}))'
        __new__ = eval(code, namespace)
    __new__.__name__ = '__new__'
    __new__.__qualname__ = f'{typename}.__new__'
    __new__.__doc__ = f'Create new instance of {typename}({arg_list})'
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if _len(result) != num_fields:
            raise TypeError(f'Expected {num_fields} arguments, got {len(result)}')
        return result

    def _replace(self, /, **kwds):
        result = self._make(_map(kwds.pop, field_names, self))
        if kwds:
            raise REPLACE_ERROR(f'Got unexpected field names: {list(kwds)!r}')
        return result

    def __repr__(self):
        return self.__class__.__name__ + repr_fmt % self

    def _asdict(self):
        return _dict(_zip(self._fields, self))

    def __getnewargs__(self):
        return _tuple(self)

    for method in (_make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'

    class_namespace = {
        '__doc__': f'{typename}({arg_list})',
        '__slots__': (),
        '_fields': field_names,
        '_field_defaults': field_defaults,
FIELDS_DEFAULTS        '__new__': __new__,
        '_make': _make,
REPLACE_METHOD        '_replace': _replace,
        '__repr__': __repr__,
        '_asdict': _asdict,
        '__getnewargs__': __getnewargs__,
MATCH_ARGS    }
    for index, name in enumerate(field_names):
        class_namespace[name] = _tuplegetter(index, _sys.intern(f'Alias for field number {index}'))

    result = type(typename, (tuple,), class_namespace)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            pass
    if module is not None:
        result.__module__ = module
    return result


`;

/** The module. */
const joined = `    arg_list = ', '.join(field_names)
    if num_fields == 1:
        arg_list += ','`;

/** 3.8: a repr, which is the first in many programs. */
const written = `    arg_list = repr(field_names).replace("'", "")[1:-1]`;

export const collectionsLib: LibModule = {
  name: 'collections',
  source: (rules) =>
    [
      source
        .replace('REPLACE_ERROR', rules.minor >= 13 ? 'TypeError' : 'ValueError')
        .replace('FIELDS_DEFAULTS', when(rules.minor <= 8, "        '_fields_defaults': field_defaults,\n"))
        .replace('REPLACE_METHOD', when(rules.minor >= 13, "        '__replace__': _replace,\n"))
        .replace('ARG_LIST', rules.minor >= 9 ? joined : written)
        .replace('MATCH_ARGS', when(rules.minor >= 10, "        '__match_args__': field_names,\n")) +
        counterSource(rules.minor) +
        chainMapSource(rules.minor) +
        userDictSource(rules.minor),
      userListSource,
      userStringSource,
      when(rules.minor <= 9, oldNamesSource),
    ].join('\n'),
};

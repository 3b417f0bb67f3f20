/** functools: what Lib/functools.py adds to the native `_functools` (partial, reduce, lru_cache, cmp_to_key). */
import { dispatchSource } from './dispatch.ts';
import { type LibModule, when } from './module.ts';

const cacheParameters = "        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}\n";

const body = String.raw`
from abc import get_cache_token
from _thread import RLock
GENERIC_ALIASfrom _functools import PLACEHOLDERpartial, reduce, cmp_to_key, _lru_cache_wrapper
from collections import namedtuple

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"PLACEHOLDER_NAME]

WRAPPER_ASSIGNMENTS = ASSIGNED
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            pass
        else:
            setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _not_op(op, other_name):
    def method(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return not result
    method.__name__ = other_name
    return method


def _op_or_equal(op, other_name):
    def method(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return result or self == other
    method.__name__ = other_name
    return method


def _not_op_and_not_equal(op, other_name):
    def method(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return not result and self != other
    method.__name__ = other_name
    return method


def _not_op_or_equal(op, other_name):
    def method(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return not result or self == other
    method.__name__ = other_name
    return method


def _op_and_not_equal(op, other_name):
    def method(self, other):
        result = getattr(type(self), op)(self, other)
        if result is NotImplemented:
            return result
        return result and self != other
    method.__name__ = other_name
    return method


def _comparison(make, op, other_name):
    method = make(op, other_name)
    method.__qualname__ = f'_{other_name[2:4]}_from_{op[2:4]}'
    return method


_convert = {op: [(other, _comparison(make, op, other)) for other, make in others] for op, others in (
    ('__lt__', [('__gt__', _not_op_and_not_equal), ('__le__', _op_or_equal), ('__ge__', _not_op)]),
    ('__le__', [('__ge__', _not_op_or_equal), ('__lt__', _op_and_not_equal), ('__gt__', _not_op)]),
    ('__gt__', [('__lt__', _not_op_and_not_equal), ('__ge__', _op_or_equal), ('__le__', _not_op)]),
    ('__ge__', [('__le__', _not_op_or_equal), ('__gt__', _op_and_not_equal), ('__lt__', _not_op)]),
)}


def total_ordering(cls):
    roots = {op for op in _convert if getattr(cls, op, None) is not getattr(object, op, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for opname, opfunc in _convert[root]:
        if opname not in roots:
            setattr(cls, opname, opfunc)
    return cls


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
CACHE_PARAMETERS        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
CACHE_PARAMETERS        return update_wrapper(wrapper, user_function)

    return decorating_function


PLACEHOLDER_HELPERclass partialmethod(object):
PARTIALMETHOD_INIT        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(PARTIALMETHOD_REFUSES.format(func))
PLACEHOLDER_CHECK        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = JOINED_ARGS
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords
PLACEHOLDER_COUNT
    def __repr__(self):
        args = ", ".join(map(repr, self.args))
        keywords = ", ".join("{}={!r}".format(k, v) for k, v in self.keywords.items())
PARTIALMETHOD_REPR

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
PLACEHOLDER_FILL            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *OWN_ARGS, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.PARTIALMETHOD_MARK = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        result = None
        if get is not NoneNOT_PARTIAL:
            new_func = get(obj, cls)
            if new_func is not self.func:
                result = partial(new_func, *self.args, **self.keywords)
                try:
                    result.__self__ = new_func.__self__
                except AttributeError:
                    pass
        if result is None:
            result = self._make_unbound_method().__get__(obj, cls)
        return result

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
`;

const cachedProperty = String.raw`

_NOT_FOUND = object()


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
CACHE_LOCK
    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property.") from None
        val = cache.get(self.attrname, _NOT_FOUND)
        if val is _NOT_FOUND:
FILL_CACHE
        return val
`;

/** What computes a cached property and keeps its value. */
const fill = `val = self.func(instance)
try:
    cache[self.attrname] = val
except TypeError:
    msg = (
        f"The '__dict__' attribute on {type(instance).__name__!r} instance "
        f"does not support item assignment for caching {self.attrname!r} property."
    )
    raise TypeError(msg) from None`;

const indented = (text: string, spaces: number): string => text.replace(/^/gm, ' '.repeat(spaces));

/** Up to 3.11 a cached property has a lock, which is held while it is computed. */
const lockedCache = {
  lock: '        self.lock = RLock()\n',
  fill: `            with self.lock:
                val = cache.get(self.attrname, _NOT_FOUND)
                if val is _NOT_FOUND:
${indented(fill, 20)}`,
};

const plainCache = { lock: '', fill: indented(fill, 12) };

const cache = String.raw`

def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)

__all__.append("cache")
`;

const partialRepr = `        cls = self.__class__
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})"`;

const partialReprModern = `        cls = self.__class__
        parts = [repr(self.func)] + [text for text in (args, keywords) if text]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"`;

const partialMethodInit = String.raw`    def __init__(self, func, /, *args, **keywords):
`;

/** 3.8 counts the arguments itself. */
const oldPartialMethodInit = String.raw`    def __init__(*args, **keywords):
        if len(args) >= 2:
            self, func, *args = args
        elif not args:
            raise TypeError("descriptor '__init__' of partialmethod "
                            "needs an argument")
        elif 'func' in keywords:
            func = keywords.pop('func')
            self, *args = args
        else:
            raise TypeError("type 'partialmethod' takes at least one argument, "
                            "got %d" % (len(args)-1))
        args = tuple(args)

`;

/** What the places that Placeholder keeps free add to partialmethod (3.14+). */
const placeholderParts: readonly (readonly [mark: string, text: string, before: string])[] = [
  ['PLACEHOLDER_NAME', ', "Placeholder"', ''],
  ['PLACEHOLDER', 'Placeholder, ', ''],
  [
    'PLACEHOLDER_HELPER',
    `def _in_places(stored, given):
    given = list(given)
    return tuple([given.pop(0) if given and a is Placeholder else a for a in stored]) + tuple(given)

`,
    '',
  ],
  [
    'PLACEHOLDER_CHECK',
    `        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
`,
    '',
  ],
  ['PLACEHOLDER_COUNT', '        self._phcount = len([a for a in self.args if a is Placeholder])\n', ''],
  [
    'PLACEHOLDER_FILL',
    `            phcount = self._phcount
            pto_args = self.args
            if phcount:
                if len(args) < phcount:
                    raise TypeError("missing positional arguments in 'partialmethod' call; expected "
                                    f"at least {phcount}, got {len(args)}")
                pto_args = _in_places(pto_args, args[:phcount])
                args = args[phcount:]
`,
    '',
  ],
  ['JOINED_ARGS', '_in_places(func.args, args)', 'func.args + args'],
  ['OWN_ARGS', 'pto_args', 'self.args'],
];

/** The marks longest first: one is the beginning of others. */
function withPlaceholders(source: string, minor: number): string {
  const parts = [...placeholderParts].sort((a, b) => b[0].length - a[0].length);
  return parts.reduce((text, [mark, now, before]) => text.replace(mark, minor >= 14 ? now : before), source);
}

export const functoolsLib: LibModule = {
  name: 'functools',
  source(rules) {
    const locked = rules.minor <= 11 ? lockedCache : plainCache;
    const annotations = rules.minor >= 14 ? "'__annotate__'" : "'__annotations__'";
    const parameters = when(rules.minor >= 12, ", '__type_params__'");
    const assigned = `('__module__', '__name__', '__qualname__', '__doc__', ${annotations}${parameters})`;
    const generic = when(rules.minor >= 9, '\n    __class_getitem__ = classmethod(GenericAlias)\n');
    return (
      withPlaceholders(body, rules.minor)
        .replace('ASSIGNED', assigned)
        .replaceAll('CACHE_PARAMETERS', when(rules.minor >= 9, cacheParameters))
        .replace('PARTIALMETHOD_INIT', rules.minor < 9 ? oldPartialMethodInit : partialMethodInit)
        .replace(
          'PARTIALMETHOD_REFUSES',
          rules.minor >= 14
            ? '"the first argument {!r} must be a callable or a descriptor"'
            : '"{!r} is not callable or a descriptor"',
        )
        .replace('NOT_PARTIAL', when(rules.minor >= 13, ' and not isinstance(self.func, partial)'))
        .replace('GENERIC_ALIAS', when(rules.minor >= 9, 'GenericAlias = type(list[int])\n'))
        .replace('PARTIALMETHOD_REPR', rules.minor >= 13 ? partialReprModern : partialRepr)
        .replace('PARTIALMETHOD_MARK', rules.minor >= 13 ? '__partialmethod__' : '_partialmethod') +
      generic +
      dispatchSource(rules.minor) +
      cachedProperty.replace('CACHE_LOCK', locked.lock).replace('FILL_CACHE', locked.fill) +
      generic +
      when(rules.minor >= 9, cache)
    );
  },
};

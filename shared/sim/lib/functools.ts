/** functools: what Lib/functools.py adds to the native `_functools` (partial, reduce, lru_cache, cmp_to_key). */
import { type LibModule, when } from './module.ts';

/** A backtick, which source in a template cannot hold. */
const B = '\x60';

const body = String.raw`
from abc import get_cache_token
from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
from collections import namedtuple as _namedtuple

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

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


_convert = {
    '__lt__': [('__gt__', _not_op_and_not_equal), ('__le__', _op_or_equal), ('__ge__', _not_op)],
    '__le__': [('__ge__', _not_op_or_equal), ('__lt__', _op_and_not_equal), ('__gt__', _not_op)],
    '__gt__': [('__lt__', _not_op_and_not_equal), ('__ge__', _op_or_equal), ('__le__', _not_op)],
    '__ge__': [('__le__', _not_op_or_equal), ('__gt__', _op_and_not_equal), ('__lt__', _not_op)],
}


def total_ordering(cls):
    roots = {op for op in _convert if getattr(cls, op, None) is not getattr(object, op, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for opname, make in _convert[root]:
        if opname not in roots:
            setattr(cls, opname, make(root, opname))
    return cls


_CacheInfo = _namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, user_function)

    return decorating_function


class partialmethod(object):
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        args = ", ".join(map(repr, self.args))
        keywords = ", ".join("{}={!r}".format(k, v) for k, v in self.keywords.items())
PARTIALMETHOD_REPR

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.PARTIALMETHOD_MARK = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        result = None
        if get is not None:
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


def _c3_merge(sequences):
    result = []
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return result
        for seq in sequences:
            candidate = seq[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        result.append(candidate)
        for seq in sequences:
            if seq[0] == candidate:
                del seq[0]


def _c3_mro(cls, abcs):
    """The order of cls's bases with the abstract classes it implements put where they are implemented first."""
    bases = cls.__bases__
    boundary = 0
    for i, base in enumerate(bases):
        if hasattr(base, '__abstractmethods__'):
            boundary = i + 1
    explicit = list(bases[:boundary])
    other = list(bases[boundary:])
    abstract = [base for base in abcs if issubclass(cls, base) and not any(issubclass(b, base) for b in bases)]
    abcs = [base for base in abcs if base not in abstract]
    orders = [_c3_mro(base, abcs) for base in explicit + abstract + other]
    return _c3_merge([[cls]] + orders + [explicit, abstract, other])


def _compose_mro(cls, types):
    bases = set(cls.__mro__)
    types = [t for t in types if t not in bases and hasattr(t, '__mro__') and issubclass(cls, t)]
    types = [t for t in types if not any(t != other and t in other.__mro__ for other in types)]
    type_set = set(types)
    mro = []
    for typ in types:
        found = [[s for s in sub.__mro__ if s in type_set]
                 for sub in typ.__subclasses__() if sub not in bases and issubclass(cls, sub)]
        if not found:
            mro.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for sub in found:
            for subcls in sub:
                if subcls not in mro:
                    mro.append(subcls)
    return _c3_mro(cls, mro)


def _find_impl(cls, registry):
    match = None
    for t in _compose_mro(cls, registry.keys()):
        if match is not None:
            if t in registry and t not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, t):
                raise RuntimeError("Ambiguous dispatch: {} or {}".format(match, t))
            break
        if t in registry:
            match = t
    return registry.get(match)


def singledispatch(func):
    import types, weakref
    registry = {}
    dispatch_cache = weakref.WeakKeyDictionary()
    cache_token = None

    def dispatch(cls):
        nonlocal cache_token
        if cache_token is not None:
            current_token = get_cache_token()
            if cache_token != current_token:
                dispatch_cache.clear()
                cache_token = current_token
        try:
            impl = dispatch_cache[cls]
        except KeyError:
            try:
                impl = registry[cls]
            except KeyError:
                impl = _find_impl(cls, registry)
            dispatch_cache[cls] = impl
        return impl

    def register(cls, func=None):
        nonlocal cache_token
        if isinstance(cls, type)IS_UNION:
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(REGISTER_FIRST)
            ann = getattr(cls, '__annotations__', {})
            if not ann:
                raise TypeError(f"Invalid first argument to ${B}register()${B}: {cls!r}. Use either "
                                f"${B}@register(some_class)${B} or plain ${B}@register${B} on an annotated function.")
            func = cls
            argname, cls = next(iter(ann.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not (isinstance(cls, type)IS_UNION):
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        ADD_TO_REGISTRY
        if cache_token is None and hasattr(cls, '__abstractmethods__'):
            cache_token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = dispatch_cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
CHECK_ARGUMENTS            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


_NOT_FOUND = object()


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

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
            val = self.func(instance)
            cache[self.attrname] = val
        return val
`;

const cache = String.raw`

def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)

__all__.append("cache")
`;

const checkArguments = `            if not args:
                funcname = getattr(self.func, '__name__', 'singledispatchmethod method')
                raise TypeError(f'{funcname} requires at least 1 positional argument')
`;

/** What register() says where a function was given and the class is none. */
function registerFirst(minor: number): string {
  return minor >= 11
    ? `f"Invalid first argument to ${B}register()${B}. {cls!r} is not a class or union type."`
    : `f"Invalid first argument to ${B}register()${B}: {cls!r} is not a class."`;
}

const partialRepr = `        cls = self.__class__
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})"`;

const partialReprModern = `        cls = self.__class__
        parts = [repr(self.func)] + [text for text in (args, keywords) if text]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"`;

const isUnion = String.raw`

def _is_union(cls):
    import types
    return isinstance(cls, types.UnionType) and all(isinstance(arg, type) for arg in cls.__args__)
`;

const addUnion = `if not isinstance(cls, type):
            for arg in cls.__args__:
                registry[arg] = func
        else:
            registry[cls] = func`;

export const functoolsLib: LibModule = {
  name: 'functools',
  source(rules) {
    const annotations = rules.minor >= 14 ? "'__annotate__'" : "'__annotations__'";
    const parameters = when(rules.minor >= 12, ", '__type_params__'");
    const assigned = `('__module__', '__name__', '__qualname__', '__doc__', ${annotations}${parameters})`;
    return (
      body
        .replace('ASSIGNED', assigned)
        .replace('PARTIALMETHOD_REPR', rules.minor >= 13 ? partialReprModern : partialRepr)
        .replace('PARTIALMETHOD_MARK', rules.minor >= 13 ? '__partialmethod__' : '_partialmethod')
        .replaceAll('IS_UNION', when(rules.minor >= 11, ' or _is_union(cls)'))
        .replace('REGISTER_FIRST', registerFirst(rules.minor))
        .replace('ADD_TO_REGISTRY', rules.minor >= 11 ? addUnion : 'registry[cls] = func')
        .replace('CHECK_ARGUMENTS', when(rules.minor >= 13, checkArguments)) +
      when(rules.minor >= 9, cache) +
      when(rules.minor >= 11, isUnion)
    );
  },
};

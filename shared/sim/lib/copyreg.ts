/** copyreg (Lib/copyreg.py) and what object.__reduce_ex__ and __getstate__ do (Objects/typeobject.c: reduce_newobj, object_getstate). */
import { type LibModule, when } from './module.ts';

const source = String.raw`
__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def _reconstructor(cls, base, state):
    if base is object:
        obj = object.__new__(cls)
    else:
        obj = base.__new__(cls, state)
        if base.__init__ != object.__init__:
            base.__init__(obj, state)
    return obj


_HEAPTYPE = 1 << 9


def _reduce_ex(self, proto):
    cls = self.__class__
    for base in cls.__mro__:
        if hasattr(base, '__flags__') and not base.__flags__ & _HEAPTYPE:
            break
    else:
        base = object
    if base is object:
        state = None
    else:
        if base is cls:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        state = base(self)
    args = (cls, base, state)
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled"
                            " with protocol %d" % proto) from None
        dict = getattr(self, "__dict__", None)
    else:
        if getattr(self, "__slots__", None) and getattr(type(self), "__getstate__", None) is getattr(object, "__getstate__", None):
            raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled"
                            " with protocol %d" % proto)
        dict = getstate()
    if dict:
        return _reconstructor, args, dict
    return _reconstructor, args


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for c in cls.__mro__:
        slots = c.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = c.__name__.lstrip('_')
                names.append('_%s%s' % (stripped, name) if stripped else name)
            else:
                names.append(name)
    try:
        cls.__slotnames__ = names
    except:
        pass
    return names


def _default_state(x, required=False):
    cls = type(x)
    names = _slotnames(cls)
    if required:
        if cls.__itemsize__:
            raise TypeError(_ITEMS % cls.__name__)
        size = object.__basicsize__ + 8 * len(names)
        if cls.__dictoffset__:
            size += 8
        if cls.__weakrefoffset__ > 0:
            size += 8
        if cls.__basicsize__ > size:
            raise TypeError("cannot pickle %r object" % (cls.__name__,))
    state = getattr(x, "__dict__", None) or None
    slots = {}
    for name in names:
        try:
            slots[name] = getattr(x, name)
        except AttributeError:
            pass
    if slots:
        return (state, slots)
    return state


def _state(x, required):
    getstate = getattr(x, "__getstate__", None)
    if getstate is None or getattr(type(x), "__getstate__", None) is getattr(object, "__getstate__", 0):
        return _default_state(x, required)
    return getstate()


_values = ((int, int), (float, float), (str, str), (bytes, bytes), (complex, complex), (tuple, tuple))


def _reduce_newobj(x):
    cls = type(x)
    if cls is not object and not cls.__flags__ & _HEAPTYPE and '__new__' not in cls.__dict__:
        raise TypeError("cannot pickle %r object" % (cls.__name__,))
    getnew_ex = getattr(cls, "__getnewargs_ex__", None)
    getnew = getattr(cls, "__getnewargs__", None)
    required = False
    if getnew_ex is not None:
        args, kwargs = getnew_ex(x)
        if kwargs:
            maker, made = __newobj_ex__, (cls, args, kwargs)
        else:
            maker, made = __newobj__, (cls,) + args
    elif getnew is not None:
        maker, made = __newobj__, (cls,) + getnew(x)
    else:
        for base, value in _values:
            if isinstance(x, base):
                maker, made = __newobj__, (cls, value(x))
                break
        else:
            maker, made = __newobj__, (cls,)
            required = not isinstance(x, (list, dict))
    state = _state(x, required)
    listitems = iter(x) if isinstance(x, list) else None
    dictitems = iter(x.items()) if isinstance(x, dict) else None
    return maker, made, state, listitems, dictitems


def _object_reduce_ex(x, proto):
    if type(x).__reduce__ is not object.__reduce__:
        return x.__reduce__()
    if proto >= 2:
        return _reduce_newobj(x)
    return _reduce_ex(x, proto)


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key %s is already registered with code %s" % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code %s is already in use for key %s" % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key %s is not registered with code %s" % (key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
`;

export const copyregLib: LibModule = {
  name: 'copyreg',
  source: (rules) =>
    source +
    (rules.minor >= 11
      ? '\n_ITEMS = "cannot pickle %s objects"\n'
      : '\n_ITEMS = "cannot pickle %r object"\n') +
    when(
      rules.minor >= 10,
      '\n\ndef pickle_union(obj):\n    import functools, operator\n    return functools.reduce, (operator.or_, obj.__args__)\n\npickle(type(int | str), pickle_union)\n',
    ),
};

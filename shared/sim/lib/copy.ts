/** copy (Lib/copy.py) with the part of copyreg and object.__reduce_ex__(4) that copying needs. */
import type { LibModule } from './module.ts';

const source = String.raw`
import itertools as _itertools
import types as _types

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass
error = Error


def _state_of(x):
    getstate = getattr(x, "__getstate__", None)
    if getstate is not None and getattr(getstate, "__objclass__", None) is not object \
            and type(x).__dict__.get("__getstate__") is not getattr(object, "__getstate__", 0) \
            and getattr(type(x), "__getstate__", None) is not getattr(object, "__getstate__", 0):
        return getstate()
    state = getattr(x, "__dict__", None) or None
    slots = {}
    for cls in type(x).__mro__:
        names = cls.__dict__.get("__slots__", ())
        if isinstance(names, str):
            names = (names,)
        for name in names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = cls.__name__.lstrip("_")
                if stripped:
                    name = "_%s%s" % (stripped, name)
            try:
                slots[name] = getattr(x, name)
            except AttributeError:
                pass
    if slots:
        return (state, slots)
    return state


def _newobj(cls, *args):
    return cls.__new__(cls, *args)


def _newobj_ex(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


_HEAPTYPE = 1 << 9
_not_copyable = tuple({staticmethod, classmethod, super, type((1).__add__), _types.GeneratorType, _types.FrameType, _types.TracebackType, _types.ModuleType,
                       _types.CodeType, _types.MappingProxyType, type(iter({})), _itertools._tee_dataobject, type({}.keys()), type({}.items()), type({}.values())})


def _reduce(cls, x):
    if cls.__reduce_ex__ is not object.__reduce_ex__:
        return x.__reduce_ex__(4)
    if cls.__reduce__ is not object.__reduce__:
        return x.__reduce__()
    if isinstance(x, _not_copyable) or not cls.__flags__ & _HEAPTYPE and hasattr(cls, '__next__'):
        raise TypeError("cannot pickle %r object" % (cls.__name__,))
    getnew_ex = getattr(cls, "__getnewargs_ex__", None)
    getnew = getattr(cls, "__getnewargs__", None)
    if getnew_ex is not None:
        args, kwargs = getnew_ex(x)
        maker, made = _newobj_ex, (cls, args, kwargs)
    elif getnew is not None:
        maker, made = _newobj, (cls,) + tuple(getnew(x))
    else:
        for base, value in ((int, int), (float, float), (str, str), (bytes, bytes), (complex, complex), (tuple, tuple), (frozenset, list)):
            if isinstance(x, base):
                maker, made = _newobj, (cls, value(x))
                break
        else:
            maker, made = _newobj, (cls,)
    if isinstance(x, (set, bytearray)):
        maker, made = cls, (list(x) if isinstance(x, set) else bytes(x),)
    listitems = iter(x) if isinstance(x, list) else None
    dictitems = iter(x.items()) if isinstance(x, dict) else None
    return maker, made, _state_of(x), listitems, dictitems


def copy(x):
    cls = type(x)
    copier = _copy_dispatch.get(cls)
    if copier:
        return copier(x)
    if issubclass(cls, type):
        return _copy_immutable(x)
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    rv = _reduce(cls, x)
    if isinstance(rv, str):
        return x
    return _reconstruct(x, None, *rv)


def _copy_immutable(x):
    return x


_copy_dispatch = {}
for _t in (type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property,
           _types.BuiltinFunctionType, type(Ellipsis), type(NotImplemented), _types.FunctionType):
    _copy_dispatch[_t] = _copy_immutable
_copy_dispatch[_types.MethodType] = lambda x: type(x)(x.__func__, x.__self__)
_copy_dispatch[list] = list.copy
_copy_dispatch[dict] = dict.copy
_copy_dispatch[set] = set.copy
_copy_dispatch[bytearray] = bytearray.copy


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    d = id(x)
    y = memo.get(d, _nil)
    if y is not _nil:
        return y
    cls = type(x)
    copier = _deepcopy_dispatch.get(cls)
    if copier is not None:
        y = copier(x, memo)
    else:
        if issubclass(cls, type):
            y = _deepcopy_atomic(x, memo)
        else:
            copier = getattr(x, "__deepcopy__", None)
            if copier is not None:
                y = copier(memo)
            else:
                rv = _reduce(cls, x)
                if isinstance(rv, str):
                    y = x
                else:
                    y = _reconstruct(x, memo, *rv)
    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)
    return y


def _deepcopy_atomic(x, memo):
    return x


_deepcopy_dispatch = {}
for _t in (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, bytes, str, type, range,
           _types.BuiltinFunctionType, _types.FunctionType, _types.CodeType, property):
    _deepcopy_dispatch[_t] = _deepcopy_atomic


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    y = []
    memo[id(x)] = y
    append = y.append
    for a in x:
        append(deepcopy(a, memo))
    return y
_deepcopy_dispatch[list] = _deepcopy_list


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    y = [deepcopy(a, memo) for a in x]
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for k, j in zip(x, y):
        if k is not j:
            y = tuple(y)
            break
    else:
        y = x
    return y
_deepcopy_dispatch[tuple] = _deepcopy_tuple


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y
_deepcopy_dispatch[dict] = _deepcopy_dict


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))
_deepcopy_dispatch[_types.MethodType] = _deepcopy_method


def _deepcopy_slice(x, memo):
    return slice(deepcopy(x.start, memo), deepcopy(x.stop, memo), deepcopy(x.step, memo))
_deepcopy_dispatch[slice] = _deepcopy_slice


def _keep_alive(x, memo):
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *, deepcopy=deepcopy):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            if isinstance(state, tuple) and len(state) == 2:
                state, slotstate = state
            else:
                slotstate = None
            if state is not None:
                y.__dict__.update(state)
            if slotstate is not None:
                for key, value in slotstate.items():
                    setattr(y, key, value)
    if listiter is not None:
        if deep:
            for item in listiter:
                y.append(deepcopy(item, memo))
        else:
            for item in listiter:
                y.append(item)
    if dictiter is not None:
        if deep:
            for key, value in dictiter:
                y[deepcopy(key, memo)] = deepcopy(value, memo)
        else:
            for key, value in dictiter:
                y[key] = value
    return y
`;

const replace = String.raw`

def replace(obj, /, **changes):
    cls = obj.__class__
    func = getattr(cls, '__replace__', None)
    if func is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return func(obj, **changes)

__all__.append("replace")
`;

export const copyLib: LibModule = {
  name: 'copy',
  source: (rules) => (rules.minor >= 13 ? source + replace : source),
};

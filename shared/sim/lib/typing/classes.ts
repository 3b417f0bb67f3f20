/** The half of typing.ts that is about classes: generic ones, protocols, records; and the functions. */
export const classSource = String.raw`

class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params, )
        if not params and cls is not Tuple:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in params)
        if cls in (Generic, Protocol):
            if not all(isinstance(p, TypeVar) for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables"
                                + (" or parameter specification variables." if _minor >= 10 else ""))
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            _check_generic(cls, len(params), len(cls.__parameters__))
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        tvars = []
        if '__orig_bases__' in cls.__dict__:
            error = Generic in cls.__orig_bases__
        else:
            error = Generic in cls.__bases__ and cls.__name__ != 'Protocol'
        if error:
            raise TypeError("Cannot inherit from plain Generic")
        if '__orig_bases__' in cls.__dict__:
            tvars = _collect_parameters(cls.__orig_bases__)
            for base in cls.__orig_bases__:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    missing = [t for t in tvars if t not in base.__parameters__]
                    if missing:
                        raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in"
                                        f" Generic[{', '.join(map(str, base.__parameters__))}]")
                    tvars = base.__parameters__
        cls.__parameters__ = tuple(tvars)


Protocol = None
_PROTO_NAMES = frozenset(('__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                          '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__match_args__', '__parameters__',
                          '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol', '_abc_impl', '__static_attributes__',
                          '__firstlineno__', '__annotate__', '__annotate_func__', '__annotations_cache__', '__protocol_attrs__',
                          '__non_callable_proto_members__'))


def _get_protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for attr in list(base.__dict__) + list(getattr(base, '__annotations__', {})):
            if not attr.startswith('_abc_') and attr not in _PROTO_NAMES:
                attrs.add(attr)
    return attrs


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not getattr(cls, '_is_protocol', False) or cls is Protocol:
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        return all(hasattr(instance, attr) and
                   (not callable(getattr(cls, attr, None)) or getattr(instance, attr) is not None)
                   for attr in _get_protocol_attrs(cls))


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            for attr in _get_protocol_attrs(cls):
                for base in other.__mro__:
                    if attr in base.__dict__:
                        if base.__dict__[attr] is None:
                            return NotImplemented
                        break
                else:
                    return NotImplemented
            return True
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is object.__init__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    if not getattr(cls, '_is_protocol', False):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, args=''):
    ns = {}
    exec(f'def {method}(self{args}): pass', ns)
    made = types.new_class(name, (Protocol, ), {}, lambda d: d.update({method: abstractmethod(ns[method]), '__module__': 'typing', '__slots__': ()}))
    return runtime_checkable(made)


SupportsInt = _supports('SupportsInt', '__int__')
SupportsFloat = _supports('SupportsFloat', '__float__')
SupportsComplex = _supports('SupportsComplex', '__complex__')
SupportsBytes = _supports('SupportsBytes', '__bytes__')
SupportsIndex = _supports('SupportsIndex', '__index__')
SupportsAbs = _supports('SupportsAbs', '__abs__')
SupportsRound = _supports('SupportsRound', '__round__', ', ndigits=0')

AnyStr = TypeVar('AnyStr', bytes, str)
AnyStr.__module__ = 'typing'
Text = str
TYPE_CHECKING = False

Tuple = _TupleAlias(tuple, -1, 'Tuple')
Callable = _CallableAlias(collections.abc.Callable, 2, 'Callable')
Type = _Alias(type, 1, 'Type')
List = _Alias(list, 1, 'List')
Dict = _Alias(dict, 2, 'Dict')
Set = _Alias(set, 1, 'Set')
FrozenSet = _Alias(frozenset, 1, 'FrozenSet')
Deque = _Alias(collections.deque, 1, 'Deque', True)
DefaultDict = _Alias(collections.defaultdict, 2, 'DefaultDict', True)
OrderedDict = _Alias(collections.OrderedDict, 2, 'OrderedDict', True)
Counter = _Alias(collections.Counter, 1, 'Counter', True)
ChainMap = _Alias(collections.ChainMap, 2, 'ChainMap', True)
AbstractSet = _Alias(collections.abc.Set, 1, 'AbstractSet')
Hashable = _Alias(collections.abc.Hashable, 0, 'Hashable')
Sized = _Alias(collections.abc.Sized, 0, 'Sized')
ByteString = _Alias(getattr(collections.abc, 'ByteString', bytes), 0, 'ByteString')
for _name, _n in [('Container', 1), ('ItemsView', 2), ('Iterable', 1), ('Iterator', 1), ('KeysView', 1), ('Mapping', 2),
                  ('MappingView', 1), ('MutableMapping', 2), ('MutableSequence', 1), ('MutableSet', 1), ('Sequence', 1),
                  ('ValuesView', 1), ('Collection', 1), ('Reversible', 1), ('Generator', 3)]:
    globals()[_name] = _Alias(getattr(collections.abc, _name), _n, _name)
del _name, _n


def _annotations_of(ns):
    annotate = ns.get('__annotate_func__') or ns.get('__annotate__')
    return annotate(1) if annotate is not None else ns.get('__annotations__', {})


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types_ = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in _annotations_of(ns).items()}
        defaults = []
        for name in types_:
            if name in ns:
                defaults.append(name)
            elif defaults:
                many = '(s)' if _minor == 8 else 's' if len(defaults) > 1 else ''
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field{many} {', '.join(defaults)}")
        made = collections.namedtuple(typename, types_, defaults=[ns[n] for n in defaults], module=ns['__module__'])
        made.__annotations__ = made.__new__.__annotations__ = types_
        for key in ns:
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make', '_replace', '_asdict'):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ('__module__', '__qualname__', '__annotations__', '__orig_bases__') and key not in made._fields and key != '__classcell__':
                setattr(made, key, ns[key])
        if '__qualname__' in ns:
            made.__qualname__ = ns['__qualname__']
        return made


def _make_named(name, fields, module):
    fields = [(n, _type_check(t, f"field {n} annotation must be a type")) for n, t in fields]
    made = collections.namedtuple(name, [n for n, t in fields], module=module)
    made.__annotations__ = made.__new__.__annotations__ = dict(fields)
    return made


def NamedTuple(typename, fields=None, /, **kwargs):
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_named(typename, fields, sys._getframe(1).f_globals.get('__name__', '__main__'))


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple, )


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        made = type.__new__(_TypedDictMeta, name, (dict, ), {k: v for k, v in ns.items() if k not in ('__annotate_func__', '__annotate__')})
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}) if _minor < 14 else base.__annotations__)
            required.update(base.__dict__.get('__required_keys__', ()))
            optional.update(base.__dict__.get('__optional_keys__', ()))
        own = {n: _type_check(t, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type") for n, t in _annotations_of(ns).items()}
        annotations = {**own, **annotations} if _minor == 8 else {**annotations, **own}
        (required if total else optional).update(own)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields if fields is not None else kwargs),
                                         '__module__': sys._getframe(1).f_globals.get('__name__', '__main__')}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict, )

if _minor >= 10:
    class NewType(_Either):
        def __init__(self, name, tp):
            self.__qualname__ = name
            self.__name__ = name.rpartition('.')[-1]
            self.__supertype__ = tp
            self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

        def __call__(self, x):
            return x

        def __repr__(self):
            return f'{self.__module__}.{self.__qualname__}'

        def __mro_entries__(self, bases):
            raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                            f"\x60Name = NewType('Name', {self.__name__})\x60")
else:
    def NewType(name, tp):
        def new_type(x):
            return x
        new_type.__name__ = name
        new_type.__supertype__ = tp
        return new_type

if _minor >= 9:
    class _AnnotatedAlias(_GenericAlias):
        def __init__(self, origin, metadata):
            super().__init__(origin, origin)
            self.__metadata__ = metadata

        def __repr__(self):
            return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(repr(a) for a in self.__metadata__)}]"

        def __eq__(self, other):
            if not isinstance(other, _AnnotatedAlias):
                return NotImplemented
            return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

        def __hash__(self):
            return hash((self.__origin__, self.__metadata__))

    @_SpecialForm
    def Annotated(self, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.")
        if isinstance(origin, _AnnotatedAlias):
            return _AnnotatedAlias(origin.__origin__, origin.__metadata__ + params[1:])
        return _AnnotatedAlias(origin, params[1:])


def get_origin(tp):
    if _minor >= 9 and isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _Alias)) or _minor >= 9 and isinstance(tp, types.GenericAlias):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if _minor >= 10 and isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    if _minor >= 9 and isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, ) + tp.__metadata__
    if isinstance(tp, _CallableGenericAlias) and tp.__args__[0] is not ...:
        return (list(tp.__args__[:-1]), tp.__args__[-1])
    if isinstance(tp, _GenericAlias) or _minor >= 9 and isinstance(tp, types.GenericAlias) or _minor >= 10 and isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def _resolve(t, globalns, localns):
    if t is None:
        return type(None)
    if isinstance(t, str):
        return _resolve(eval(t, globalns, localns), globalns, localns)
    if isinstance(t, ForwardRef):
        return _resolve(t.__forward_arg__, globalns, localns)
    if _minor >= 9 and isinstance(t, _AnnotatedAlias):
        return _resolve(t.__origin__, globalns, localns)
    if isinstance(t, _GenericAlias) and any(not isinstance(a, (type, TypeVar)) for a in t.__args__):
        return t._with(tuple(_resolve(a, globalns, localns) if not isinstance(t, _LiteralGenericAlias) and a is not ... else a
                             for a in t.__args__))
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            names = sys.modules[base.__module__].__dict__ if base.__module__ in sys.modules else {}
            annotations = base.__dict__.get('__annotations__', {}) if _minor < 14 else getattr(base, '__annotations__', {})
            for name, value in annotations.items():
                hints[name] = _resolve(value, globalns or names, localns)
        return hints
    if globalns is None:
        globalns = getattr(getattr(obj, '__wrapped__', obj), '__globals__', getattr(obj, '__dict__', {}))
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        raise TypeError('{!r} is not a module, class, method, or function.'.format(obj))
    resolved = {name: _resolve(value, globalns, localns) for name, value in hints.items()}
    if _minor <= 10 and isinstance(obj, types.FunctionType):
        code = obj.__code__
        values = obj.__defaults__ or ()
        names = code.co_varnames[code.co_argcount - len(values):code.co_argcount]
        for name, value in list(zip(names, values)) + list((obj.__kwdefaults__ or {}).items()):
            if value is None and name in resolved:
                resolved[name] = Optional[resolved[name]]
    return resolved


def cast(typ, val):
    return val


def final(f):
    if _minor >= 11:
        try:
            f.__final__ = True
        except (AttributeError, TypeError):
            pass
    return f


def override(f):
    try:
        f.__override__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a "
                              "stub module should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    return _overload_dummy


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj
`;

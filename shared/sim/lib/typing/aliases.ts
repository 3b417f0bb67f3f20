/** The half of typing.ts that is about special forms, type variables and subscripted aliases. */
export const aliasSource = String.raw`

class _Immutable:
    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, types.GenericAlias if _minor >= 9 else ()):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, list):
        return '[' + ', '.join(map(_type_repr, obj)) + ']'
    return repr(obj)


def _type_convert(arg):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


def _type_check(arg, msg):
    arg = _type_convert(arg)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (Generic, Protocol):
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if (type(arg) is tuple if _minor >= 11 else not callable(arg) and not (_minor >= 10 and isinstance(arg, types.UnionType))):
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _collect_parameters(args):
    found = []
    for arg in args:
        if isinstance(arg, TypeVar):
            inner = (arg, )
        else:
            inner = getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()
        for t in inner:
            if t not in found:
                found.append(t)
    return tuple(found)


def _check_generic(cls, given, expected):
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    if given != expected:
        many = 'many' if given > expected else 'few'
        raise TypeError(f"Too {many} {'arguments' if _minor >= 10 else 'parameters'} for {cls};"
                        f" actual {given}, expected {expected}")


class ForwardRef(_Immutable):
    __slots__ = ('__forward_arg__', )

    def __init__(self, arg):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __call__(self):
        raise TypeError('Cannot instantiate a forward reference')


class _Either:
    """What may stand beside | from 3.10 on."""
    __slots__ = ()

    def __or__(self, right):
        return Union[self, right] if _minor >= 10 else NotImplemented

    def __ror__(self, left):
        return Union[left, self] if _minor >= 10 else NotImplemented


class TypeVar(_Immutable, _Either):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__constraints__ = tuple(_type_check(t, "TypeVar(name, constraint, ...): constraints must be types.")
                                     for t in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __call__(self, *args):
        raise TypeError(f"'{'typing.' if _minor >= 12 else ''}TypeVar' object is not callable")

    def __repr__(self):
        prefix = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return prefix + self.__name__


class _SpecialForm(_Immutable, _Either):
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._name = getitem.__name__
        self._getitem = getitem
        self.__doc__ = getitem.__doc__

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")


def _plain(name):
    def form(self, parameters):
        raise TypeError(f"{self} is not subscriptable" if _minor <= 8 or self._name != 'Self' else f"{self} is not subscriptable")
    form.__name__ = name
    return _SpecialForm(form)


class _GenericAlias(_Immutable, _Either):
    def __init__(self, origin, args, name=None, inst=True):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args, )
        self._name = name
        self._inst = inst
        self.__parameters__ = _collect_parameters(self.__args__)
        self.__module__ = 'typing' if name else getattr(origin, '__module__', 'typing')

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(a) for a in self.__args__]) or '()'
        return f'{name}[{args}]'

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getitem__(self, params):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not isinstance(params, tuple):
            params = (params, )
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in params)
        _check_generic(self, len(params), len(self.__parameters__))
        given = dict(zip(self.__parameters__, params))
        return self._with(tuple(_substitute(a, given) for a in self.__args__))

    def _with(self, args):
        return self.__class__(self.__origin__, args, self._name, self._inst)

    def __mro_entries__(self, bases):
        if self._name:
            res = [self.__origin__] if self.__origin__ not in bases else []
            i = bases.index(self)
            if not any(isinstance(b, _GenericAlias) or issubclass(b, Generic) for b in bases[i + 1:]):
                res.append(Generic)
            return tuple(res)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for b in bases[bases.index(self) + 1:]:
                if isinstance(b, _GenericAlias) and b is not self:
                    return ()
        return (self.__origin__, )

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _substitute(arg, given):
    if isinstance(arg, TypeVar):
        return given.get(arg, arg)
    inner = getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()
    return arg[tuple(given.get(p, p) for p in inner)] if inner else arg


class _UnionGenericAlias(_GenericAlias):
    def __init__(self, origin, args, name=None, inst=True):
        super().__init__(origin, args, name, inst)
        self.__module__ = 'typing'

    def _with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType) if _minor >= 10 else _UnionGenericAlias):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if _minor >= 14:
            return ' | '.join(['None' if a is type(None) else _type_repr(a) for a in args])
        if _minor >= 9 and len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_type_repr(args[0] if args[1] is type(None) else args[1])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj)) if _minor >= 10 else super().__instancecheck__(obj)

    def __subclasscheck__(self, cls):
        if _minor < 10:
            return super().__subclasscheck__(cls)
        return any(issubclass(cls, arg) for arg in self.__args__)


class _LiteralGenericAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and args[0] is ...:
            return super().__repr__()
        return f"typing.Callable[[{', '.join([_type_repr(a) for a in args[:-1]])}], {_type_repr(args[-1])}]"


class _Alias(_Immutable, _Either):
    """List and its kind, before they are subscripted."""
    def __init__(self, origin, nparams, name=None, inst=False):
        self.__origin__ = origin
        self._nparams = nparams
        self._name = name or origin.__name__
        self._inst = inst
        self.__module__ = 'typing'

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params, )
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in params)
        _check_generic(self, len(params), self._nparams)
        return _GenericAlias(self.__origin__, params, self._name, self._inst)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        res = [self.__origin__] if self.__origin__ not in bases else []
        i = bases.index(self)
        if not any(isinstance(b, (_GenericAlias, _Alias)) or issubclass(b, Generic) for b in bases[i + 1:]):
            res.append(Generic)
        return tuple(res)

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, (_Alias, _GenericAlias)):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__)


class _TupleAlias(_Alias):
    def __getitem__(self, params):
        if params == ():
            return _GenericAlias(tuple, () if _minor >= 11 else ((), ), 'Tuple', False)
        if not isinstance(params, tuple):
            params = (params, )
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        if len(params) >= 2 and params[-1] is ...:
            return _GenericAlias(tuple, tuple(_type_check(p, msg) for p in params[:-1]) + (..., ), 'Tuple', False)
        return _GenericAlias(tuple, tuple(_type_check(p, msg) for p in params), 'Tuple', False)


class _CallableAlias(_Alias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return _CallableGenericAlias(collections.abc.Callable, (..., result), 'Callable', False)
        if not isinstance(args, list):
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        args = tuple(_type_check(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args)
        return _CallableGenericAlias(collections.abc.Callable, args + (result, ), 'Callable', False)


@_SpecialForm
def Union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters, )
    flat = []
    for p in parameters:
        p = _type_check(p, "Union[arg, ...]: each arg must be a type.")
        flat.extend(p.__args__ if isinstance(p, _UnionGenericAlias) or _minor >= 10 and isinstance(p, types.UnionType) else [p])
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else _UnionGenericAlias(Union, tuple(flat), 'Union', True)


@_SpecialForm
def Optional(self, parameters):
    arg = _type_check(parameters, "Optional[t] requires a single type." if _minor <= 8 else f"{self} requires a single type.")
    return Union[arg, type(None)]


def _single(name):
    def form(self, parameters):
        item = _type_check(parameters, f'{self} accepts only single type.')
        return _GenericAlias(self, (item, ), name, True)
    form.__name__ = name
    return _SpecialForm(form)


ClassVar = _single('ClassVar')
Final = _single('Final')


@_SpecialForm
def Literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters, )
    if _minor >= 9:
        flat = []
        for p in parameters:
            flat.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else [p])
        parameters = tuple(p for p, _ in dict.fromkeys((p, type(p)) for p in flat))
    return _LiteralGenericAlias(self, parameters, 'Literal', True)


NoReturn = _plain('NoReturn')
if _minor >= 10:
    TypeAlias = _plain('TypeAlias')
if _minor >= 11:
    Never = _plain('Never')
    Self = _plain('Self')
    LiteralString = _plain('LiteralString')
    Required = _single('Required')
    NotRequired = _single('NotRequired')

    class _AnyMeta(type):
        def __instancecheck__(self, obj):
            if self is Any:
                raise TypeError("typing.Any cannot be used with isinstance()")
            return super().__instancecheck__(obj)

        def __repr__(self):
            return "typing.Any" if self is Any else super().__repr__()

    class Any(metaclass=_AnyMeta):
        def __new__(cls, *args, **kwargs):
            if cls is Any:
                raise TypeError("Any cannot be instantiated")
            return super().__new__(cls)
else:
    Any = _plain('Any')
`;

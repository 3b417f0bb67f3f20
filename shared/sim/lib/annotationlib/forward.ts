/** annotationlib.ForwardRef: a name or an expression that could not be evaluated yet. */
export const forwardSource = String.raw`

class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


_SLOTS = (
    "__forward_is_argument__",
    "__forward_is_class__",
    "__forward_module__",
    "__weakref__",
    "__arg__",
    "__globals__",
    "__extra_names__",
    "__code__",
    "__ast_node__",
    "__cell__",
    "__owner__",
    "__stringifier_dict__",
    "__resolved_str_cache__",
)


def _rewrite_star_unpack(arg):
    if arg.lstrip().startswith("*"):
        return f"({arg},)[0]"
    return arg


class ForwardRef:
    __slots__ = _SLOTS

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner
        self.__globals__ = None
        self.__cell__ = None
        self.__extra_names__ = None
        self.__code__ = None
        self.__ast_node__ = None
        self.__resolved_str_cache__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        match format:
            case Format.STRING:
                return self.__resolved_str__
            case Format.VALUE:
                is_forwardref_format = False
            case Format.FORWARDREF:
                is_forwardref_format = True
            case _:
                raise NotImplementedError(format)
        if isinstance(self.__cell__, types.CellType):
            try:
                return self.__cell__.cell_contents
            except ValueError:
                pass
        if owner is None:
            owner = self.__owner__
        if globals is None and self.__forward_module__ is not None:
            globals = getattr(sys.modules.get(self.__forward_module__, None), "__dict__", None)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            globals = _globals_of(owner)
        if globals is None:
            globals = {}
        if locals is None:
            locals = {}
            if isinstance(owner, type):
                locals.update(vars(owner))
        elif isinstance(self.__cell__, dict) or self.__extra_names__:
            locals = dict(locals)
        if isinstance(self.__cell__, dict):
            for cell_name, cell in self.__cell__.items():
                try:
                    cell_value = cell.cell_contents
                except ValueError:
                    pass
                else:
                    locals.setdefault(cell_name, cell_value)
        if self.__extra_names__:
            locals.update(self.__extra_names__)
        arg = self.__forward_arg__
        if arg.isidentifier() and not keyword.iskeyword(arg):
            if arg in locals:
                return locals[arg]
            elif arg in globals:
                return globals[arg]
            elif hasattr(builtins, arg):
                return getattr(builtins, arg)
            elif is_forwardref_format:
                return self
            else:
                raise NameError(f"name '{arg:.200}' is not defined", name=arg)
        code = self.__forward_code__
        try:
            return eval(code, globals=globals, locals=locals)
        except Exception:
            if not is_forwardref_format:
                raise
        new_locals = _StringifierDict(
            {**builtins.__dict__, **globals, **locals},
            globals=globals,
            owner=owner,
            is_class=self.__forward_is_class__,
            format=format,
        )
        try:
            result = eval(code, globals=globals, locals=new_locals)
        except Exception:
            return self
        else:
            new_locals.transmogrify(self.__cell__)
            return result

    @property
    def __forward_arg__(self):
        if self.__arg__ is not None:
            return self.__arg__
        if self.__ast_node__ is not None:
            self.__arg__ = self.__ast_node__.text
            return self.__arg__
        raise AssertionError("Attempted to access '__forward_arg__' on an uninitialized ForwardRef")

    @property
    def __resolved_str__(self):
        if self.__resolved_str_cache__ is None:
            text = self.__forward_arg__
            for name, value in (self.__extra_names__ or {}).items():
                text = text.replace(name, type_repr(value))
            self.__resolved_str_cache__ = text
        return self.__resolved_str_cache__

    @property
    def __forward_code__(self):
        if self.__code__ is not None:
            return self.__code__
        arg = self.__forward_arg__
        try:
            self.__code__ = compile(_rewrite_star_unpack(arg), "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        return self.__code__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_module__ == other.__forward_module__
            and self.__globals__ is other.__globals__
            and self.__forward_is_class__ == other.__forward_is_class__
            and _cells_by_id(self.__cell__) == _cells_by_id(other.__cell__)
            and self.__owner__ == other.__owner__
            and _sorted_names(self.__extra_names__) == _sorted_names(other.__extra_names__)
        )

    def __hash__(self):
        return hash((
            self.__forward_arg__,
            self.__forward_module__,
            id(self.__globals__),
            self.__forward_is_class__,
            _cells_by_id(self.__cell__),
            self.__owner__,
            _sorted_names(self.__extra_names__),
        ))

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]

    def __repr__(self):
        extra = []
        if self.__forward_module__ is not None:
            extra.append(f", module={self.__forward_module__!r}")
        if self.__forward_is_class__:
            extra.append(", is_class=True")
        if self.__owner__ is not None:
            extra.append(f", owner={self.__owner__!r}")
        return f"ForwardRef({self.__resolved_str__!r}{''.join(extra)})"


def _cells_by_id(cell):
    return tuple(sorted([(name, id(c)) for name, c in cell.items()])) if isinstance(cell, dict) else id(cell)


def _sorted_names(names):
    return tuple(sorted(names.items())) if names else None


def _globals_of(owner):
    if isinstance(owner, type):
        module = sys.modules.get(getattr(owner, "__module__", None), None)
        return getattr(module, "__dict__", None)
    if isinstance(owner, types.ModuleType):
        return owner.__dict__
    return getattr(owner, "__globals__", None) if callable(owner) else None
`;

/**
 * What annotationlib's stand-ins for names write down: an expression as its text with how tightly it binds, where the original has
 * trees of the module ast (annotationlib._Stringifier; the levels are those of Lib/_ast_unparse.py).
 */
export const textSource = String.raw`

_TUPLE, _TEST, _CMP, _EXPR, _BXOR, _BAND, _SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _ATOM = 1, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17


class _Text:
    __slots__ = ("text", "level", "bare")

    def __init__(self, text, level=_ATOM, bare=None):
        self.text = text
        self.level = level
        self.bare = bare

    def within(self, level):
        return f"({self.text})" if level > self.level else self.text


def _joined(parts):
    return ", ".join([part.within(_TEST) for part in parts])


def _tuple_text(parts):
    bare = f"{parts[0].within(_TEST)}," if len(parts) == 1 else _joined(parts)
    return _Text(f"({bare})", bare=bare if parts else None)


class _Stringifier:
    __slots__ = _SLOTS

    def __init__(self, node, globals=None, owner=None, is_class=False, cell=None, *, stringifier_dict, extra_names=None):
        self.__arg__ = None
        self.__forward_is_argument__ = False
        self.__forward_is_class__ = is_class
        self.__forward_module__ = None
        self.__code__ = None
        self.__ast_node__ = node
        self.__globals__ = globals
        self.__extra_names__ = extra_names
        self.__cell__ = cell
        self.__owner__ = owner
        self.__stringifier_dict__ = stringifier_dict
        self.__resolved_str_cache__ = None

    def __convert(self, other, names):
        if isinstance(other, _Stringifier):
            if other.__extra_names__ is not None:
                names.update(other.__extra_names__)
            return other.__get()
        if other is ...:
            return _Text("...")
        if self.__stringifier_dict__.format == Format.STRING or other is None or type(other) in (str, int, float, bool, complex):
            return _Text(repr(other))
        if type(other) is dict:
            pairs = [(self.__convert(key, names), self.__convert(value, names)) for key, value in other.items()]
            return _Text("{" + ", ".join([f"{k.within(_TEST)}: {v.within(_TEST)}" for k, v in pairs]) + "}")
        if type(other) in (list, tuple, set):
            parts = [self.__convert(x, names) for x in other]
            if type(other) is tuple:
                return _tuple_text(parts)
            if type(other) is list:
                return _Text(f"[{_joined(parts)}]")
            return _Text("{" + (_joined(parts) or "*()") + "}")
        name = self.__stringifier_dict__.create_unique_name()
        names[name] = other
        return _Text(name)

    def __convert_index(self, other, names):
        if isinstance(other, slice):
            lower, upper, step = [
                "" if x is None else self.__convert(x, names).within(_TEST) for x in (other.start, other.stop, other.step)
            ]
            return _Text(f"{lower}:{upper}" + (f":{step}" if step else ""), _TEST)
        return self.__convert(other, names)

    def __get(self):
        node = self.__ast_node__
        return _Text(node) if isinstance(node, str) else node

    def __make_new(self, node, names=None):
        all_names = {}
        if self.__extra_names__ is not None:
            all_names.update(self.__extra_names__)
        if names is not None:
            all_names.update(names)
        made = _Stringifier(
            node,
            self.__globals__,
            self.__owner__,
            self.__forward_is_class__,
            stringifier_dict=self.__stringifier_dict__,
            extra_names=all_names or None,
        )
        self.__stringifier_dict__.stringifiers.append(made)
        return made

    def __hash__(self):
        return id(self)

    def __getitem__(self, other):
        if self.__ast_node__ == "__classdict__":
            raise KeyError
        names = {}
        if isinstance(other, tuple):
            index = _tuple_text([self.__convert_index(x, names) for x in other])
        else:
            index = self.__convert_index(other, names)
        text = index.within(_TEST) if index.bare is None else index.bare
        return self.__make_new(_Text(f"{self.__get().within(_ATOM)}[{text}]"), names)

    def __getattr__(self, attr):
        return self.__make_new(_Text(f"{self.__get().within(_ATOM)}.{attr}"))

    def __call__(self, *args, **kwargs):
        names = {}
        parts = [self.__convert(arg, names).within(_TEST) for arg in args]
        parts += [f"{key}={self.__convert(value, names).within(_TEST)}" for key, value in kwargs.items()]
        return self.__make_new(_Text(f"{self.__get().within(_ATOM)}({', '.join(parts)})"), names)

    def __iter__(self):
        yield self.__make_new(_Text(f"*{self.__get().within(_EXPR)}"))

    def __repr__(self):
        return self.__get().text

    def __format__(self, format_spec):
        raise TypeError("Cannot stringify annotation containing string formatting")

    def _binary(sign, level, left=0, right=1):
        def binop(self, other):
            names = {}
            rhs = self.__convert(other, names)
            return self.__make_new(_Text(f"{self.__get().within(level + left)} {sign} {rhs.within(level + right)}", level), names)

        def rbinop(self, other):
            names = {}
            lhs = self.__convert(other, names)
            return self.__make_new(_Text(f"{lhs.within(level + left)} {sign} {self.__get().within(level + right)}", level), names)

        return binop, rbinop

    __add__, __radd__ = _binary("+", _ARITH)
    __sub__, __rsub__ = _binary("-", _ARITH)
    __mul__, __rmul__ = _binary("*", _TERM)
    __matmul__, __rmatmul__ = _binary("@", _TERM)
    __truediv__, __rtruediv__ = _binary("/", _TERM)
    __mod__, __rmod__ = _binary("%", _TERM)
    __lshift__, __rlshift__ = _binary("<<", _SHIFT)
    __rshift__, __rrshift__ = _binary(">>", _SHIFT)
    __or__, __ror__ = _binary("|", _EXPR)
    __xor__, __rxor__ = _binary("^", _BXOR)
    __and__, __rand__ = _binary("&", _BAND)
    __floordiv__, __rfloordiv__ = _binary("//", _TERM)
    __pow__, __rpow__ = _binary("**", _POWER, 1, 0)
    __lt__ = _binary("<", _CMP, 1)[0]
    __le__ = _binary("<=", _CMP, 1)[0]
    __eq__ = _binary("==", _CMP, 1)[0]
    __ne__ = _binary("!=", _CMP, 1)[0]
    __gt__ = _binary(">", _CMP, 1)[0]
    __ge__ = _binary(">=", _CMP, 1)[0]

    del _binary

    def __invert__(self):
        return self.__make_new(_Text(f"~{self.__get().within(_FACTOR)}", _FACTOR))

    def __pos__(self):
        return self.__make_new(_Text(f"+{self.__get().within(_FACTOR)}", _FACTOR))

    def __neg__(self):
        return self.__make_new(_Text(f"-{self.__get().within(_FACTOR)}", _FACTOR))


class _StringifierDict(dict):
    def __init__(self, namespace, *, globals=None, owner=None, is_class=False, format):
        super().__init__(namespace)
        self.namespace = namespace
        self.globals = globals
        self.owner = owner
        self.is_class = is_class
        self.stringifiers = []
        self.next_id = 1
        self.format = format

    def __missing__(self, key):
        fwdref = _Stringifier(key, globals=self.globals, owner=self.owner, is_class=self.is_class, stringifier_dict=self)
        self.stringifiers.append(fwdref)
        return fwdref

    def transmogrify(self, cell_dict):
        for obj in self.stringifiers:
            obj.__class__ = ForwardRef
            obj.__stringifier_dict__ = None
            if isinstance(obj.__ast_node__, str):
                obj.__arg__ = obj.__ast_node__
                obj.__ast_node__ = None
            if cell_dict is not None and obj.__cell__ is None:
                obj.__cell__ = cell_dict

    def create_unique_name(self):
        name = f"__annotationlib_name_{self.next_id}__"
        self.next_id += 1
        return name
`;

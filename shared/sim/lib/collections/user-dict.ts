/** UserDict of collections (Lib/collections/__init__.py). */
import { when } from '../module.ts';

const source = String.raw`class UserDict(_collections_abc.MutableMapping):
USERDICT_INIT        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

USERDICT_GET    def __repr__(self):
        return repr(self.data)

USERDICT_OR    def __copy__(self):
        inst = self.__class__.__new__(self.__class__)
        inst.__dict__.update(self.__dict__)
        inst.__dict__["data"] = self.__dict__["data"].copy()
        return inst

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy
        data = self.data
        try:
            self.data = {}
            c = copy.copy(self)
        finally:
            self.data = data
        c.update(self)
        return c

    @classmethod
    def fromkeys(cls, iterable, value=None):
        d = cls()
        for key in iterable:
            d[key] = value
        return d
`;

const userDictInit = String.raw`    def __init__(self, dict=None, /, **kwargs):
`;

/** 3.8 takes the arguments apart itself. */
const oldUserDictInit = String.raw`    def __init__(*args, **kwargs):
        if not args:
            raise TypeError("descriptor '__init__' of 'UserDict' object "
                            "needs an argument")
        self, *args = args
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        if args:
            dict = args[0]
        elif 'dict' in kwargs:
            dict = kwargs.pop('dict')
        else:
            dict = None
`;

/** 3.12+ */
const userDictGet = String.raw`    def get(self, key, default=None):
        if key in self:
            return self[key]
        return default

`;

/** 3.9+ */
const userDictUnions = String.raw`    def __or__(self, other):
        if isinstance(other, UserDict):
            return self.__class__(self.data | other.data)
        if isinstance(other, dict):
            return self.__class__(self.data | other)
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, UserDict):
            return self.__class__(other.data | self.data)
        if isinstance(other, dict):
            return self.__class__(other | self.data)
        return NotImplemented

    def __ior__(self, other):
        if isinstance(other, UserDict):
            self.data |= other.data
        else:
            self.data |= other
        return self

`;

/** UserDict, as a version has it. */
export const userDictSource = (minor: number): string =>
  source
    .replace('USERDICT_INIT', minor >= 9 ? userDictInit : oldUserDictInit)
    .replace('USERDICT_GET', when(minor >= 12, userDictGet))
    .replace('USERDICT_OR', when(minor >= 9, userDictUnions));
